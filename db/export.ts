import type { Tx } from "./client";

/** What a person's own data is made of, table by table, with the key that its rows are read by. Tracks are not in it: files are their form. */
export const EXPORTED = {
  settings: ["user_id"],
  shoes: ["id"],
  shoes_history: ["shoe_id", "version"],
  runs: ["id"],
  runs_history: ["run_id", "version"],
  best_efforts: ["run_id", "distance_m"],
  workouts: ["id"],
  workouts_history: ["workout_id", "version"],
  strength_workouts: ["id"],
  strength_workouts_history: ["workout_id", "version"],
  strength_links: ["strength_workout_id", "workout_id"],
  tasks: ["id"],
  tasks_history: ["task_id", "version"],
  goals: ["id"],
  goals_history: ["goal_id", "version"],
  goals_tasks: ["goal_id", "task_id"],
  habits: ["id"],
  habits_history: ["habit_id", "version"],
  habit_logs: ["habit_id", "date"],
  reflections: ["id"],
  reflections_history: ["reflection_id", "version"],
  reflection_texts: ["reflection_id"],
  reflections_tasks: ["reflection_id", "task_id"],
  reflections_goals: ["reflection_id", "goal_id"],
  reflections_habits: ["reflection_id", "habit_id"],
  snapshots: ["id"],
  digests: ["iso_week"],
  user_activity: ["at", "id"],
  heartbeats: ["at_us", "key"],
  coding_combos: ["id"],
  coding_days: ["date", "source"],
  coding_slices: ["date", "source", "combo_id"],
  coding_settings: ["user_id"],
  coding_user_agents: ["id"],
  coding_machines: ["id"],
  wakatime_stats: ["stats_type"],
  activity_sources: ["id"],
  ftp_history: ["valid_from"],
  heart_rate_zones: ["valid_from"],
  imports: ["id"],
  import_items: ["import_id", "seq"],
  user_actions: ["at", "id"],
} as const satisfies Record<string, readonly string[]>;
export type ExportedTable = keyof typeof EXPORTED;

/** Hashes of 64 bits: as numbers of JSON most readers would round them, so they are written as strings. */
const HASHES: Partial<Record<ExportedTable, readonly string[]>> = {
  heartbeats: ["key", "combo_id", "user_agent_id", "machine_id"],
  coding_combos: ["id"],
  coding_slices: ["combo_id"],
  coding_user_agents: ["id"],
  coding_machines: ["id"],
};

/** Rows of one read. */
const BATCH = 500;

/**
 * The next rows of one of the user's tables as JSON texts, in the order of its key, after the row that `after` names (its key as JSON
 * text, null for the beginning). `next` is null at the end.
 */
export async function exportRows(
  tx: Tx,
  table: ExportedTable,
  after: string | null,
): Promise<{ rows: string[]; next: string | null }> {
  const key = EXPORTED[table];
  const order = key.map((column) => `t.${column}`).join(", ");
  const row = `(jsonb_populate_record(null::app.${table}, $2::jsonb))`;
  const last = key.map((column) => `${row}.${column}`).join(", ");
  const kept = key.map((column) => `'${column}', t.${column}`).join(", ");
  const hashes = (HASHES[table] ?? []).map((column) => `'${column}', t.${column}::text`);
  const whole = hashes.length > 0 ? `(to_jsonb(t) || jsonb_build_object(${hashes.join(", ")}))` : "to_jsonb(t)";
  const rows = await tx.query<{ row: string; key: string }>(
    `select (${whole} - 'user_id')::text as row, jsonb_build_object(${kept})::text as key from app.${table} t
      where t.user_id = $1 and ($2::jsonb is null or (${order}) > (${last})) order by ${order} limit ${BATCH}`,
    [tx.userId, after],
  );
  return { rows: rows.map((one) => one.row), next: rows.length < BATCH ? null : (rows.at(-1)?.key ?? null) };
}
