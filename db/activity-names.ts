import { arrayLiteral } from "./bulk";
import type { Tx } from "./client";

/** The names of the runs and workouts that some results led to, by id; deleted ones have none. */
export async function activityNames(
  tx: Tx,
  items: readonly { runId: string | null; workoutId: string | null }[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(
    `select id, name from app.runs where user_id = $1 and id = any($2::text[]) and deleted_at is null
     union all
     select id, title from app.workouts where user_id = $1 and id = any($3::text[]) and deleted_at is null`,
    [
      tx.userId,
      arrayLiteral(items.flatMap(({ runId }) => runId ?? [])),
      arrayLiteral(items.flatMap(({ workoutId }) => workoutId ?? [])),
    ],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
