import { Tabs } from "@/components/ui/tabs";

const ITEMS = [
  { href: "/rides", label: "All activities" },
  { href: "/rides/deleted", label: "Deleted" },
];

/** The pages about all rides and other activities. */
export function RidesTabs({ current }: { current: string }) {
  return <Tabs label="Rides" items={ITEMS.map((item) => ({ ...item, current: item.href === current }))} />;
}
