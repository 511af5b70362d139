import type { NavGroup, NavItem } from "@/components/ui/nav-item";
import type { Role } from "@/domain/users";

const today: NavItem = { href: "/", label: "Today", icon: "sun", keys: "g t" };
const weekly: NavItem = { href: "/weekly", label: "Weekly", icon: "calendar", keys: "g w" };
const runs: NavItem = { href: "/runs", label: "Runs", icon: "stride", area: "runs", keys: "g r" };
const rides: NavItem = { href: "/rides", label: "Rides", icon: "wheel", area: "rides", keys: "g i" };
const strength: NavItem = { href: "/strength", label: "Strength", icon: "barbell", area: "strength", keys: "g b" };
const coding: NavItem = { href: "/coding", label: "Coding", icon: "brackets", area: "coding", keys: "g d" };
const tasks: NavItem = { href: "/tasks", label: "Tasks", icon: "tick-box", area: "planning", keys: "g k" };
const reflections: NavItem = { href: "/reflections", label: "Reflections", icon: "pen", area: "mood", keys: "g l" };
const timeline: NavItem = { href: "/timeline", label: "Timeline", icon: "clock", keys: "g n" };
const snapshots: NavItem = { href: "/snapshots", label: "Snapshots", icon: "camera", keys: "g z" };
const goals: NavItem = { href: "/goals", label: "Goals", icon: "flag", area: "planning", keys: "g o" };
const habits: NavItem = { href: "/habits", label: "Habits", icon: "repeat", area: "planning", keys: "g h" };
const shoes: NavItem = { href: "/shoes", label: "Shoes", icon: "shoe", area: "runs", keys: "g s" };
const connections: NavItem = { href: "/settings/connections", label: "Connections", icon: "link", keys: "g c" };
const imports: NavItem = { href: "/import", label: "Import", icon: "tray", keys: "g m" };

/** The rail: only what exists. */
export const groups: NavGroup[] = [
  { items: [today, weekly, reflections, timeline, snapshots] },
  { label: "Training", items: [runs, rides, strength, shoes] },
  { label: "Work", items: [tasks, habits, goals, coding] },
  { label: "Data", items: [imports, connections] },
];

/** The phone's bar: what is looked at or ticked every day, and "More" beside it. */
export const places: NavItem[] = [today, tasks, habits, runs];

/** The person's own menu. */
export function personItems(role: Role): NavItem[] {
  const items: NavItem[] = [
    { href: "/settings/profile", label: "Profile", icon: "user", keys: "g p" },
    { href: "/settings/security", label: "Security", icon: "sliders" },
    { href: "/settings/keys", label: "API keys", icon: "key" },
    { href: "/settings/audit", label: "Audit log", icon: "clock" },
    { href: "/settings/data", label: "Your data", icon: "download" },
  ];
  return role === "owner" ? [...items, { href: "/status", label: "Status", icon: "pulse" }] : items;
}
