import type { RepeatFrom, Task, TaskStatus } from "@/domain/tasks";
import type { Versioned } from "./history";

export const TASKS: Versioned = { table: "tasks", idColumn: "task_id", what: "task" };

/** A task as it is stored, with the goals it is linked to. */
export type TaskRow = Task;

/** The goals of a task `t` that are there, as an array of ids; `$1` is the user. */
export const GOALS_OF_TASK = `array(select l.goal_id::text from app.goals_tasks l
  join app.goals g on g.user_id = $1 and g.id = l.goal_id and g.deleted_at is null
  where l.user_id = $1 and l.task_id = t.id order by l.goal_id)`;

/** Columns of {@link TaskRow}; the table is called `t`. */
export const TASK_COLUMNS = `t.id, t.title, t.notes, t.status, t.due_date as "dueDate", t.priority, t.repeat, t.repeat_from as "repeatFrom",
  t.repeat_of as "repeatOf", t.position, t.created_at as "createdAt", t.completed_at as "completedAt", t.completed_on as "completedOn",
  t.version, t.deleted_at as "deletedAt", ${GOALS_OF_TASK} as "goalIds"`;

/** A task's row as the database names its columns: what a versioned write answers and what histories keep. */
export type StoredTask = {
  id: string;
  title: string;
  notes: string | null;
  status: TaskStatus;
  due_date: string | null;
  priority: number;
  repeat: string | null;
  repeat_from: RepeatFrom;
  repeat_of: string | null;
  position: number;
  created_at?: Date | string;
  completed_at: Date | string | null;
  completed_on: string | null;
  version: number;
  deleted_at: Date | string | null;
  /** In histories. */
  goalIds?: string[];
};

const instantOf = (value: Date | string | null) => (value === null ? null : new Date(value));

/** A task from its stored row, or from what a history keeps of one (there instants are text). */
export function taskOf(row: StoredTask, goalIds: string[], createdAt: Date): TaskRow {
  return {
    id: row.id,
    title: row.title,
    notes: row.notes,
    status: row.status,
    dueDate: row.due_date,
    priority: row.priority,
    repeat: row.repeat,
    repeatFrom: row.repeat_from,
    repeatOf: row.repeat_of,
    position: row.position,
    createdAt,
    completedAt: instantOf(row.completed_at),
    completedOn: row.completed_on,
    goalIds,
    version: row.version,
    deletedAt: instantOf(row.deleted_at),
  };
}
