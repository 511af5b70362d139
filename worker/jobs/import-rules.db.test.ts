import { describe, expect, it } from "vitest";
import { deleteRun, editRun, undeleteRun } from "@/db/run-edits";
import { listRunVersions } from "@/db/run-versions";
import { deleteShoe } from "@/db/shoe-edits";
import { splitRun } from "@/db/split-activities";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { undoImport } from "@/db/undo-imports";
import { workOnImport } from "./imports";
import { bring, countVersions, everything, host, look, results, upload } from "./imports.fixture";

const HEADER =
  "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Activity Gear,Filename,Average Heart Rate";

type Row = {
  id: number;
  at?: string;
  name?: string;
  type?: string;
  seconds?: number;
  km?: number;
  gear?: string;
  heart?: number | "";
};

/** A Strava table of activities without recordings. */
const strava = (...rows: Row[]) => ({
  name: "activities.csv",
  bytes: [
    HEADER,
    ...rows.map(
      ({
        id,
        at = "Apr 18, 2020, 6:00:00 AM",
        name = "Morning Run",
        type = "Run",
        seconds = 3000,
        km = 10,
        gear = "",
        heart = "",
      }) => [id, `"${at}"`, `"${name}"`, type, "", seconds, km, gear, "", heart].join(","),
    ),
  ].join("\n"),
});

const MMF_HEADER =
  "Date Submitted,Workout Date,Activity Type,Calories Burned (kCal),Distance (km),Workout Time (seconds),Avg Heart Rate,Notes,Source,Link";

/** A MapMyFitness history: only days, no times. */
const mapMyFitness = (...rows: { id: number; day?: string; km?: number; seconds?: number; type?: string }[]) => ({
  name: "user_workout_history.csv",
  bytes: [
    MMF_HEADER,
    ...rows.map(
      ({ id, day = "April 18, 2020", km = 10, seconds = 3000, type = "Run" }) =>
        `"${day}","${day}",${type},500,${km},${seconds},,,Unknown,http://www.mapmyfitness.com/workout/${id}`,
    ),
  ].join("\n"),
});

const runs = (user: TestUser) =>
  ownerQuery<{
    id: string;
    name: string;
    distance_m: number;
    version: number;
    shoe_id: string | null;
    live: boolean;
    provider: object;
    start_precision: string;
  }>(
    "select id, name, distance_m, version, shoe_id, deleted_at is null as live, provider, start_precision from app.runs where user_id = $1 order by id",
    [user.id],
  );

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

