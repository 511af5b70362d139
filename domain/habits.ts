import { z } from "zod";
import { noteField, textField, versionField } from "./fields";
import { plannedDayField } from "./tasks";

/** Done or not, or a number a day. */
export const HABIT_KINDS = ["yes_no", "number"] as const;
export type HabitKind = (typeof HABIT_KINDS)[number];

/** Whether a day's number is to be reached or not to be passed. */
export const TARGET_TYPES = ["at_least", "at_most"] as const;
export type TargetType = (typeof TARGET_TYPES)[number];

/** Who ticked a day: a person, or a fact. */
export const LOG_SOURCES = ["user", "auto"] as const;
export type LogSource = (typeof LOG_SOURCES)[number];

/** Facts that can tick a habit. */
export const AUTO_METRICS = [
  "run_distance",
  "ride_distance",
  "ride_energy",
  "coding_seconds",
  "strength_sessions",
  "tasks",
  "reflections",
] as const;
export type AutoMetric = (typeof AUTO_METRICS)[number];

const scheduleSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("weekdays"),
    weekdays: z
      .array(z.int().min(0).max(7))
      .min(1, "Choose a weekday.")
      .max(14)
      // Sunday is 7, and 0 as well.
      .transform((days) => [...new Set(days.map((day) => day || 7))].sort((a, b) => a - b))
      .describe("1 Monday to 7 Sunday."),
  }),
  z.strictObject({ kind: z.literal("per_week"), times: z.int().min(1).max(7) }),
  z.strictObject({ kind: z.literal("every_days"), days: z.int().min(1).max(365) }),
]);

/** When a habit is due: on weekdays (ISO, 1 Monday to 7 Sunday), so many times a week, or every so many days. */
export type Schedule = z.output<typeof scheduleSchema>;

const autoSchema = z.strictObject({
  metric: z.enum(AUTO_METRICS),
  atLeast: z.number().positive().max(1e9).describe("Metres, kilojoules, seconds, or how many."),
});

/** Ticks a day when its facts sum up to at least this much: metres, kilojoules, seconds, or how many. */
export type Auto = z.output<typeof autoSchema>;

/** A habit as it is stored. */
export type Habit = {
  id: string;
  name: string;
  description: string | null;
  schedule: Schedule;
  kind: HabitKind;
  unit: string | null;
  /** Of a number: how much a day asks for. */
  target: number | null;
  targetType: TargetType;
  auto: Auto | null;
  position: number;
  startDate: string;
  archivedAt: Date | null;
  version: number;
  deletedAt: Date | null;
};

/** What is known of a day of a habit; `fact` is the row that ticked it. */
export type HabitLog = {
  date: string;
  value: number;
  skipped: boolean;
  done: boolean;
  source: LogSource;
  fact: { table: string; id: string } | null;
};

const fields = {
  name: textField(100),
  description: noteField(5000),
  schedule: scheduleSchema,
  kind: z.enum(HABIT_KINDS),
  unit: noteField(30),
  target: z.number().min(0).max(1e9).nullable(),
  targetType: z.enum(TARGET_TYPES),
  auto: autoSchema.nullable(),
  startDate: plannedDayField,
};

/** A habit to be made; of every day and of yes or no unless said. */
export const newHabitSchema = z.strictObject({ ...z.strictObject(fields).partial().shape, name: fields.name });
export type NewHabit = z.output<typeof newHabitSchema>;

const habitChangesSchema = z.strictObject({ ...fields, archived: z.boolean() }).partial();
export type HabitChanges = z.output<typeof habitChangesSchema>;
export const updateHabitSchema = habitChangesSchema.extend({ version: versionField.optional() });

/** A day's log; today unless said. Without a value it is done: 1, or the number the day asks for. */
export const habitLogSchema = z.strictObject({
  date: plannedDayField.optional(),
  value: z.number().min(0).max(1e9).optional(),
  skipped: z.boolean().optional(),
});

/** What is wrong with a habit as a whole, by field; empty when nothing is. */
export function habitProblems(
  habit: Pick<Habit, "kind" | "target" | "targetType" | "auto">,
): { path: string; message: string }[] {
  const problems: { path: string; message: string }[] = [];
  if (habit.kind === "number" && habit.target === null)
    problems.push({ path: "target", message: "Say how much a day asks for." });
  if (habit.kind === "yes_no" && habit.target !== null) {
    problems.push({ path: "target", message: "A habit of yes or no has no target." });
  }
  if (habit.auto !== null && habit.targetType === "at_most") {
    problems.push({ path: "auto", message: "Facts tick what is to be reached, not what is not to be passed." });
  }
  return problems;
}

/** What the pages and the API show beside a habit. */
export type HabitState = {
  strength: number;
  streak: { from: string; to: string; days: number; times: number } | null;
  longestStreak: { from: string; to: string; days: number; times: number } | null;
  /** Whether it asks for something today, and how many times are left of the week. */
  due: boolean;
  left: number | null;
  today: HabitLog | null;
};

/** What a habit is set to, as the API shows it. */
export function habitSettings(habit: Habit) {
  return {
    id: habit.id,
    name: habit.name,
    description: habit.description,
    schedule: habit.schedule,
    kind: habit.kind,
    unit: habit.unit,
    target: habit.target,
    targetType: habit.targetType,
    auto: habit.auto,
    startDate: habit.startDate,
    archived: habit.archivedAt !== null,
    version: habit.version,
    deletedAt: habit.deletedAt?.toISOString() ?? null,
  };
}

/** A habit as the API shows it: what it is set to, and how it stands. */
export function habitResource(habit: Habit, state: HabitState) {
  return { ...habitSettings(habit), ...state };
}
