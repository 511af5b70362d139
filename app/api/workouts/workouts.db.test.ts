import { beforeAll, describe, expect, it } from "vitest";
import { api, makeKey } from "@/app/api/_spec/testing";
import { getWorkoutSpec, listWorkoutsSpec } from "@/app/api/_spec/workouts";
import { insertVersioned } from "@/db/history";
import { type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { insertTracks, trackRows } from "@/db/tracks";
import { deleteWorkout, undeleteWorkout } from "@/db/workouts";
import { encodeTrack } from "@/domain/track-codec";
import { newId } from "@/lib/crypto";

let user: TestUser;
let call: ReturnType<typeof api>;

beforeAll(async () => {
  user = await testUser();
  call = api(await makeKey(user));
});

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
      items: [{ id: later, summary: { zones: null } }],
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
