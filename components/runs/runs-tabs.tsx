import { Tabs } from "@/components/ui/tabs";

const ITEMS = [
  { href: "/runs", label: "All runs" },
  { href: "/runs/records", label: "Records" },
  { href: "/runs/deleted", label: "Deleted" },
];

/** The pages about all runs. */
export function RunsTabs({ current }: { current: string }) {
  return <Tabs label="Runs" items={ITEMS.map((item) => ({ ...item, current: item.href === current }))} />;
}
