import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { until } from "@/bin/test/until";
import { deleteStrengthWorkout, undeleteStrengthWorkout } from "@/db/strength";
import { listStrengthVersions } from "@/db/strength-versions";
import { listDeadItems, listWaitingItems } from "@/db/sync-items";
import { ownerQuery } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import type { HevySimulator } from "@/e2e/simulators/hevy/start";
import type { HevyWorkout } from "@/e2e/simulators/hevy/types";
import { aHevy, type Connected, connected, connection, expireLease, stored, sync } from "./connected.fixture";

let sim: HevySimulator;
beforeAll(async () => {
  sim = await aHevy();
});
afterAll(() => sim.stop());
beforeEach(() => {
  sim.control.clearFaults();
  sim.control.clearRequests();
});

/** What Hevy has, as it should be stored: computed from its own words, not by our reading of them. */
function expected(of: Connected) {
  const workouts: HevyWorkout[] = sim.control.workouts({ apiKey: of.apiKey });
  return workouts
    .map((workout) => {
      const sets = workout.exercises.flatMap((exercise) => exercise.sets);
      const work = sets.filter(({ type }) => type !== "warmup");
      const volume = work.reduce((sum, { weight_kg, reps }) => sum + (weight_kg ?? 0) * (reps ?? 0), 0);
      return { hevy_id: workout.id, title: workout.title, start: workout.start_time, sets: sets.length, volume };
    })
    .sort((a, b) => (a.start < b.start ? -1 : 1));
}

async function expectInStep(of: Connected): Promise<void> {
  const live = (await stored(of)).filter((session) => session.live);
  const shown = live.map(({ hevy_id, title, start, sets, volume_kg }) => ({ hevy_id, title, start, sets, volume: volume_kg }));
  const wanted = expected(of).map((one) => ({ ...one, volume: expect.closeTo(one.volume, 6) }));
  expect(shown).toEqual(wanted);
}

const versions = async ({ user }: Connected) =>
  (await ownerQuery<{ n: number }>("select count(*) as n from app.strength_workouts_history where user_id = $1", [user.id]))[0]
    ?.n;

describe("the first sync with Hevy", () => {
  it("brings all workouts page by page, one request at a time; a full sync afterwards changes nothing", async () => {
    const ada = await connected(sim, { workouts: 50, seed: 5 });
    const first = await sync(ada);
    expect(first).toMatchObject({ state: "done", counts: { inserted: 50, updated: 0, failed: 0, deleted: 0 } });
    expect(first.counts.fetched).toBe(first.counts.inserted + first.counts.unchanged);
    expect(sim.requests.count("/v1/workouts/events")).toBe(2);
    expect(sim.requests.maxInFlight()).toBe(1);
    await expectInStep(ada);
    const before = await stored(ada);
    const again = await sync(ada, { full: true });
    expect(again.counts).toMatchObject({ inserted: 0, updated: 0, deleted: 0 });
    expect(again.counts.unchanged).toBeGreaterThanOrEqual(50);
    expect(await stored(ada)).toEqual(before);
    expect(await versions(ada)).toBe(50);
  });

  it("finds an account without workouts, whose events are called workouts", async () => {
    const ada = await connected(sim);
    expect(await sync(ada)).toMatchObject({ state: "done", counts: { fetched: 0, inserted: 0 } });
    sim.control.clearRequests();
    expect(await sync(ada)).toMatchObject({ state: "done", counts: { asked: 1, fetched: 0 } });
    sim.control.addWorkout({ apiKey: ada.apiKey });
    expect((await sync(ada)).counts).toMatchObject({ inserted: 1 });
    await expectInStep(ada);
  });

  it("goes on at its page after it was killed", async () => {
    const ada = await connected(sim, { workouts: 45, seed: 6 });
    // The third page never comes; whoever waits for it is as good as dead.
    sim.control.fault({ fault: "hang", path: "/v1/workouts", method: "GET", skip: 3, times: 1 });
    const dead = sync(ada).catch(() => null);
    await until(async () => (await stored(ada)).length === 20, "two pages are stored");
    await expireLease(ada);
    sim.control.clearRequests();
    expect(await sync(ada)).toMatchObject({ state: "done", counts: { inserted: 25 } });
    const pages = sim.requests.list("/v1/workouts").filter(({ path }) => path === "/v1/workouts");
    expect(pages.map(({ query }) => new URLSearchParams(query).get("page"))).toEqual(["3", "4", "5"]);
    await expectInStep(ada);
    expect(await versions(ada)).toBe(45);
    void dead;
  });

  it("misses none when workouts come, go and change between its pages", async () => {
    const ada = await connected(sim, { workouts: 40, seed: 7 });
    const all = expected(ada);
    let steps = 0;
    const host = {
      // Asked between two pages.
      stopping: () => {
        steps++;
        const { apiKey } = ada;
        if (steps === 1) sim.control.deleteWorkout({ apiKey, id: all.at(-1)?.hevy_id ?? "" });
        if (steps === 2) sim.control.editWorkout({ apiKey, id: all.at(-2)?.hevy_id ?? "", title: "Changed meanwhile" });
        if (steps === 3) sim.control.addWorkout({ apiKey, title: "New meanwhile" });
        return false;
      },
    };
    expect((await sync(ada, { host })).state).toBe("done");
    await expectInStep(ada);
    expect((await stored(ada)).filter(({ title, live }) => live && title.endsWith("meanwhile"))).toHaveLength(2);
  });
});

