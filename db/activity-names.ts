import { arrayLiteral } from "./bulk";
import type { Tx } from "./client";

/** The names of the runs, workouts and strength sessions that some results led to, by id; deleted ones say so. */
export async function activityNames(
  tx: Tx,
  items: readonly { runId: string | null; workoutId: string | null; strengthWorkoutId: string | null }[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(
    `select id, name || case when deleted_at is null then '' else ' (deleted)' end as name
        from app.runs where user_id = $1 and id = any($2::text[])
     union all
     select id, title || case when deleted_at is null then '' else ' (deleted)' end
        from app.workouts where user_id = $1 and id = any($3::text[])
     union all
     select id, title || case when deleted_at is null then '' else ' (deleted)' end
        from app.strength_workouts where user_id = $1 and id = any($4::text[])`,
    [
      tx.userId,
      arrayLiteral(items.flatMap(({ runId }) => runId ?? [])),
      arrayLiteral(items.flatMap(({ workoutId }) => workoutId ?? [])),
      arrayLiteral(items.flatMap(({ strengthWorkoutId }) => strengthWorkoutId ?? [])),
    ],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
