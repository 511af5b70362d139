import { z } from "zod";
import { dayField, noteField, textField, versionField } from "./fields";
import { repeatField } from "./repeat-field";

/** Where a task stands. */
export const TASK_STATUSES = ["todo", "doing", "done", "cancelled"] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** What the next of a repeating task is counted from: its due date, or the day it was done. */
export const REPEAT_FROM = ["due", "completion"] as const;
export type RepeatFrom = (typeof REPEAT_FROM)[number];

/** A task as it is stored. */
export type Task = {
  id: string;
  title: string;
  notes: string | null;
  status: TaskStatus;
  dueDate: string | null;
  /** 0 none to 3 high. */
  priority: number;
  repeat: string | null;
  repeatFrom: RepeatFrom;
  /** The task whose completion made this one. */
  repeatOf: string | null;
  position: number;
  createdAt: Date;
  completedAt: Date | null;
  /** The day it was completed on, in the person's zone. */
  completedOn: string | null;
  goalIds: string[];
  version: number;
  deletedAt: Date | null;
};

/** A task as the API shows it. */
export function taskResource(task: Task) {
  return {
    id: task.id,
    title: task.title,
    notes: task.notes,
    status: task.status,
    dueDate: task.dueDate,
    priority: task.priority,
    repeat: task.repeat,
    repeatFrom: task.repeatFrom,
    goalIds: task.goalIds,
    position: task.position,
    createdAt: task.createdAt.toISOString(),
    completedAt: task.completedAt?.toISOString() ?? null,
    version: task.version,
    deletedAt: task.deletedAt?.toISOString() ?? null,
  };
}

/** The last day that can be planned for. */
export const LAST_PLANNED_DAY = "2199-12-31";

/** A day that is planned for: of this century and its neighbours, so that rules can go on from it. */
export const plannedDayField = dayField.refine(
  (day) => day >= "1900-01-01" && day <= LAST_PLANNED_DAY,
  "Write a day of the years 1900 to 2199.",
);

/** The id of something that Almanac numbers itself. */
export const uuidField = z.uuid("This is no id of Almanac's.").toLowerCase();

/** A task and the version that a change made of it, as `id:version`: what the way back is told. */
export const taskMarkField = z
  .string()
  .transform((text) => ({ id: text.slice(0, 36), version: Number(text.slice(37)) }))
  .pipe(z.object({ id: uuidField, version: versionField }));

/** Ids of linked things, each once. */
export const linksField = z
  .array(uuidField)
  .max(100, "At most 100.")
  .transform((ids) => [...new Set(ids)]);

/** The longest title, in characters. */
export const TITLE_LENGTH = 500;

const fields = {
  title: textField(TITLE_LENGTH),
  notes: noteField(20_000),
  status: z.enum(TASK_STATUSES),
  dueDate: plannedDayField.nullable(),
  priority: z.int().min(0).max(3),
  repeat: repeatField.nullable(),
  repeatFrom: z.enum(REPEAT_FROM),
  goalIds: linksField,
};

/** A task to be made; all but the title may be left out. */
export const newTaskSchema = z.strictObject({ ...z.strictObject(fields).partial().shape, title: fields.title });
export type NewTask = z.output<typeof newTaskSchema>;

/** What may be changed of a task. */
const taskChangesSchema = z.strictObject(fields).partial();
export type TaskChanges = z.output<typeof taskChangesSchema>;

/** A change with the version that the caller saw. */
export const updateTaskSchema = taskChangesSchema.extend({ version: versionField.optional() });