describe("a sync with Hevy later", () => {
  it("asks once and writes nothing when nothing is new", async () => {
    const ada = await connected(sim, { workouts: 12, seed: 8 });
    await sync(ada);
    const before = await versions(ada);
    for (let time = 0; time < 2; time++) {
      sim.control.clearRequests();
      expect(await sync(ada)).toMatchObject({ state: "done", counts: { asked: 1, fetched: 1, unchanged: 1 } });
      expect(sim.requests.counts()).toEqual({ "GET /v1/workouts/events": 1 });
    }
    expect(await versions(ada)).toBe(before);
  });

  it("brings changes of all pages, and a deletion in place of an update", async () => {
    const ada = await connected(sim, { workouts: 30, seed: 9 });
    await sync(ada);
    const all = expected(ada);
    const { apiKey } = ada;
    for (const { hevy_id } of all.slice(0, 24)) sim.control.editWorkout({ apiKey, id: hevy_id, title: "Renamed" });
    sim.control.deleteWorkout({ apiKey, id: all[3]?.hevy_id ?? "" });
    sim.control.addWorkout({ apiKey, title: "Added" });
    const outcome = await sync(ada);
    expect(outcome.counts).toMatchObject({ inserted: 1, updated: 23, deleted: 1 });
    await expectInStep(ada);
    const gone = (await stored(ada)).find(({ hevy_id }) => hevy_id === all[3]?.hevy_id);
    expect(gone).toMatchObject({ live: false, sets: 0 });
    const history = await as(ada.user, (tx) => listStrengthVersions(tx, gone?.id ?? ""));
    expect(history.map(({ changeType, actor }) => [changeType, actor])).toEqual([
      ["deletion", "sync"],
      ["original", "sync"],
    ]);
    expect((await sync(ada)).counts).toMatchObject({ inserted: 0, updated: 0, deleted: 0 });
  });

  it("does not move its mark before all pages of changes are in", async () => {
    const ada = await connected(sim, { workouts: 25, seed: 10 });
    await sync(ada);
    for (const { hevy_id } of expected(ada)) sim.control.editWorkout({ apiKey: ada.apiKey, id: hevy_id, title: "Renamed" });
    sim.control.fault({ fault: "500", path: "/v1/workouts/events", skip: 1 });
    expect((await sync(ada)).state).toBe("failed");
    sim.control.clearFaults();
    expect(await sync(ada)).toMatchObject({ state: "done", counts: { updated: 15, unchanged: 10 } });
    await expectInStep(ada);
  });

  it("leaves deleted what a person deleted, and alive what they brought back after Hevy's deletion", async () => {
    const ada = await connected(sim, { workouts: 4, seed: 11 });
    await sync(ada);
    const [mine, theirs] = await stored(ada);
    if (!mine?.hevy_id || !theirs?.hevy_id) throw new Error("nothing was stored");
    await as(ada.user, (tx) => deleteStrengthWorkout(tx, mine.id));
    sim.control.editWorkout({ apiKey: ada.apiKey, id: mine.hevy_id, title: "Edited at Hevy" });
    sim.control.deleteWorkout({ apiKey: ada.apiKey, id: theirs.hevy_id });
    await sync(ada);
    await as(ada.user, (tx) => undeleteStrengthWorkout(tx, theirs.id));
    await sync(ada);
    await sync(ada, { full: true });
    const after = await stored(ada);
    expect(after.find(({ id }) => id === mine.id)).toMatchObject({ live: false, sets: 0, title: mine.title });
    expect(after.find(({ id }) => id === theirs.id)).toMatchObject({ live: true, sets: theirs.sets });
  });

  it("keeps the day of a session in the zone it was seen in, whatever the person sets later", async () => {
    const ada = await connected(sim, { timeZone: "Pacific/Auckland" });
    const { id } = sim.control.addWorkout({ apiKey: ada.apiKey, start_time: "2026-01-05T18:00:12+00:00" });
    await sync(ada);
    expect((await stored(ada))[0]?.local_date).toBe("2026-01-06");
    await as(ada.user, (tx) => tx.query("update app.settings set time_zone = 'UTC' where user_id = $1", [ada.user.id]));
    expect((await sync(ada, { full: true })).counts).toMatchObject({ updated: 0 });
    sim.control.editWorkout({ apiKey: ada.apiKey, id, title: "Renamed" });
    await sync(ada);
    expect((await stored(ada))[0]).toMatchObject({ local_date: "2026-01-06", title: "Renamed" });
  });
});

