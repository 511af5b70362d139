import { Tabs } from "@/components/ui/tabs";

const ITEMS = [
  { href: "/coding", label: "Overview" },
  { href: "/coding/days", label: "Days" },
  { href: "/coding/projects", label: "Projects" },
  { href: "/coding/languages", label: "Languages" },
  { href: "/coding/setup", label: "Set up" },
];

/** The pages about coding time. */
export function CodingTabs({ current }: { current: string }) {
  return <Tabs label="Coding" items={ITEMS.map((item) => ({ ...item, current: item.href === current }))} />;
}
