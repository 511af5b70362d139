import { Tabs } from "@/components/ui/tabs";

const ITEMS = [
  { href: "/strength", label: "Sessions" },
  { href: "/strength/exercises", label: "Exercises" },
  { href: "/strength/deleted", label: "Deleted" },
];

/** The pages about all strength training. */
export function StrengthTabs({ current }: { current: string }) {
  return <Tabs label="Strength" items={ITEMS.map((item) => ({ ...item, current: item.href === current }))} />;
}
