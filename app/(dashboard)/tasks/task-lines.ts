import type { TaskLine } from "@/components/planning/task-row";
import { dueText } from "@/domain/due-words";
import { describeRepeat } from "@/domain/repeat-words";
import type { Task } from "@/domain/tasks";
import { addDays, daysBetween } from "@/domain/time-zones";
import type { TaskView } from "./list-state";

/** The heading that a task stands under. */
function groupOf(task: Task, view: TaskView, today: string): string {
  if (view === "own" || view === "undated") return "";
  if (view === "done")
    return task.completedOn === today ? "Today" : task.completedOn === addDays(today, -1) ? "Yesterday" : "Earlier";
  if (view === "all") return "";
  if (task.dueDate === null) return "No date";
  const away = daysBetween(today, task.dueDate);
  if (away < 0) return "Overdue";
  if (away === 0) return "Today";
  if (away === 1) return "Tomorrow";
  return away < 7 ? "Next days" : "Later";
}

type On = { view: TaskView; today: string; locale: string; goals: ReadonlyMap<string, string> };

/** Tasks as the list shows them. */
export function taskLines(tasks: readonly Task[], { view, today, locale, goals }: On): TaskLine[] {
  return tasks.map((task) => {
    const open = task.status === "todo" || task.status === "doing";
    const day = view === "done" ? task.completedOn : task.dueDate;
    return {
      id: task.id,
      title: task.title,
      done: task.status === "done",
      cancelled: task.status === "cancelled",
      group: groupOf(task, view, today),
      due: day ? dueText(day, today, locale) : null,
      overdue: open && task.dueDate !== null && task.dueDate < today,
      priority: task.priority,
      repeat: task.repeat ? describeRepeat(task.repeat, task.repeatFrom) : null,
      goals: task.goalIds.flatMap((id) => ({ id, title: goals.get(id) ?? "Goal" })),
    };
  });
}