describe("Hevy out of order", () => {
  it("says what to do about a key that is refused", async () => {
    const ada = await connected(sim, { workouts: 3 });
    await sync(ada);
    sim.control.revokeKey({ apiKey: ada.apiKey });
    expect(await sync(ada)).toMatchObject({ state: "refused", reason: expect.stringMatching(/^Hevy refuses the key/) });
    expect(await connection(ada)).toMatchObject({ state: "needs_reconnect", dueAt: null });
    expect(await stored(ada)).toHaveLength(3);
  });

  it.each(["html", "bad_json", "200_with_error", "500", "cut_body", "close_socket"] as const)(
    "uses nothing of %s, and heals",
    async (fault) => {
      const ada = await connected(sim, { workouts: 15, seed: 12 });
      await sync(ada);
      const before = await stored(ada);
      sim.control.addWorkout({ apiKey: ada.apiKey });
      sim.control.fault({ fault });
      expect((await sync(ada)).state).toBe("failed");
      expect(await stored(ada)).toEqual(before);
      sim.control.clearFaults();
      expect((await sync(ada)).state).toBe("done");
      await expectInStep(ada);
    },
  );

  it.each(["hang", "hang_midway"] as const)(
    "gives up on an answer after a while (%s), keeps what came before, and goes on",
    async (fault) => {
      const ada = await connected(sim, { workouts: 25, seed: 14 });
      sim.control.fault({ fault, path: "/v1/workouts", method: "GET", skip: 2, times: 3 });
      const host = { patienceMs: 2_000 };
      const outcome = await sync(ada, { host });
      expect(outcome).toMatchObject({
        state: "failed",
        reason: expect.stringContaining("could not be reached: no answer within"),
      });
      expect(await connection(ada)).toMatchObject({ syncing: false });
      expect(await stored(ada)).toHaveLength(10);
      expect((await sync(ada)).state).toBe("done");
      await expectInStep(ada);
      expect(await versions(ada)).toBe(25);
    },
  );

  it("uses nothing of a page of wrong types, and heals", async () => {
    const ada = await connected(sim, { workouts: 15, seed: 13 });
    sim.control.fault({ fault: "wrong_types", path: "/v1/workouts", skip: 1 });
    expect((await sync(ada)).state).toBe("failed");
    expect(await stored(ada)).toEqual([]);
    sim.control.clearFaults();
    expect((await sync(ada)).state).toBe("done");
    await expectInStep(ada);
  });

  it("sets a workout aside that cannot be read, brings the others, and tries it again by itself", async () => {
    const ada = await connected(sim, { workouts: 14, seed: 14 });
    const [broken] = sim.control.workouts({ apiKey: ada.apiKey });
    if (!broken) throw new Error("no workouts");
    const { exercises } = broken;
    // What a later version of the API might send.
    Object.assign(broken, { exercises: [{ ...exercises[0], sets: [{ type: "normal", weight_kg: "heavy" }] }] });
    const outcome = await sync(ada);
    expect(outcome).toMatchObject({ state: "done", counts: { inserted: 13 } });
    expect(outcome.counts.failed).toBeGreaterThan(0);
    expect(await stored(ada)).toHaveLength(13);
    await ownerQuery("update app.sync_items set next_try_at = now() where user_id = $1", [ada.user.id]);
    const waiting = await as(ada.user, (tx) => listWaitingItems(tx, "hevy", ["workout"], 10));
    expect(waiting).toMatchObject([{ itemId: broken.id, reason: expect.stringContaining("exercises.0.sets.0.weight_kg") }]);
    Object.assign(broken, { exercises });
    expect((await sync(ada)).counts).toMatchObject({ inserted: 1, failed: 0 });
    await expectInStep(ada);
    expect(await as(ada.user, (tx) => listDeadItems(tx, "hevy"))).toEqual([]);
    expect(await as(ada.user, (tx) => listWaitingItems(tx, "hevy", ["workout"], 10))).toEqual([]);
  });
});
