import { isDone } from "@/domain/habit-days";
import type { Auto, AutoMetric } from "@/domain/habits";
import type { SystemTx, Tx } from "./client";
import { type DayFacts, listFacts } from "./habit-facts";
import { HABIT_COLUMNS, type HabitRow } from "./habit-rows";

type Tick = { habitId: string; date: string; value: number; done: boolean; factTable: string; factId: string };

/**
 * Lets facts tick the habits that wait for them, from `from` to `to`: what they say of a day is written, what they say no more is taken
 * back. What a person said of a day is never touched. Safe to repeat. Answers how many days changed. `only` looks at habits of these metrics.
 * A habit that somebody is just changing or deleting is left to the next time, within the minute: its days follow its own rule alone.
 */
export async function tickHabits(tx: Tx, from: string, to: string, only?: readonly AutoMetric[]): Promise<number> {
  const all = await tx.query<HabitRow & { auto: Auto }>(
    `select ${HABIT_COLUMNS} from app.habits h where h.user_id = $1 and h.deleted_at is null and h.archived_at is null and h.auto is not null
      order by h.id for share of h skip locked`,
    [tx.userId],
  );
  const habits = only ? all.filter(({ auto }) => only.includes(auto.metric)) : all;
  if (habits.length === 0 || from > to) return 0;
  const metrics = [...new Set(habits.map(({ auto }) => auto.metric))];
  const facts = new Map(
    await Promise.all(metrics.map(async (metric) => [metric, await listFacts(tx, metric, from, to)] as const)),
  );
  const ticks = habits.flatMap((habit) => (facts.get(habit.auto.metric) ?? []).flatMap((day) => tickOf(habit, day)));
  return write(tx, habits, ticks, from, to);
}

/** What a day's facts say of a habit: a yes once they are enough; of a number, as much of the target as they are of what is enough. */
function tickOf(habit: HabitRow & { auto: Auto }, { date, value, factTable, factId }: DayFacts): Tick[] {
  if (date < habit.startDate) return [];
  const share = value / habit.auto.atLeast;
  if (habit.kind === "yes_no") return share >= 1 ? [{ habitId: habit.id, date, value: 1, done: true, factTable, factId }] : [];
  const number = Math.round(share * (habit.target || 1) * 1000) / 1000;
  return [{ habitId: habit.id, date, value: number, done: isDone(habit, number), factTable, factId }];
}

async function write(tx: Tx, habits: readonly HabitRow[], ticks: readonly Tick[], from: string, to: string): Promise<number> {
  const column = <Key extends keyof Tick>(key: Key) => ticks.map((tick) => tick[key]);
  const gone = await tx.query(
    `delete from app.habit_logs l where l.user_id = $1 and l.habit_id = any($2::uuid[]) and l.date between $3::date and $4::date and l.source = 'auto'
      and not exists (select from unnest($5::uuid[], $6::date[]) k (habit_id, date) where k.habit_id = l.habit_id and k.date = l.date) returning 1`,
    [tx.userId, habits.map(({ id }) => id), from, to, column("habitId"), column("date")],
  );
  if (ticks.length === 0) return gone.length;
  const written = await tx.query(
    `insert into app.habit_logs as l (user_id, habit_id, date, value, done, source, fact_table, fact_id)
      select $1, k.* from unnest($2::uuid[], $3::date[], $4::float8[], $5::boolean[], array_fill('auto'::text, array[cardinality($2::uuid[])]),
        $6::text[], $7::text[]) k
      on conflict (user_id, habit_id, date) do update set value = excluded.value, done = excluded.done, fact_table = excluded.fact_table,
        fact_id = excluded.fact_id, updated_at = now()
      where l.source = 'auto' and (l.value, l.done, l.fact_table, l.fact_id) is distinct from
        (excluded.value, excluded.done, excluded.fact_table, excluded.fact_id) returning 1`,
    [tx.userId, column("habitId"), column("date"), column("value"), column("done"), column("factTable"), column("factId")],
  );
  return gone.length + written.length;
}

/** A person with habits that facts tick, where they live, and the first day that one of these counts from. */
export type Ticked = { userId: string; timeZone: string; since: string };

/** Everybody with habits that facts tick. */
export function listTicked(tx: SystemTx): Promise<Ticked[]> {
  return tx.query<Ticked>(
    `select h.user_id as "userId", s.time_zone as "timeZone", min(h.start_date) as since from app.habits h join app.settings s on s.user_id = h.user_id
      where h.deleted_at is null and h.archived_at is null and h.auto is not null group by 1, 2`,
    [],
  );
}
