/** Where a task stands. */
export const TASK_STATUSES = ["todo", "doing", "done", "cancelled"] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** What the next of a repeating task is counted from: its due date, or the day it was done. */
export const REPEAT_FROM = ["due", "completion"] as const;
export type RepeatFrom = (typeof REPEAT_FROM)[number];
