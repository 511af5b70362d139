import type { Reflection } from "@/domain/reflections";
import type { Versioned } from "./history";

export const REFLECTIONS: Versioned = { table: "reflections", idColumn: "reflection_id", what: "reflection" };

/** A reflection as it is stored, with its text and its links. */
export type ReflectionRow = Reflection;

const links = (
  table: "tasks" | "goals" | "habits",
  column: string,
) => `array(select l.${column}::text from app.reflections_${table} l
  join app.${table} x on x.user_id = $1 and x.id = l.${column} and x.deleted_at is null
  where l.user_id = $1 and l.reflection_id = f.id order by l.${column})`;

/** Columns of {@link ReflectionRow}; the table is called `f`, its texts `x`, and `$1` is the user, so that one partition of tasks is looked at. */
export const REFLECTION_COLUMNS = `f.id, f.date, f.mood, x.text, ${links("tasks", "task_id")} as "taskIds", ${links("goals", "goal_id")} as "goalIds",
  ${links("habits", "habit_id")} as "habitIds", f.version, f.updated_at as "updatedAt", f.deleted_at as "deletedAt"`;

/** What {@link REFLECTION_COLUMNS} are read from. */
export const REFLECTIONS_WITH_TEXTS =
  "app.reflections f join app.reflection_texts x on x.user_id = f.user_id and x.reflection_id = f.id";

/** What a history keeps of a reflection. */
export type StoredReflection = {
  id: string;
  date: string;
  mood: number | null;
  text: string;
  taskIds: string[];
  goalIds: string[];
  habitIds: string[];
  version: number;
  deleted_at: string | null;
};
