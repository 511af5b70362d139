/**
 * What a row of an area adds to its person's day. The change-data-capture consumer folds these over the changes, and the recount of
 * `db/aggregates.ts` says the same in SQL; a test holds the two against each other.
 */

/** Columns of `user_dashboard_aggregates` that add up, in the order of a {@link Sums}. Metres and seconds are kept as whole millimetres and microseconds. */
export const AGGREGATES = [
  "tasks_completed",
  "tasks_created",
  "reflections_count",
  "mood_sum",
  "mood_count",
  "run_mm",
  "coding_us",
  "habits_done",
] as const;

/** One number for each of {@link AGGREGATES}. */
export type Sums = number[];

/** A row as logical replication tells it: every value as text. */
export type RowText = Readonly<Record<string, string | null | undefined>>;

/** Adds `by` to one sum of a person's day. */
export type Add = (userId: string, date: string, aggregate: (typeof AGGREGATES)[number], by: number) => void;

/** Whole millimetres; the same arithmetic in SQL is floor(distance_m * 1000 + 0.5). */
const millimetres = (metres: string) => Math.floor(Number(metres) * 1000 + 0.5);

/** What one row says, by table; `sign` is 1 for a row that came and -1 for one that went. */
export const CONTRIBUTIONS: Readonly<Record<string, (row: RowText, sign: number, add: Add) => void>> = {
  tasks: (row, sign, add) => {
    if (!row["user_id"] || row["deleted_at"]) return;
    if (row["created_on"]) add(row["user_id"], row["created_on"], "tasks_created", sign);
    if (row["status"] === "done" && row["completed_on"]) add(row["user_id"], row["completed_on"], "tasks_completed", sign);
  },
  reflections: (row, sign, add) => {
    if (!row["user_id"] || !row["date"] || row["deleted_at"]) return;
    add(row["user_id"], row["date"], "reflections_count", sign);
    if (!row["mood"]) return;
    add(row["user_id"], row["date"], "mood_sum", sign * Number(row["mood"]));
    add(row["user_id"], row["date"], "mood_count", sign);
  },
  habit_logs: (row, sign, add) => {
    if (row["user_id"] && row["date"] && row["done"] === "t" && row["counts"] === "t")
      add(row["user_id"], row["date"], "habits_done", sign);
  },
  runs: (row, sign, add) => {
    if (!row["user_id"] || !row["local_date"] || !row["distance_m"] || row["deleted_at"]) return;
    add(row["user_id"], row["local_date"], "run_mm", sign * millimetres(row["distance_m"]));
  },
  coding_days: (row, sign, add) => {
    if (!row["user_id"] || !row["date"] || row["counts"] !== "t") return;
    add(row["user_id"], row["date"], "coding_us", sign * Number(row["total_us"]));
  },
};
