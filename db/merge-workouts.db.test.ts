import { beforeEach, describe, expect, it } from "vitest";
import { api, makeKey } from "@/app/api/_spec/testing";
import { mergeActivities, mergeWorkouts } from "./merge-by-hand";
import { listMergeCandidates, mergedInto } from "./merges";
import { getRun } from "./runs";
import { listSources } from "./source-list";
import { splitRun, splitWorkout } from "./split-activities";
import { ownerQuery, type TestUser, testUser } from "./testing";
import { delivered, recording } from "./testing-deliveries";
import { as, makeRun } from "./testing-nouns";
import { listWorkoutVersions } from "./workout-versions";
import { editWorkout, undeleteWorkout } from "./workouts";

let user: TestUser;
beforeEach(async () => {
  user = await testUser();
});

const live = (table: "runs" | "workouts") =>
  ownerQuery<{ id: string }>(`select id from app.${table} where user_id = $1 and deleted_at is null order by id`, [user.id]);
const ride = (id: string, startAt: string) =>
  as(user, (tx) => delivered(tx, id, recording({ sport: "cycling", startAt, distanceM: 30_000 })));

describe("merging two workouts by hand", () => {
  it("makes them one, by the API too, and two again, edits and all", async () => {
    await ride("file_1", "2026-11-01T07:00:00.000Z");
    await ride("file_2", "2026-11-01T09:00:00.000Z");
    await as(user, (tx) => editWorkout(tx, "file_2", { title: "To the lake" }));
    const call = api(await makeKey(user));
    const merged = await call("POST", "/workouts/file_1/merge", { with: "file_2", version: 1 });
    expect(merged).toMatchObject({ status: 200, body: { id: "file_1", title: "To the lake", version: 2 } });
    expect(await live("workouts")).toEqual([{ id: "file_1" }]);
    expect(await as(user, (tx) => mergedInto(tx, "file_2"))).toMatchObject({
      noun: "workout",
      id: "file_1",
      name: "To the lake",
    });
    await as(user, (tx) => undeleteWorkout(tx, "file_2"));
    expect(await live("workouts")).toEqual([{ id: "file_1" }, { id: "file_2" }]);
    expect(await as(user, (tx) => mergedInto(tx, "file_2"))).toBeNull();
    const [[one], [two]] = [
      await as(user, (tx) => listWorkoutVersions(tx, "file_1")),
      await as(user, (tx) => listWorkoutVersions(tx, "file_2")),
    ];
    expect([one?.changeType, one?.values.title]).toEqual(["split", "Morning Run"]);
    expect([two?.changeType, two?.values.title]).toEqual(["split", "To the lake"]);
    await as(user, (tx) => mergeWorkouts(tx, "file_2", "file_1"));
    expect(await as(user, (tx) => splitWorkout(tx, "file_2", "file_1"))).toEqual([
      { noun: "workout", id: "file_2" },
      { noun: "workout", id: "file_1" },
    ]);
  });

  it("takes a split back also where the part had become another sport", async () => {
    await as(user, (tx) => delivered(tx, "file_1", recording()));
    await as(user, (tx) => delivered(tx, "file_2", recording({ format: "gpx", sport: "other" })));
    const before = await as(user, (tx) => getRun(tx, "file_1"));
    expect(await as(user, (tx) => splitRun(tx, "file_1"))).toEqual([
      { noun: "run", id: "file_1" },
      { noun: "workout", id: "file_2" },
    ]);
    await as(user, (tx) => mergeActivities(tx, { noun: "run", id: "file_1" }, { noun: "workout", id: "file_2" }));
    expect(await as(user, (tx) => getRun(tx, "file_1"))).toEqual({ ...before, version: before.version + 2 });
    expect(await live("workouts")).toEqual([]);
    expect(await as(user, (tx) => listSources(tx, { runId: "file_1" }))).toHaveLength(2);
    await as(user, (tx) => undeleteWorkout(tx, "file_2"));
    expect([await live("runs"), await live("workouts")]).toEqual([[{ id: "file_1" }], [{ id: "file_2" }]]);
  });

  it("is refused where the sources tell of another sport", async () => {
    await ride("file_1", "2026-11-01T07:00:00.000Z");
    await as(user, (tx) => delivered(tx, "file_2", recording({ startAt: "2026-11-01T09:00:00.000Z", format: "gpx" })));
    const both = [
      { noun: "run", id: "file_2" },
      { noun: "workout", id: "file_1" },
    ] as const;
    await expect(as(user, (tx) => mergeActivities(tx, both[0], both[1]))).rejects.toMatchObject({ message: /different sports/ });
    expect([await live("runs"), await live("workouts")]).toEqual([[{ id: "file_2" }], [{ id: "file_1" }]]);
  });
});

describe("what a run may be merged with", () => {
  it("are runs of its day and the days around it, the one at the same time first", async () => {
    const at = (startAt: string, name: string) => makeRun(user, { startAt, name });
    const run = await at("2026-11-02T07:00:00Z", "Mine");
    await at("2026-11-02T07:40:00Z", "Overlaps");
    await at("2026-11-02T18:00:00Z", "Same day");
    await at("2026-11-01T20:00:00Z", "Day before");
    await at("2026-11-04T07:00:00Z", "Too late");
    await makeRun(await testUser(), { startAt: "2026-11-02T07:00:00Z", name: "Somebody else's" });
    const found = await as(user, (tx) => listMergeCandidates(tx, "run", run));
    expect(found.map(({ name, overlapS }) => [name, overlapS])).toEqual([
      ["Overlaps", 600],
      ["Same day", 0],
      ["Day before", 0],
    ]);
  });
});