describe("taking an import back", () => {
  it("deletes what came from it alone, takes it out of the rest, and can be repeated", async () => {
    const user = await testUser();
    await bring(user, [strava({ id: 1, heart: 150 })]);
    const alone = await everything(user);
    const second = await bring(user, [mapMyFitness({ id: 7 }, { id: 8, day: "April 19, 2020" })]);
    await as(user, (tx) => editRun(tx, "mmf_8", { name: "Mine" }));
    const undone = await as(user, (tx) => undoImport(tx, second.id));
    expect(undone).toMatchObject({ state: "undone" });
    const after = (await everything(user)) as { live: boolean; row: { id: string; version: number } }[];
    expect(after.map(({ row, live }) => [row.id, live])).toEqual([
      ["mmf_8", false],
      ["strava_1", true],
    ]);
    const same = (one: unknown) => ({ ...(one as object), row: { ...(one as { row: object }).row, version: 0 } });
    expect(same(after[1])).toEqual(same(alone[0]));
    const versions = await as(user, (tx) => listRunVersions(tx, "mmf_8"));
    expect(versions.map(({ changeType, actor }) => [changeType, actor])).toEqual([
      ["deletion", "user"],
      ["edit", "user"],
      ["original", "import"],
    ]);
    await expect(as(user, (tx) => undoImport(tx, second.id))).rejects.toMatchObject({ kind: "conflict" });
    const third = await bring(user, [mapMyFitness({ id: 7 }, { id: 8, day: "April 19, 2020" })]);
    expect(results(third.items)).toEqual(["duplicate", "imported"]);
    expect(await runs(user)).toMatchObject([
      { id: "mmf_8", live: true, name: "Mine" },
      { id: "strava_1", live: true },
    ]);
  });

  it("does not bring back what the person deleted after the undo was itself undone by hand", async () => {
    const user = await testUser();
    const { id } = await bring(user, [strava({ id: 1 })]);
    await as(user, (tx) => undoImport(tx, id));
    await as(user, (tx) => undeleteRun(tx, "strava_1"));
    await as(user, (tx) => deleteRun(tx, "strava_1"));
    const { items } = await bring(user, [strava({ id: 1 })]);
    expect(results(items)).toEqual(["unchanged"]);
    expect(await runs(user)).toMatchObject([{ live: false }]);
  });

  it("is a job where there is much to take back", { timeout: 60_000 }, async () => {
    const user = await testUser();
    const rows = Array.from({ length: 1_500 }, (_, n) => ({
      id: n + 1,
      day: `April ${1 + (n % 28)}, ${1990 + Math.floor(n / 60)}`,
      km: 5 + n / 500,
    }));
    const { id } = await bring(user, [mapMyFitness(...rows)]);
    const asked = await as(user, (tx) => undoImport(tx, id));
    expect(asked).toMatchObject({ state: "running", done: 0, total: 1_500 });
    await expect(as(user, (tx) => undoImport(tx, id))).rejects.toMatchObject({ kind: "conflict" });
    while ((await look(user, id)).state === "running") await workOnImport(host);
    expect(await look(user, id)).toMatchObject({ state: "undone", done: 1_500 });
    expect((await runs(user)).filter(({ live }) => live)).toEqual([]);
  });

  it("is refused while the import runs", async () => {
    const user = await testUser();
    const id = await upload(user, [strava({ id: 1 })]);
    await expect(as(user, (tx) => undoImport(tx, id))).rejects.toMatchObject({ kind: "conflict" });
    while ((await look(user, id)).state !== "done") await workOnImport(host);
  });
});

describe("shoes", () => {
  it("are made from gear of runs, once, and not brought back when deleted", async () => {
    const user = await testUser();
    await bring(user, [
      strava({ id: 1, gear: "Peg 38 (blue)" }, { id: 2, at: "Apr 19, 2020, 6:00:00 AM", type: "Ride", gear: "Bike" }),
    ]);
    expect(await runs(user)).toMatchObject([{ shoe_id: "peg_38_blue" }]);
    const shoes = () =>
      ownerQuery<{ id: string }>("select id from app.shoes where user_id = $1 and deleted_at is null", [user.id]);
    expect(await shoes()).toEqual([{ id: "peg_38_blue" }]);
    await bring(user, [strava({ id: 3, at: "Apr 21, 2020, 6:00:00 AM", gear: "Peg 38 (blue)" })]);
    expect(await shoes()).toEqual([{ id: "peg_38_blue" }]);
    await as(user, (tx) => deleteShoe(tx, "peg_38_blue"));
    await bring(user, [strava({ id: 4, at: "Apr 22, 2020, 6:00:00 AM", gear: "Peg 38 (blue)" })]);
    expect(await shoes()).toEqual([]);
    expect((await runs(user)).find(({ id }) => id === "strava_4")).toMatchObject({ shoe_id: "peg_38_blue" });
  });

  it("go with an import that is undone unless something else wears them, and come back with it", async () => {
    const user = await testUser();
    const shoes = () =>
      ownerQuery<{ id: string }>("select id from app.shoes where user_id = $1 and deleted_at is null order by id", [user.id]);
    await bring(user, [strava({ id: 1, gear: "Old" })]);
    const second = strava(
      { id: 2, at: "Apr 19, 2020, 6:00:00 AM", gear: "New" },
      { id: 3, at: "Apr 20, 2020, 6:00:00 AM", gear: "Old" },
    );
    const { id } = await bring(user, [second]);
    expect(await shoes()).toEqual([{ id: "new" }, { id: "old" }]);
    await as(user, (tx) => undoImport(tx, id));
    expect(await shoes()).toEqual([{ id: "old" }]);
    await bring(user, [second]);
    expect(await shoes()).toEqual([{ id: "new" }, { id: "old" }]);
    expect(await runs(user)).toMatchObject([{ shoe_id: "old" }, { shoe_id: "new", live: true }, { shoe_id: "old", live: true }]);
  });
});
