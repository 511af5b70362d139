import { expect, it } from "vitest";
import { createTask } from "@/db/task-edits";
import { testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { newTaskSchema } from "@/domain/tasks";
import { again } from "./again";

const AT = { now: new Date("2026-11-21T10:00:00Z"), today: "2026-11-21" };

it("two transactions that wait for each other are both done, one of them after the other", async () => {
  const ada = await testUser();
  const make = async () => (await as(ada, (tx) => createTask(tx, newTaskSchema.parse({ title: "Task" }), AT))).id;
  const [one, two] = [await make(), await make()];
  let holding = 0;
  let both = () => {};
  const met = new Promise<void>((resolve) => {
    both = resolve;
  });
  let begun = 0;
  const lock = (first: string, second: string) =>
    again(() =>
      as(ada, async (tx) => {
        begun++;
        const hold = (id: string) => tx.query("select 1 from app.tasks where user_id = $1 and id = $2 for update", [ada.id, id]);
        await hold(first);
        if (++holding === 2) both();
        await met;
        await hold(second);
        return second;
      }),
    );
  expect(await Promise.all([lock(one, two), lock(two, one)])).toEqual([two, one]);
  expect(begun).toBe(3);
});

it("what fails in another way fails at once, and what never ends otherwise is said", async () => {
  let tries = 0;
  const failing = (code: string) =>
    again(() => {
      tries++;
      return Promise.reject(Object.assign(new Error("refused"), { code }));
    });
  await expect(failing("23505")).rejects.toMatchObject({ code: "23505" });
  expect(tries).toBe(1);
  await expect(failing("40P01")).rejects.toMatchObject({ kind: "unavailable" });
  expect(tries).toBe(5);
});
