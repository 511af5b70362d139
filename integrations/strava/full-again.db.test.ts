import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editRun } from "@/db/run-edits";
import { getRun } from "@/db/runs";
import { listDeadItems } from "@/db/sync-items";
import { ago, idOf, stravaSite } from "./strava-site.fixture";

let site: Awaited<ReturnType<typeof stravaSite>>;
beforeAll(async () => {
  site = await stravaSite();
});
afterAll(() => site.close());

type Person = Awaited<ReturnType<typeof site.connected>>;
const edit = ({ athleteId }: Person, id: number, changes: Record<string, unknown>) =>
  site.strava.control.editActivity({ athleteId, id, ...changes });
const run = (person: Person, made: { id: number }) => site.as(person, (tx) => getRun(tx, idOf(made)));

describe("a description that was edited alone", () => {
  it("is found by a full sync, which asks for no samples, and only once", async () => {
    const person = await site.connected();
    const made = site.addRun(person, { description: "Before" });
    await site.sync(person);
    edit(person, made.id, { description: "After" });
    await site.sync(person);
    expect(await run(person, made)).toMatchObject({ notes: "Before" });
    expect(await site.asked(() => site.sync(person, { full: true }), "streams")).toBe(0);
    expect(await run(person, made)).toMatchObject({ notes: "After", version: 3 });
    expect(await site.asked(() => site.sync(person), `/activities/${made.id}`)).toBe(0);
  });

  it("is found when Strava hints at another change of the same activity", async () => {
    const person = await site.connected();
    const made = site.addRun(person, { description: "Before" });
    await site.sync(person);
    edit(person, made.id, { description: "After" });
    await site.as(person, (tx) =>
      tx.query("insert into app.sync_items (user_id, provider, kind, item_id) values ($1, 'strava', 'hint', $2)", [
        tx.userId,
        String(made.id),
      ]),
    );
    expect(await site.asked(() => site.sync(person), "streams")).toBe(0);
    expect(await run(person, made)).toMatchObject({ notes: "After" });
  });

  it("does not take back what the person has written", async () => {
    const person = await site.connected();
    const made = site.addRun(person, { description: "Before" });
    await site.sync(person);
    await site.as(person, (tx) => editRun(tx, idOf(made), { notes: "Mine" }));
    edit(person, made.id, { description: "After" });
    await site.sync(person, { full: true });
    expect(await run(person, made)).toMatchObject({ notes: "Mine", provider: { notes: "After" } });
  });
});

describe("an activity that lasts no time", () => {
  it("is set aside with the reason, and comes once it has a duration", async () => {
    const person = await site.connected();
    const good = site.addRun(person, { start_date: ago(2) });
    const made = site.addRun(person, { elapsed_time: 0, moving_time: 0, distance: 0 });
    const { state, counts } = await site.sync(person);
    expect([state, counts]).toMatchObject(["done", { fetched: 2, inserted: 1, failed: 1 }]);
    const dead = () => site.as(person, (tx) => listDeadItems(tx, "strava"));
    expect(await dead()).toMatchObject([
      { kind: "activity", itemId: String(made.id), reason: expect.stringContaining("lasts 0 s") },
    ]);
    await expect(run(person, made)).rejects.toThrow();
    expect(await run(person, good)).toMatchObject({ durationS: 3000 });
    edit(person, made.id, { elapsed_time: 600, moving_time: 600, distance: 2000 });
    expect((await site.sync(person)).counts).toMatchObject({ inserted: 1, failed: 0 });
    expect(await dead()).toEqual([]);
    expect(await run(person, made)).toMatchObject({ durationS: 600 });
  });

  it("is neither deleted nor changed where it was stored before", async () => {
    const person = await site.connected();
    const made = site.addRun(person);
    await site.sync(person);
    edit(person, made.id, { elapsed_time: 0, moving_time: 0 });
    await site.sync(person, { full: true });
    expect(await run(person, made)).toMatchObject({ durationS: 3000, deletedAt: null });
  });
});
