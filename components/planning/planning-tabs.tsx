import { Tabs } from "@/components/ui/tabs";

const ITEMS = [
  { href: "/tasks", label: "Tasks" },
  { href: "/goals", label: "Goals" },
  { href: "/habits", label: "Habits" },
];

/** The pages about what is planned. */
export function PlanningTabs({ current }: { current: string }) {
  return <Tabs label="Planning" items={ITEMS.map((item) => ({ ...item, current: item.href === current }))} />;
}
