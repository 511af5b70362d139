import { sql } from "drizzle-orm";
import {
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { StrengthExercise } from "../../domain/strength";
import { SET_KINDS } from "../../domain/strength";
import { app, createdAt, instant, oneOf, updatedAt, userId, version } from "./columns";
import { historyColumns, historyKeys } from "./history";
import { users } from "./users";
import { workouts } from "./workouts";

/** A strength session. Exercises and sets are part of the row, so that a version is the whole session. */
export const strengthWorkouts = app.table(
  "strength_workouts",
  {
    userId: userId(),
    /** `hevy_<uuid>`, or of a CSV export `hevycsv_<hash of title and start>`. */
    id: text("id").notNull(),
    title: text("title").notNull(),
    description: text("description"),
    startAt: instant("start_at").notNull(),
    endAt: instant("end_at"),
    timeZone: text("time_zone").notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    durationS: doublePrecision("duration_s").notNull().default(0),
    /** Weight times repetitions of all sets but warm-ups, and how many such sets there are: told by the exercises. */
    volumeKg: doublePrecision("volume_kg").notNull().default(0),
    setCount: integer("set_count").notNull().default(0),
    exercises: jsonb("exercises").$type<StrengthExercise[]>().notNull(),
    source: text("source").notNull().default("hevy"),
    /** `api` or `export`: what the provider's terms say depends on it. */
    origin: text("origin").notNull(),
    /** Hevy's own id, once its API has told of the session; what came by CSV alone has none. */
    hevyId: text("hevy_id"),
    version: version(),
    /** Fields that a person has set, by the API's names: no import and no sync writes them. */
    editedFields: text("edited_fields").array().notNull().default(sql`'{}'`),
    /** What the sources say of edited fields, by the same names; exercises as they are stored. */
    provider: jsonb("provider").$type<Record<string, unknown>>().notNull().default({}),
    deletedAt: instant("deleted_at"),
    /** Deleted because this import was undone: another import or a sync may bring it back. */
    undoneImportId: uuid("undone_import_id"),
    /** When it was deleted at Hevy. That deletion is done with, whether it still is deleted here or was brought back. */
    hevyDeletedAt: instant("hevy_deleted_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "strength_workouts_pk", columns: [t.userId, t.id] }),
    foreignKey({ name: "strength_workouts_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    index("strength_workouts_start_idx").on(t.userId, t.startAt, t.id).where(sql`deleted_at is null`),
    index("strength_workouts_date_idx").on(t.userId, t.localDate).where(sql`deleted_at is null`),
    uniqueIndex("strength_workouts_hevy_idx").on(t.userId, t.hevyId).where(sql`hevy_id is not null`),
    // A source is matched with what it told, which of these is not what is shown.
    index("strength_workouts_edited_idx").on(t.userId).where(sql`edited_fields <> '{}'`),
    check("strength_workouts_origin_check", oneOf("origin", ["api", "export", "demo"])),
    check("strength_workouts_version_check", sql`version >= 1`),
  ],
);

export const strengthWorkoutsHistory = app.table(
  "strength_workouts_history",
  { userId: userId(), workoutId: text("workout_id").notNull(), ...historyColumns() },
  (t) => [
    primaryKey({ name: "strength_workouts_history_pk", columns: [t.userId, t.workoutId, t.version] }),
    ...historyKeys("strength_workouts_history"),
  ],
);

/** The sets of live sessions, one row each, for volume and records; written with the session, never by themselves. */
export const strengthSets = app.table(
  "strength_sets",
  {
    userId: userId(),
    workoutId: text("workout_id").notNull(),
    exerciseIndex: integer("exercise_index").notNull(),
    setIndex: integer("set_index").notNull(),
    /** The exercise across sessions: the provider's template, else its title in lower case. */
    exerciseId: text("exercise_id").notNull(),
    exercise: text("exercise").notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    kind: text("kind").notNull(),
    weightKg: doublePrecision("weight_kg"),
    reps: integer("reps"),
    distanceM: doublePrecision("distance_m"),
    durationS: doublePrecision("duration_s"),
    rpe: doublePrecision("rpe"),
    /** Weight times repetitions; 0 of warm-ups and of sets without weight. */
    volumeKg: doublePrecision("volume_kg").notNull().default(0),
    /** Estimated one-repetition maximum; null where none can be told. */
    oneRepMaxKg: doublePrecision("one_rep_max_kg"),
  },
  (t) => [
    primaryKey({ name: "strength_sets_pk", columns: [t.userId, t.workoutId, t.exerciseIndex, t.setIndex] }),
    foreignKey({
      name: "strength_sets_workout_fk",
      columns: [t.userId, t.workoutId],
      foreignColumns: [strengthWorkouts.userId, strengthWorkouts.id],
    }).onDelete("cascade"),
    index("strength_sets_exercise_idx").on(t.userId, t.exerciseId, t.localDate),
    index("strength_sets_date_idx").on(t.userId, t.localDate),
    check("strength_sets_kind_check", oneOf("kind", SET_KINDS)),
  ],
);

/**
 * A strength session and an activity (a watch's, Strava's) that tell of the same hour: it counts once, as the session. Separated by
 * hand, the two stay two.
 */
export const strengthLinks = app.table(
  "strength_links",
  {
    userId: userId(),
    strengthWorkoutId: text("strength_workout_id").notNull(),
    workoutId: text("workout_id").notNull(),
    separatedAt: instant("separated_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "strength_links_pk", columns: [t.userId, t.strengthWorkoutId, t.workoutId] }),
    foreignKey({
      name: "strength_links_session_fk",
      columns: [t.userId, t.strengthWorkoutId],
      foreignColumns: [strengthWorkouts.userId, strengthWorkouts.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "strength_links_workout_fk",
      columns: [t.userId, t.workoutId],
      foreignColumns: [workouts.userId, workouts.id],
    }).onDelete("cascade"),
    index("strength_links_workout_idx").on(t.userId, t.workoutId),
  ],
);
