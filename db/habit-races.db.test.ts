import { expect, it } from "vitest";
import { newHabitSchema } from "@/domain/habits";
import { newTaskSchema } from "@/domain/tasks";
import { asUser, type Tx } from "./client";
import { createHabit, deleteHabit, undeleteHabit, updateHabit } from "./habit-edits";
import { logHabit } from "./habit-logs";
import { tickHabits } from "./habit-ticks";
import { createTask } from "./task-edits";
import { ownerQuery, type TestUser, testUser } from "./testing";
import { as, personActor } from "./testing-nouns";

const TODAY = "2026-11-21";
const AT = { now: new Date("2026-11-21T10:00:00Z"), today: TODAY };
const habit = (user: TestUser, wish: Record<string, unknown> = {}) =>
  as(user, (tx) => createHabit(tx, newHabitSchema.parse({ name: "Habit", ...wish }), AT));

/** Does `first` and commits it once `second`, begun meanwhile, waits for it or has ended; answers what became of `second`. */
async function meanwhile<T>(user: TestUser, first: (tx: Tx) => Promise<unknown>, second: (tx: Tx) => Promise<T>) {
  const actor = personActor(user);
  let ended = false;
  const begun = await as(user, async (tx) => {
    await first(tx);
    const work = asUser(actor, second).finally(() => {
      ended = true;
    });
    const outcome = Promise.allSettled([work]);
    const waits = () =>
      ownerQuery("select 1 from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'", [
        `almanac ${actor.requestId}`,
      ]);
    while (!ended && (await waits()).length === 0);
    return { outcome };
  });
  return (await begun.outcome)[0];
}

const days = (id: string) =>
  ownerQuery<{ date: string; done: boolean; counts: boolean }>(
    "select date::text, done, counts from app.habit_logs where habit_id = $1 order by date",
    [id],
  );

it("a day that is ticked while its habit is being deleted does not count", async () => {
  const ada = await testUser();
  const { id } = await habit(ada);
  const logged = await meanwhile(
    ada,
    (tx) => deleteHabit(tx, id, AT),
    (tx) => logHabit(tx, id, { date: TODAY }, TODAY),
  );
  expect(logged).toMatchObject({ status: "rejected", reason: { kind: "not_found" } });
  expect((await days(id)).filter(({ counts }) => counts)).toEqual([]);
});

it("a day that is ticked while the rule is being changed is judged by the new one", async () => {
  const ada = await testUser();
  const { id } = await habit(ada, { kind: "number", target: 3 });
  await meanwhile(
    ada,
    (tx) => updateHabit(tx, id, { target: 10 }, AT),
    (tx) => logHabit(tx, id, { date: TODAY, value: 5 }, TODAY),
  );
  expect(await days(id)).toEqual([{ date: TODAY, done: false, counts: true }]);
});

it("facts tick no habit that is being deleted, and wait for nobody", async () => {
  const ada = await testUser();
  const { id } = await habit(ada, { auto: { metric: "tasks", atLeast: 1 } });
  const other = await habit(ada, { name: "Other", auto: { metric: "tasks", atLeast: 1 } });
  const ticked = await meanwhile(
    ada,
    (tx) => deleteHabit(tx, id, AT),
    (tx) => createTask(tx, newTaskSchema.parse({ title: "Task", status: "done" }), AT),
  );
  expect(ticked?.status).toBe("fulfilled");
  expect(await days(id)).toEqual([]);
  expect(await days(other.id)).toEqual([{ date: TODAY, done: true, counts: true }]);
});

it("a habit that was just being changed is ticked with the next look", async () => {
  const ada = await testUser();
  const { id } = await habit(ada, { auto: { metric: "tasks", atLeast: 5 } });
  await meanwhile(
    ada,
    (tx) => updateHabit(tx, id, { auto: { metric: "tasks", atLeast: 1 } }, AT),
    (tx) => createTask(tx, newTaskSchema.parse({ title: "Task", status: "done" }), AT),
  );
  await as(ada, (tx) => tickHabits(tx, TODAY, TODAY));
  expect(await days(id)).toEqual([{ date: TODAY, done: true, counts: true }]);
});

it("of many ticks at once one is the first", async () => {
  const ada = await testUser();
  const { id } = await habit(ada);
  const all = await Promise.all(Array.from({ length: 8 }, () => as(ada, (tx) => logHabit(tx, id, { date: TODAY }, TODAY))));
  expect(all.filter(({ created }) => created)).toHaveLength(1);
});

it("the days of a century are judged anew without a look at each of the others", async () => {
  const ada = await testUser();
  const { id } = await habit(ada);
  await ownerQuery(
    `insert into app.habit_logs (user_id, habit_id, date, value, done, source)
      select $1, $2, d::date, 1, true, 'user' from generate_series('1900-01-01'::date, '1999-12-31'::date, '1 day') d`,
    [ada.id, id],
  );
  await as(ada, async (tx) => {
    await tx.query("set local statement_timeout = '120s'", []);
    await updateHabit(tx, id, { kind: "number", target: 2 }, AT);
  });
  expect((await days(id)).filter(({ done }) => done)).toEqual([]);
});

it("no more habits are kept than can be shown", async () => {
  const ada = await testUser();
  await habit(ada);
  const { id } = await habit(ada);
  await as(ada, (tx) => deleteHabit(tx, id, AT));
  await ownerQuery(
    `with w as (insert into app.habits (user_id, id, name, schedule, position, start_date)
        select $1, gen_random_uuid(), 'Habit', '{"kind": "every_days", "days": 1}', n, '2026-11-01' from generate_series(1, 199) n returning *)
      insert into app.habits_history (user_id, habit_id, version, change_type, changed_fields, data, actor, at)
        select user_id, id, 1, 'original', '{}', '{}', 'user', now() from w`,
    [ada.id],
  );
  await expect(habit(ada)).rejects.toMatchObject({ kind: "conflict" });
  await expect(as(ada, (tx) => undeleteHabit(tx, id, AT))).rejects.toMatchObject({ kind: "conflict" });
});
