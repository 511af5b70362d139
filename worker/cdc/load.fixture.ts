import { setTimeout as wait } from "node:timers/promises";
import { type Actor, asUser, type Tx } from "@/db/client";
import { insertVersioned, updateVersioned } from "@/db/history";
import { newId } from "@/lib/crypto";

const TASK = { table: "tasks", idColumn: "task_id", what: "task" } as const;
const REFLECTION = { table: "reflections", idColumn: "reflection_id", what: "reflection" } as const;
const RUN = { table: "runs", idColumn: "run_id", what: "run" } as const;
const EDIT = { type: "edit", fields: [] } as const;

/** Rising numbers without a pattern, the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const day = (random: () => number) => new Date(Date.UTC(2026, 9, 1 + Math.floor(random() * 45))).toISOString().slice(0, 10);

/** What one person has, as far as the load knows: a change whose answer was lost may have happened or not. */
type Things = { tasks: string[]; reflections: string[]; runs: string[]; habit: string | null };

async function one(tx: Tx, things: Things, random: () => number): Promise<void> {
  const pick = (ids: string[]) => ids[Math.floor(random() * ids.length)] ?? newId();
  const dice = random();
  if (dice < 0.2) {
    const id = newId();
    await insertVersioned(tx, TASK, { id, title: "Water the plants", position: 1, created_on: day(random) });
    things.tasks.push(id);
  } else if (dice < 0.4 && things.tasks.length > 0) {
    const done = { status: "done", completed_at: new Date(), completed_on: day(random), deleted_at: null };
    const open = { status: "todo", completed_at: null, completed_on: null, deleted_at: random() < 0.3 ? new Date() : null };
    await updateVersioned(tx, TASK, pick(things.tasks), random() < 0.6 ? done : open, EDIT);
  } else if (dice < 0.5) {
    const id = newId();
    await insertVersioned(tx, REFLECTION, { id, date: day(random), mood: 1 + Math.floor(random() * 5) });
    things.reflections.push(id);
  } else if (dice < 0.6 && things.reflections.length > 0) {
    const deleted = random() < 0.4 ? new Date() : null;
    const mood = random() < 0.2 ? null : 1 + Math.floor(random() * 5);
    await updateVersioned(tx, REFLECTION, pick(things.reflections), { mood, deleted_at: deleted }, EDIT);
  } else if (dice < 0.7) {
    const id = `file_${newId()}`;
    const facts = { duration_s: 3000, elapsed_s: 3000, source: "file", type: "Outdoor Run", start_at: "2026-11-01T07:00:00Z" };
    await insertVersioned(tx, RUN, {
      id,
      name: "Run",
      ...facts,
      time_zone: "UTC",
      local_date: day(random),
      distance_m: random() * 42_195,
    });
    things.runs.push(id);
  } else if (dice < 0.8 && things.runs.length > 0) {
    const values = { distance_m: random() * 42_195, deleted_at: random() < 0.3 ? new Date() : null };
    await updateVersioned(tx, RUN, pick(things.runs), values, EDIT);
  } else if (dice < 0.9) {
    await tx.query(
      `insert into app.coding_days (user_id, date, source, total_us, counts) values ($1, $2, 'heartbeats', $3, $4)
        on conflict (user_id, date, source) do update set total_us = excluded.total_us, counts = excluded.counts`,
      [tx.userId, day(random), Math.floor(random() * 4e10), random() < 0.8],
    );
  } else if (dice < 0.97 && things.habit) {
    const done = random() < 0.7;
    await tx.query(
      `insert into app.habit_logs (user_id, habit_id, date, value, done) values ($1, $2, $3, $4, $5)
        on conflict (user_id, habit_id, date) do update set value = excluded.value, done = excluded.done`,
      [tx.userId, things.habit, day(random), done ? 1 : 0, done],
    );
  } else {
    await tx.query("delete from app.habit_logs where user_id = $1 and date = $2", [tx.userId, day(random)]);
  }
}

/**
 * Changes things of `actor` at random until `stopping`: a few changes a transaction, some of which are rolled back. Failures are
 * part of it, the server may be killed. Tells of every transaction that was committed, and answers how many.
 */
export async function changeThings(
  actor: Actor,
  seed: number,
  stopping: () => boolean,
  tell: () => void = () => undefined,
): Promise<number> {
  const random = randomOf(seed);
  const things: Things = { tasks: [], reflections: [], runs: [], habit: null };
  let committed = 0;
  while (!stopping()) {
    const before = structuredClone(things);
    try {
      await asUser(actor, async (tx) => {
        if (!things.habit) {
          const habit = {
            id: newId(),
            name: "Read",
            schedule: { kind: "every_days", days: 1 },
            position: 1,
            start_date: "2026-10-01",
          };
          await insertVersioned(tx, { table: "habits", idColumn: "habit_id", what: "habit" }, habit);
          things.habit = habit.id;
        }
        for (let left = 1 + Math.floor(random() * 4); left > 0; left -= 1) await one(tx, things, random);
        if (random() < 0.1) throw new Error("rolled back on purpose");
      });
      committed += 1;
      tell();
    } catch {
      Object.assign(things, before);
      await wait(5);
    }
  }
  return committed;
}
