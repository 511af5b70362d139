import type { GoalSetting } from "@/domain/goals";
import type { FieldChange } from "@/domain/run-fields";
import { type Format, formatDate } from "@/domain/units";
import { joined } from "../_view/words";
import { amountOf, MEASURES, STATUS_NAMES } from "./goal-words";

type Words = { format: Format; habits: ReadonlyMap<string, string> };
type Field = { field: string; label: string; text: (goal: GoalSetting, words: Words) => string | null };

const FIELDS: Field[] = [
  { field: "title", label: "Title", text: ({ title }) => title },
  { field: "metric", label: "Counts", text: ({ metric }) => MEASURES[metric].label },
  {
    field: "target",
    label: "Target",
    text: ({ metric, target }, { format }) => (target === null ? "All linked tasks" : joined(amountOf(metric, target, format))),
  },
  {
    field: "habit",
    label: "Habit",
    text: ({ habitId }, { habits }) => (habitId ? (habits.get(habitId) ?? "a habit that is gone") : null),
  },
  {
    field: "progress",
    label: "Progress",
    text: ({ metric, manualValue }, { format }) => (metric === "manual" ? joined(amountOf(metric, manualValue, format)) : null),
  },
  { field: "startDate", label: "Begins", text: ({ startDate }, { format }) => formatDate(startDate, format.locale) },
  { field: "endDate", label: "Ends", text: ({ endDate }, { format }) => (endDate ? formatDate(endDate, format.locale) : null) },
  { field: "status", label: "Status", text: ({ status }) => STATUS_NAMES[status] },
  { field: "description", label: "Notes", text: ({ description }) => description },
  { field: "deleted", label: "Deleted", text: ({ deletedAt }) => (deletedAt ? "Yes" : null) },
];

/** What differs between two versions of a goal, in words; of the first one everything that it says. */
export function diffGoals(before: GoalSetting | undefined, after: GoalSetting, words: Words): FieldChange[] {
  return FIELDS.flatMap(({ field, label, text }) => {
    const was = before ? text(before, words) : null;
    const is = text(after, words);
    return was === is ? [] : [{ field, label, before: was, after: is }];
  });
}
