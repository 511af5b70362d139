import { readQuickAdd } from "@/domain/natural-dates";
import { readDay } from "@/domain/natural-days";
import { describeRepeat } from "@/domain/repeat-words";
import { type Task, type TaskChanges, updateTaskSchema } from "@/domain/tasks";
import { Failure } from "@/lib/errors";

type On = Parameters<typeof readDay>[1];

const text = (value: unknown) => (typeof value === "string" ? value.trim() : "");

/**
 * What a person changed in the form of a task. Dates and repeats are read as they are written in quick add.
 * @throws Failure "invalid" beside the field that cannot be read
 */
export function readTaskForm(sent: Record<string, unknown>, task: Task, on: On): TaskChanges {
  const goalIds = [sent["goalIds[]"] ?? []].flat().map(String);
  const repeat = repeatOf(text(sent["repeat"]), task, on);
  const parsed = updateTaskSchema.safeParse({
    title: text(sent["title"]),
    notes: text(sent["notes"]) || null,
    status: text(sent["status"]) || task.status,
    dueDate: dueOf(text(sent["dueDate"]), on),
    priority: Number(text(sent["priority"])),
    ...repeat,
    goalIds,
  });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ path: String(path[0] ?? ""), message }));
  throw new Failure("invalid", "Some fields need another look.", { fields });
}

function dueOf(written: string, on: On): string | null {
  if (written === "" || /^\d{4}-\d{2}-\d{2}$/.test(written)) return written || null;
  const day = readDay(written.toLowerCase().split(/\s+/), on, true);
  if (day) return day;
  const message = "This is no day. Write one like tomorrow, fri, 24 dec or 2026-12-24.";
  throw new Failure("invalid", message, { fields: [{ path: "dueDate", message }] });
}

/** How a task repeats as its form shows it: words; sent back as they are, the rule stays. */
export const repeatWords = ({ repeat, repeatFrom }: Pick<Task, "repeat" | "repeatFrom">): string =>
  repeat ? describeRepeat(repeat, repeatFrom) : "";

function repeatOf(written: string, task: Task, on: On): Pick<TaskChanges, "repeat" | "repeatFrom"> {
  if (written === "") return { repeat: null, repeatFrom: "due" };
  if (written === task.repeat || written === repeatWords(task)) return { repeat: task.repeat, repeatFrom: task.repeatFrom };
  const read = readQuickAdd(`x ${written}`, on);
  if (read.repeat && read.title === "x") return { repeat: read.repeat, repeatFrom: read.repeatFrom };
  return { repeat: written, repeatFrom: task.repeatFrom };
}
