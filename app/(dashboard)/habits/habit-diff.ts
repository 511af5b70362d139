import type { Habit } from "@/domain/habits";
import type { FieldChange } from "@/domain/run-fields";
import { type Format, formatDate } from "@/domain/units";
import { autoText, scheduleText, targetText } from "./habit-words";

type Field = { field: string; label: string; text: (habit: Habit, format: Format) => string | null };

const FIELDS: Field[] = [
  { field: "name", label: "Name", text: ({ name }) => name },
  { field: "schedule", label: "When", text: ({ schedule }) => scheduleText(schedule) },
  { field: "target", label: "A day asks for", text: (habit, format) => targetText(habit, format) ?? "done or not" },
  { field: "auto", label: "Ticks itself", text: ({ auto }, format) => (auto ? autoText(auto, format) : null) },
  { field: "startDate", label: "Begins", text: ({ startDate }, { locale }) => formatDate(startDate, locale) },
  { field: "description", label: "Notes", text: ({ description }) => description },
  { field: "archived", label: "Archived", text: ({ archivedAt }) => (archivedAt ? "Yes" : null) },
  { field: "deleted", label: "Deleted", text: ({ deletedAt }) => (deletedAt ? "Yes" : null) },
];

/** What differs between two versions of a habit, in words; of the first one everything that it says. */
export function diffHabits(before: Habit | undefined, after: Habit, format: Format): FieldChange[] {
  return FIELDS.flatMap(({ field, label, text }) => {
    const was = before ? text(before, format) : null;
    const is = text(after, format);
    return was === is ? [] : [{ field, label, before: was, after: is }];
  });
}
