import type { FilterChip, FilterField } from "@/components/table/filters";
import { type AuditFilter, OUTCOMES } from "@/domain/audit";
import { formatDate } from "@/domain/units";
import { spanText } from "../../_view/dates";
import { OUTCOME_WORDS } from "./rows";

/** Groups of actions: the part of their names before the dot. */
const GROUPS = [
  ["runs", "Runs"],
  ["shoes", "Shoes"],
  ["workouts", "Rides and workouts"],
  ["imports", "Imports"],
  ["sessions", "Signing in and out"],
  ["accounts", "Account"],
  ["guests", "Demo data"],
  ["keys", "API keys"],
  ["settings", "Settings"],
] as const;

/** The controls of the filter, filled with what is asked for. */
export function auditFilterFields(filter: AuditFilter): FilterField[] {
  const known = GROUPS.some(([value]) => value === filter.action);
  const other = filter.action && !known ? [{ value: filter.action, label: filter.action }] : [];
  return [
    { type: "date", name: "from", label: "From", value: filter.from },
    { type: "date", name: "to", label: "To", value: filter.to },
    {
      type: "select",
      name: "action",
      label: "Action",
      value: filter.action,
      options: [...GROUPS.map(([value, label]) => ({ value, label })), ...other],
    },
    {
      type: "select",
      name: "outcome",
      label: "Outcome",
      value: filter.outcome,
      options: OUTCOMES.map((value) => ({ value, label: OUTCOME_WORDS[value] })),
    },
  ];
}

/** What is filtered by, in words, each with a way to take it away. */
export function auditFilterChips(filter: AuditFilter, locale: string): FilterChip[] {
  const chips: FilterChip[] = [];
  if (filter.from && filter.to) chips.push({ label: spanText(filter.from, filter.to, locale), names: ["from", "to"] });
  else if (filter.from) chips.push({ label: `From ${formatDate(filter.from, locale)}`, names: ["from"] });
  else if (filter.to) chips.push({ label: `To ${formatDate(filter.to, locale)}`, names: ["to"] });
  if (filter.action) {
    chips.push({ label: GROUPS.find(([value]) => value === filter.action)?.[1] ?? filter.action, names: ["action"] });
  }
  if (filter.outcome) chips.push({ label: OUTCOME_WORDS[filter.outcome], names: ["outcome"] });
  return chips;
}
