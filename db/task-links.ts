import { Failure } from "@/lib/errors";
import type { Tx } from "./client";

const NOUNS = { goals: "goal", tasks: "task", habits: "habit" } as const;

/** Refuses ids of things that are not there or not the user's. @throws Failure "invalid" naming the field */
export async function checkLinks(tx: Tx, table: keyof typeof NOUNS, ids: readonly string[], path: string): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx.query<{ n: number }>(
    `select count(*) as n from app.${table} where user_id = $1 and id = any($2::uuid[]) and deleted_at is null`,
    [tx.userId, ids],
  );
  if (rows[0]?.n === ids.length) return;
  const message = `There is no such ${NOUNS[table]}, or it is deleted.`;
  throw new Failure("invalid", message, { fields: [{ path, message }] });
}

/** Links a task to these goals, and to no other that is there. Links to deleted goals stay, for when those come back. */
export async function setTaskGoals(tx: Tx, taskId: string, goalIds: readonly string[]): Promise<void> {
  await tx.query(
    `delete from app.goals_tasks l using app.goals g where l.user_id = $1 and l.task_id = $2 and l.goal_id <> all($3::uuid[])
      and g.user_id = $1 and g.id = l.goal_id and g.deleted_at is null`,
    [tx.userId, taskId, goalIds],
  );
  if (goalIds.length === 0) return;
  await tx.query(
    `insert into app.goals_tasks (user_id, goal_id, task_id) select $1, g.id, $2 from app.goals g where g.user_id = $1 and g.id = any($3::uuid[])
      on conflict do nothing`,
    [tx.userId, taskId, goalIds],
  );
}
