import { describeRepeat } from "@/domain/repeat-words";
import type { FieldChange } from "@/domain/run-fields";
import type { Task } from "@/domain/tasks";
import { formatDate } from "@/domain/units";

type Words = { locale: string; goals: ReadonlyMap<string, string> };
type Field = { field: string; label: string; text: (task: Task, words: Words) => string | null };

const STATUSES = { todo: "To do", doing: "Doing", done: "Done", cancelled: "Cancelled" };

const FIELDS: Field[] = [
  { field: "title", label: "Title", text: ({ title }) => title },
  { field: "status", label: "Status", text: ({ status }) => STATUSES[status] },
  { field: "dueDate", label: "Due", text: ({ dueDate }, { locale }) => (dueDate ? formatDate(dueDate, locale) : null) },
  { field: "priority", label: "Priority", text: ({ priority }) => ["None", "Low", "Medium", "High"][priority] ?? null },
  { field: "repeat", label: "Repeat", text: ({ repeat, repeatFrom }) => (repeat ? describeRepeat(repeat, repeatFrom) : null) },
  { field: "notes", label: "Notes", text: ({ notes }) => notes },
  {
    field: "goals",
    label: "Goals",
    text: ({ goalIds }, { goals }) => goalIds.map((id) => goals.get(id) ?? "a goal that is gone").join(", ") || null,
  },
  { field: "deleted", label: "Deleted", text: ({ deletedAt }) => (deletedAt ? "Yes" : null) },
];

/** What differs between two versions of a task, in words; of the first one everything that it says. */
export function diffTasks(before: Task | undefined, after: Task, words: Words): FieldChange[] {
  return FIELDS.flatMap(({ field, label, text }) => {
    const was = before ? text(before, words) : null;
    const is = text(after, words);
    return was === is ? [] : [{ field, label, before: was, after: is }];
  });
}
