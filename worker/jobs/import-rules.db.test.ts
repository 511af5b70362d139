import { describe, expect, it } from "vitest";
import { deleteRun, editRun } from "@/db/run-edits";
import { listRunVersions } from "@/db/run-versions";
import { getRun } from "@/db/runs";
import { splitRun } from "@/db/split-activities";
import { ownerQuery, testUser } from "@/db/testing";
import { as, makeRun } from "@/db/testing-nouns";
import { undoImport } from "@/db/undo-imports";
import { bring, countVersions, everything, results } from "./imports.fixture";
import { mapMyFitness, runs, strava } from "./tables.fixture";

describe("what a person did", () => {
  it("keeps edited fields and shows what the source says now", async () => {
    const user = await testUser();
    await bring(user, [strava({ id: 1 })]);
    await as(user, (tx) => editRun(tx, "strava_1", { distance: 9_500, name: "Mine" }));
    const { items } = await bring(user, [strava({ id: 1, name: "Theirs", km: 11, seconds: 3300 })]);
    expect(items).toMatchObject([{ result: "updated", runId: "strava_1" }]);
    expect(await runs(user)).toMatchObject([
      { name: "Mine", distance_m: 9_500, version: 3, provider: { name: "Theirs", distance: 11_000 } },
    ]);
    const [row] = await ownerQuery<{ duration_s: number; edited_fields: string[] }>(
      "select duration_s, edited_fields from app.runs where user_id = $1",
      [user.id],
    );
    expect(row?.duration_s).toBe(3300);
    const [version] = await as(user, (tx) => listRunVersions(tx, "strava_1"));
    expect(version).toMatchObject({ version: 3, changeType: "sync", actor: "import" });
    expect(version?.changedFields).toEqual(expect.arrayContaining(["duration", "name", "distance"]));
  });

  it("keeps what was typed of a run written down that an import tells of again; undoing the import leaves just that", async () => {
    const user = await testUser();
    const { id } = await makeRun(user, { name: "With Grace", startAt: "2020-04-18T06:00:30Z", notes: "muddy" });
    const { id: importId, items } = await bring(user, [strava({ id: 1, km: 10.05, seconds: 3030, heart: 150, gear: "Peg" })]);
    expect(items).toMatchObject([{ result: "duplicate", runId: id }]);
    const one = () => as(user, (tx) => getRun(tx, id));
    expect(await one()).toMatchObject({
      name: "With Grace",
      notes: "muddy",
      distanceM: 10_000,
      durationS: 3000,
      elapsedS: 3030,
      averageHeartRateBpm: 150,
      shoeId: "peg",
      // This archive tells no timer time, so the person is the one who told it.
      provider: { name: "With Grace", distance: 10_050, duration: 3000 },
    });
    expect(await runs(user)).toMatchObject([{ id, live: true, version: 2 }]);
    await as(user, (tx) => undoImport(tx, importId));
    expect(await one()).toMatchObject({ name: "With Grace", distanceM: 10_000, averageHeartRateBpm: null, shoeId: null });
  });

  it("leaves deleted what was deleted, and says so", async () => {
    const user = await testUser();
    await bring(user, [strava({ id: 1 })]);
    await as(user, (tx) => deleteRun(tx, "strava_1"));
    const before = await everything(user);
    const { items } = await bring(user, [strava({ id: 1, km: 12 })]);
    expect(items).toMatchObject([{ result: "unchanged", runId: "strava_1" }]);
    expect(items[0]?.reason).toMatch(/You deleted this run/);
    expect(await everything(user)).toEqual(before);
  });
});

