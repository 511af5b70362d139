import { localDate } from "@/domain/time-zones";
import type { SystemTx, Tx } from "./client";
import { tickHabits } from "./habit-ticks";

type Days = { id: string; createdAt: Date; completedAt: Date | null; createdOn: string; completedOn: string | null };

/**
 * Counts tasks on the days of another zone: the days they were made and completed on follow it, no version of them does. Habits that go
 * by tasks follow as well. Answers how many tasks moved.
 */
export async function recountTaskDays(tx: Tx, timeZone: string): Promise<number> {
  const tasks = await tx.query<Days>(
    `select id, created_at as "createdAt", completed_at as "completedAt", created_on as "createdOn", completed_on as "completedOn"
      from app.tasks where user_id = $1 for no key update`,
    [tx.userId],
  );
  const moved = tasks.flatMap((task) => {
    const createdOn = localDate(task.createdAt, timeZone);
    const completedOn = task.completedAt === null ? null : localDate(task.completedAt, timeZone);
    return createdOn === task.createdOn && completedOn === task.completedOn
      ? []
      : [{ ...task, createdOn, completedOn, was: task.completedOn }];
  });
  if (moved.length === 0) return 0;
  await tx.query(
    `update app.tasks t set created_on = m.created_on, completed_on = m.completed_on
      from unnest($2::uuid[], $3::date[], $4::date[]) m (id, created_on, completed_on) where t.user_id = $1 and t.id = m.id`,
    [tx.userId, moved.map(({ id }) => id), moved.map((task) => task.createdOn), moved.map((task) => task.completedOn)],
  );
  const days = moved
    .flatMap(({ completedOn, was }) => [completedOn, was])
    .filter((day) => day !== null)
    .sort();
  const [first, last] = [days[0], days[days.length - 1]];
  if (first !== undefined && last !== undefined) await tickHabits(tx, first, last, ["tasks"]);
  return moved.length;
}

/** People whose settings changed in the last `minutes`, and the zone they live in now. */
export function listMovers(tx: SystemTx, minutes: number): Promise<{ userId: string; timeZone: string }[]> {
  return tx.query(
    `select user_id as "userId", time_zone as "timeZone" from app.settings where updated_at > now() - make_interval(mins => $1) and version > 1`,
    [minutes],
  );
}
