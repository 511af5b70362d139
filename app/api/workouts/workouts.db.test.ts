import { beforeAll, describe, expect, it } from "vitest";
import { api, makeKey } from "@/app/api/_spec/testing";
import { editWorkoutSpec, getWorkoutSpec, listWorkoutsSpec } from "@/app/api/_spec/workouts";
import { deliver } from "@/db/deliveries";
import { insertVersioned } from "@/db/history";
import { splitWorkout } from "@/db/split-activities";
import { type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { insertTracks, trackRows } from "@/db/tracks";
import { listWorkouts } from "@/db/workout-list";
import { listWorkoutVersions, restoreWorkout } from "@/db/workout-versions";
import { deleteWorkout, editWorkout, getWorkout, undeleteWorkout } from "@/db/workouts";
import type { SourceFacts } from "@/domain/source-facts";
import { encodeTrack } from "@/domain/track-codec";
import { diffWorkouts } from "@/domain/workout-fields";
import { readWorkoutFilter } from "@/domain/workout-filter";
import { newId } from "@/lib/crypto";

let user: TestUser;
let call: ReturnType<typeof api>;

beforeAll(async () => {
  user = await testUser();
  call = api(await makeKey(user));
});

/** A ride as a line of an archive tells of it. */
const rideFacts: SourceFacts = {
  format: "strava_csv",
  name: "Ride",
  notes: null,
  sport: "cycling",
  rawSport: "Ride",
  indoor: false,
  startAt: "2026-11-08T07:00:00.000Z",
  startPrecision: "second",
  timeZone: null,
  localDate: null,
  distanceM: 20_000,
  timerS: 3600,
  elapsedS: 3600,
  movingS: null,
  elevationGainM: null,
  averageHeartRateBpm: null,
  maxHeartRateBpm: null,
  averageCadence: null,
  calories: null,
  gearName: null,
  device: null,
  trackPoints: 0,
  summary: null,
};

/** Delivers a ride as an import does; the same `id` is the same source, told anew. */
async function bring(own: TestUser, id: string, wish: Partial<SourceFacts>) {
  const importId = newId();
  const [kind = "file"] = id.split("_");
  const source = kind === "strava" ? "strava" : "file";
  const origin = source === "strava" ? "export" : "file";
  const told = { id, source, origin, facts: { ...rideFacts, ...wish }, fileHash: null, track: null } as const;
  await as(own, async (tx) => {
    await tx.query("insert into app.imports (user_id, id, files) values ($1, $2, '[]')", [own.id, importId]);
    const delivery = { seq: 1, file: "a", entry: null, row: null, sources: [told], warnings: [] };
    await deliver(tx, { importId, timeZone: "UTC" }, [delivery]);
  });
}

/** An hour at 200 W normalised, on a day, with seconds by heart rate: 100 s at 110, 200 s at 130, 300 s at 150 bpm. */
async function makeRide(date: string, wish: Record<string, unknown> = {}): Promise<string> {
  const id = `file_${newId()}`;
  await as(user, async (tx) => {
    await insertVersioned(
      tx,
      { table: "workouts", idColumn: "workout_id", what: "workout" },
      {
        id,
        sport: "cycling",
        title: "Ride",
        status: "COMPLETED",
        start_at: `${date}T07:00:00Z`,
        time_zone: "UTC",
        local_date: date,
        duration_s: 3600,
        elapsed_s: 3700,
        distance_m: 30_000,
        normalized_power_w: 200,
        energy_kj: 700,
        source: "file",
        ...wish,
      },
    );
    const seconds = Array.from({ length: 41 }, (_, i) => ({ 0: 100, 20: 200, 40: 300 })[i] ?? 0);
    const facts = { format: "fit", summary: { heartRate: { seconds: { firstBpm: 110, seconds } } } };
    await tx.query(
      `insert into app.activity_sources (user_id, id, workout_id, source, origin, facts, track_points) values ($1, $2, $2, 'file', 'file', $3, 3)`,
      [user.id, id, JSON.stringify(facts)],
    );
    const track = {
      time: Float64Array.of(0, 1, 2),
      channels: { power: Float64Array.of(180, Number.NaN, 220) },
      pauses: null,
    };
    await insertTracks(tx, trackRows(id, encodeTrack(track)));
  });
  return id;
}

describe("the API of workouts", () => {
  it("uses the threshold that was valid on the day, from the first day on", async () => {
    const [before, first, later] = [await makeRide("2026-02-28"), await makeRide("2026-03-01"), await makeRide("2026-09-01")];
    expect((await call("POST", "/settings/ftp", { ftp: 250, validFrom: "2026-03-01" })).status).toBe(201);
    await call("POST", "/settings/ftp", { ftp: 200, validFrom: "2026-08-01" });
    const summary = async (id: string) => (await call("GET", `/workouts/${id}`)).body["summary"];
    expect(await summary(before)).toMatchObject({ tss: null, intensityFactor: null, normalizedPower: 200 });
    expect(await summary(first)).toMatchObject({ intensityFactor: 0.8, tss: expect.closeTo(64, 9) });
    expect(await summary(later)).toMatchObject({ intensityFactor: 1, tss: expect.closeTo(100, 9) });
    const list = await call("GET", "/workouts?from=2026-09-01&sport=cycling");
    expect(listWorkoutsSpec.response.parse(list.body)).toMatchObject({
      items: [{ id: later, summary: { zones: null, intensityFactor: 1 } }],
      page: { total: 1 },
    });
  });

  it("counts time in the zones of the day and decodes telemetry on request", async () => {
    const id = await makeRide("2026-10-01");
    await call("PUT", "/settings/heart-rate-zones", { validFrom: "2026-01-01", lowerBounds: [0, 120, 150], maxHeartRate: 190 });
    const plain = await call("GET", `/workouts/${id}`);
    expect(plain.body["summary"]).toMatchObject({
      zones: [
        { zone: 1, from: 0, seconds: 100 },
        { zone: 2, from: 120, seconds: 200 },
        { zone: 3, from: 150, seconds: 300 },
      ],
    });
    const list = await call("GET", "/workouts?from=2026-10-01&to=2026-10-01");
    expect(list.body["items"]).toMatchObject([{ id, summary: (plain.body as { summary: object }).summary }]);
    expect(plain.body).not.toHaveProperty("telemetry");
    const full = await call("GET", `/workouts/${id}?includeTelemetry=true`);
    expect(full.body["telemetry"]).toEqual({ time: [0, 1, 2], channels: { power: [180, null, 220] }, pauses: null });
    getWorkoutSpec.response.parse(full.body);
    expect((await call("GET", `/workouts/${id}?includeTelemetry=perhaps`)).status).toBe(422);
  });

  it("sorts what has no power to the end and leaves deleted ones out", async () => {
    const other = await testUser();
    user = other;
    const list = api(await makeKey(other));
    const weak = await makeRide("2026-01-01", { normalized_power_w: null });
    const strong = await makeRide("2026-01-02", { normalized_power_w: 300 });
    const ids = async (query: string) =>
      ((await list("GET", `/workouts?${query}`)).body["items"] as { id: string }[]).map((item) => item.id);
    expect(await ids("sort=normalizedPower&order=asc")).toEqual([strong, weak]);
    expect(await ids("sort=normalizedPower&order=desc")).toEqual([strong, weak]);
    await as(other, (tx) => deleteWorkout(tx, strong));
    expect(await ids("")).toEqual([weak]);
    expect((await list("GET", "/workouts?status=DELETED")).body["items"]).toMatchObject([{ id: strong, status: "DELETED" }]);
    await as(other, (tx) => undeleteWorkout(tx, strong));
    expect(await ids("")).toEqual([strong, weak]);
  });
});

describe("editing a workout", () => {
  it("makes a version, keeps what the source said, and refuses whoever saw an older one", async () => {
    const own = await testUser();
    user = own;
    const edit = api(await makeKey(own));
    const id = await makeRide("2026-11-05", { title: "Afternoon Ride", description: "From the watch" });
    const first = await edit("PATCH", `/workouts/${id}`, { title: "Over the pass", sport: "hiking", version: 1 });
    expect(first.status).toBe(200);
    expect(editWorkoutSpec.response.parse(first.body)).toMatchObject({
      title: "Over the pass",
      sport: "hiking",
      description: "From the watch",
      version: 2,
      editedFields: ["title", "sport"],
      provider: { title: "Afternoon Ride", sport: "cycling" },
    });
    const stale = await edit("PATCH", `/workouts/${id}`, { description: "Mine", version: 1 });
    expect(stale.status).toBe(409);
    expect(stale.body["current"]).toMatchObject({ id, version: 2, title: "Over the pass" });
    expect((await edit("PATCH", `/workouts/${id}`, { title: "Over the pass" })).body["version"]).toBe(2);
    expect((await edit("PATCH", `/workouts/${id}`, { title: "Twice" })).body["provider"]).toMatchObject({
      title: "Afternoon Ride",
    });
    for (const bad of [{ title: " " }, { sport: "running" }, { distance: 3 }, { title: 7 }]) {
      expect((await edit("PATCH", `/workouts/${id}`, bad)).status).toBe(422);
    }
    const versions = await as(own, (tx) => listWorkoutVersions(tx, id));
    expect(versions.map(({ version, changeType, changedFields }) => [version, changeType, changedFields])).toEqual([
      [3, "edit", ["title"]],
      [2, "edit", ["title", "sport"]],
      [1, "original", []],
    ]);
    const [, now, before] = versions;
    if (!now || !before) throw new Error("versions are missing");
    expect(diffWorkouts(before.values, now.values)).toEqual([
      { field: "title", label: "Title", before: "Afternoon Ride", after: "Over the pass" },
      { field: "sport", label: "Sport", before: "cycling", after: "hiking" },
    ]);
  });

  it("can be taken back: the words and the sport of a version, as a version of its own", async () => {
    const own = await testUser();
    user = own;
    const id = await makeRide("2026-11-06", { title: "Morning Ride", description: null });
    await as(own, (tx) => editWorkout(tx, id, { title: "Tempo", description: "Windy", sport: "other" }));
    const back = await as(own, (tx) => restoreWorkout(tx, id, 1, 2));
    expect(back).toMatchObject({ title: "Morning Ride", description: null, sport: "cycling", version: 3 });
    expect(back.editedFields.sort()).toEqual(["description", "sport", "title"]);
    const versions = await as(own, (tx) => listWorkoutVersions(tx, id));
    expect(versions[0]).toMatchObject({ changeType: "restore", reason: "Restored version 1." });
    await expect(as(own, (tx) => restoreWorkout(tx, id, 2, 2))).rejects.toMatchObject({ kind: "conflict" });
    await expect(as(own, (tx) => restoreWorkout(tx, id, 9))).rejects.toMatchObject({ kind: "not_found" });
  });

  it("survives what its source says later", async () => {
    const own = await testUser();
    await bring(own, "strava_1", { name: "Lunch Ride" });
    await as(own, (tx) => editWorkout(tx, "strava_1", { title: "With Grace" }));
    await bring(own, "strava_1", { name: "Lunch ride, renamed", distanceM: 21_000 });
    expect(await as(own, (tx) => getWorkout(tx, "strava_1"))).toMatchObject({
      title: "With Grace",
      distanceM: 21_000,
      provider: { title: "Lunch ride, renamed" },
    });
  });

  it("stays with the activity when one of two sources is split off, which keeps its own words", async () => {
    const own = await testUser();
    await bring(own, "strava_1", { name: "Lunch Ride" });
    await bring(own, "file_1", { format: "fit", name: "Road", distanceM: 20_100 });
    const { rows } = await as(own, (tx) => listWorkouts(tx, readWorkoutFilter({})));
    const [merged] = rows;
    if (!merged || rows.length !== 1) throw new Error("The two sources are not one activity.");
    await as(own, (tx) => editWorkout(tx, merged.id, { title: "With Grace" }));
    const other = merged.id === "strava_1" ? "file_1" : "strava_1";
    const parts = await as(own, (tx) => splitWorkout(tx, merged.id, other));
    expect(parts.map(({ noun }) => noun)).toEqual(["workout", "workout"]);
    expect(await as(own, (tx) => getWorkout(tx, merged.id))).toMatchObject({ title: "With Grace", editedFields: ["title"] });
    const alone = await as(own, (tx) => getWorkout(tx, parts[1]?.id ?? ""));
    expect(alone).toMatchObject({ title: other === "file_1" ? "Road" : "Lunch Ride", editedFields: [], version: 1 });
    await expect(as(own, (tx) => splitWorkout(tx, merged.id, other))).rejects.toMatchObject({ kind: "conflict" });
  });

  it("is deleted by the API, once, and only as the version that was seen", async () => {
    const own = await testUser();
    user = own;
    const call = api(await makeKey(own));
    const id = await makeRide("2026-11-07");
    expect((await call("DELETE", `/workouts/${id}?version=4`)).status).toBe(409);
    expect((await call("DELETE", `/workouts/${id}?version=1`)).status).toBe(204);
    expect((await call("DELETE", `/workouts/${id}`)).status).toBe(404);
    expect((await call("PATCH", `/workouts/${id}`, { title: "Gone" })).status).toBe(404);
    expect((await call("GET", "/workouts?status=DELETED")).body["items"]).toMatchObject([{ id, version: 2 }]);
  });
});