describe("two sources of one run", () => {
  it("merges a day's workout with the run of that day, whichever comes first", async () => {
    for (const order of [0, 1]) {
      const user = await testUser();
      const files = [strava({ id: 1, heart: 150 }), mapMyFitness({ id: 7 })];
      const [first, second] = order === 0 ? files : files.reverse();
      if (!first || !second) throw new Error("no files");
      await bring(user, [first]);
      const { items } = await bring(user, [second]);
      expect(results(items)).toEqual(["duplicate"]);
      const [run, ...more] = await runs(user);
      expect(more).toEqual([]);
      expect(run).toMatchObject({ name: "Morning Run", version: 2, start_precision: "second" });
      const [last] = await as(user, (tx) => listRunVersions(tx, run?.id ?? ""));
      expect(last?.changeType).toBe("merge");
    }
  });

  it("does not merge two equal workouts of one day, nor a run with a ride, nor runs that lie apart", async () => {
    const user = await testUser();
    const { items } = await bring(user, [
      mapMyFitness({ id: 1 }, { id: 2 }, { id: 3, type: "Bike Ride", seconds: 1500 }),
      strava({ id: 4, at: "Apr 20, 2020, 6:00:00 AM" }, { id: 5, at: "Apr 20, 2020, 6:51:00 AM" }),
    ]);
    expect(results(items)).toEqual(["imported", "imported", "imported", "imported", "imported"]);
  });

  it("merges each of two equal workouts with one run of the day, not both with the same", async () => {
    const user = await testUser();
    await bring(user, [strava({ id: 1 }, { id: 2, at: "Apr 18, 2020, 4:00:00 PM" })]);
    const { items } = await bring(user, [mapMyFitness({ id: 8 }, { id: 9 })]);
    expect(results(items)).toEqual(["duplicate", "duplicate"]);
    expect(new Set(items.map(({ runId }) => runId))).toEqual(new Set(["strava_1", "strava_2"]));
  });

  it("asks rather than merges where hearts differ", async () => {
    const user = await testUser();
    await bring(user, [strava({ id: 1, heart: 120 })]);
    const { items } = await bring(user, [strava({ id: 2, heart: 160 })]);
    expect(items[0]).toMatchObject({ result: "imported", runId: "strava_2" });
    expect(items[0]?.reason).toMatch(/may be the same run as “Morning Run” of 2020-04-18/);
  });

  it("becomes a run when a better source knows the sport", async () => {
    const user = await testUser();
    await bring(user, [strava({ id: 1, type: "Crossfit" })]);
    const { items } = await bring(user, [mapMyFitness({ id: 7 })]);
    expect(items).toMatchObject([{ result: "duplicate", runId: "strava_1", workoutId: null }]);
    expect(await runs(user)).toMatchObject([{ id: "strava_1", live: true }]);
    const workouts = await ownerQuery("select id from app.workouts where user_id = $1 and deleted_at is null", [user.id]);
    expect(workouts).toEqual([]);
  });

  it("can be split again, and stays split", async () => {
    const user = await testUser();
    await bring(user, [strava({ id: 1, km: 10.05, heart: 150 })]);
    await bring(user, [mapMyFitness({ id: 7 })]);
    const parts = await as(user, (tx) => splitRun(tx, "strava_1"));
    expect(parts).toEqual([
      { noun: "run", id: "strava_1" },
      { noun: "run", id: "mmf_7" },
    ]);
    expect(await runs(user)).toMatchObject([
      { id: "mmf_7", distance_m: 10_000, version: 1, start_precision: "day" },
      { id: "strava_1", distance_m: 10_050, version: 3 },
    ]);
    const [version] = await as(user, (tx) => listRunVersions(tx, "mmf_7"));
    expect(version?.changeType).toBe("split");
    const versions = await countVersions(user);
    const again = await bring(user, [strava({ id: 1, km: 10.05, heart: 150 }), mapMyFitness({ id: 7 })]);
    expect(results(again.items)).toEqual(["unchanged", "unchanged"]);
    expect(await countVersions(user)).toBe(versions);
    await expect(as(user, (tx) => splitRun(tx, "strava_1"))).rejects.toMatchObject({ kind: "conflict" });
    await expect(as(user, (tx) => splitRun(tx, "strava_2"))).rejects.toMatchObject({ kind: "not_found" });
  });

  it("splits off the one source that is named", async () => {
    const user = await testUser();
    await bring(user, [strava({ id: 1, heart: 150 })]);
    await bring(user, [mapMyFitness({ id: 7 })]);
    await expect(as(user, (tx) => splitRun(tx, "strava_1", "mmf_8"))).rejects.toMatchObject({ kind: "invalid" });
    const parts = await as(user, (tx) => splitRun(tx, "strava_1", "strava_1"));
    expect(parts.map(({ id }) => id)).toEqual(["strava_1", "strava_1_2"]);
    expect(await runs(user)).toMatchObject([
      { id: "strava_1", start_precision: "day" },
      { id: "strava_1_2", name: "Morning Run" },
    ]);
  });
});
