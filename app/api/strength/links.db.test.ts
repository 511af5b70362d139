import { beforeEach, describe, expect, it } from "vitest";
import { api, makeKey } from "@/app/api/_spec/testing";
import { deliver } from "@/db/deliveries";
import { putSessions } from "@/db/strength-writes";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { recording } from "@/db/testing-deliveries";
import { as } from "@/db/testing-nouns";
import type { SourceFacts } from "@/domain/source-facts";

let user: TestUser;
let call: ReturnType<typeof api>;

beforeEach(async () => {
  user = await testUser();
  call = api(await makeKey(user));
});

/** Hevy tells of an hour of lifting that begins at 18:00 UTC. */
const hevy = (over: { id?: string; start?: string; minutes?: number } = {}) => {
  const { id = "a", start = "2026-11-02T18:00:00Z", minutes = 60 } = over;
  const startAt = new Date(start);
  const endAt = new Date(startAt.getTime() + minutes * 60_000);
  const exercises = [{ exerciseId: "bench", title: "Bench", notes: null, supersetId: null, sets: [] }];
  const session = { title: `Push ${id}`, description: null, durationS: minutes * 60, startAt, endAt, exercises };
  return as(user, (tx) => putSessions(tx, "UTC", [{ id: `hevy_${id}`, by: "api", hevyId: id, session }]));
};

/** Strava tells of something; by default of that hour, a minute later, as its watch saw it. */
async function strava(over: Partial<SourceFacts> = {}, id = "strava_1"): Promise<void> {
  const told: Partial<SourceFacts> = {
    ...{
      startAt: "2026-11-02T18:01:00Z",
      elapsedS: 3500,
      timerS: 3300,
      distanceM: null,
      sport: "strength",
      averageHeartRateBpm: 118,
    },
    ...over,
  };
  const source = { id, source: "strava", origin: "api", facts: recording(told), fileHash: null, track: null } as const;
  const delivery = { seq: 1, file: "", entry: null, row: null, sources: [source], warnings: [] };
  await as(user, (tx) => deliver(tx, { importId: null, timeZone: "UTC" }, [delivery]));
}

const total = async (path: string) => ((await call("GET", path)).body["page"] as { total: number }).total;
const both = async () => [await total("/strength/workouts"), await total("/workouts")];
const activities = async (id = "hevy_a") =>
  ((await call("GET", `/strength/workouts/${id}`)).body["activities"] as {
    id: string;
    link: string;
    averageHeartRate: number;
  }[]) ?? [];

describe("an hour of lifting that Hevy and Strava tell of", () => {
  it.each([
    ["Hevy first", async () => [await hevy(), await strava()]],
    ["Strava first", async () => [await strava(), await hevy()]],
  ])("counts once, with %s, and the session shows what the watch measured", async (_, come) => {
    await come();
    expect(await both()).toEqual([1, 0]);
    expect(await activities()).toMatchObject([{ id: "strava_1", link: "joined", averageHeartRate: 118 }]);
    expect((await call("GET", "/workouts/strava_1")).status).toBe(200);
    const insights = await ownerQuery<{ name: string; n: number }>(
      `select 'workouts' as name, count(*)::int as n from app.insight_workouts where user_id = $1
        union all select 'sessions', count(*)::int from app.insight_strength_workouts where user_id = $1 order by 1`,
      [user.id],
    );
    expect(insights).toEqual([
      { name: "sessions", n: 1 },
      { name: "workouts", n: 0 },
    ]);
  });

  it("is one where Strava only says that it was a workout, and two where it was a ride, another hour, or most of a day", async () => {
    await hevy();
    await strava({ sport: "other", rawSport: "Workout" });
    expect(await both()).toEqual([1, 0]);
    await strava({ sport: "cycling", distanceM: 20_000, startAt: "2026-11-02T18:02:00Z" }, "strava_2");
    await strava({ startAt: "2026-11-02T18:45:00Z" }, "strava_3");
    await strava({ startAt: "2026-11-02T12:00:00Z", elapsedS: 30_000 }, "strava_4");
    expect(await both()).toEqual([1, 3]);
  });

  it("has one partner each: two sessions in a row and their two recordings are two pairs", async () => {
    await strava({}, "strava_1");
    await strava({ startAt: "2026-11-02T19:00:30Z" }, "strava_2");
    await hevy({ id: "b", start: "2026-11-02T19:00:00Z", minutes: 58 });
    await hevy({ id: "a" });
    expect(await both()).toEqual([2, 0]);
    expect((await activities("hevy_a")).filter(({ link }) => link === "joined").map(({ id }) => id)).toEqual(["strava_1"]);
    expect((await activities("hevy_b")).filter(({ link }) => link === "joined").map(({ id }) => id)).toEqual(["strava_2"]);
  });

  it("counts as the activity while the session is deleted, or once the activity was another sport", async () => {
    await hevy();
    await strava();
    await call("DELETE", "/strength/workouts/hevy_a");
    expect(await both()).toEqual([0, 1]);
    await call("POST", "/strength/workouts/hevy_a/undelete", {});
    expect(await both()).toEqual([1, 0]);
    await call("PATCH", "/workouts/strava_1", { sport: "yoga" });
    expect(await both()).toEqual([1, 1]);
    await call("PATCH", "/workouts/strava_1", { sport: "strength" });
    expect(await both()).toEqual([1, 0]);
  });

  it("is separated by hand, stays so whatever is synced, and is joined again", async () => {
    await hevy();
    await strava();
    const separate = (workoutId: string) => call("POST", "/strength/workouts/hevy_a/separate", { workoutId });
    expect((await separate("strava_9")).status).toBe(409);
    expect((await separate("strava_1")).body["activities"]).toMatchObject([{ id: "strava_1", link: "separated" }]);
    expect(await both()).toEqual([1, 1]);
    await strava({ elapsedS: 3400 });
    await hevy({ minutes: 61 });
    expect(await both()).toEqual([1, 1]);
    const join = (workoutId: string) => call("POST", "/strength/workouts/hevy_a/join", { workoutId });
    expect((await join("strava_1")).body["activities"]).toMatchObject([{ link: "joined" }]);
    expect(await both()).toEqual([1, 0]);
    await strava({ sport: "cycling", distanceM: 20_000 }, "strava_2");
    expect((await join("strava_2")).status).toBe(422);
    expect((await join("strava_9")).status).toBe(404);
  });

  it("is left to the person where the recording ran on, and joined by their word", async () => {
    await hevy();
    await strava({ elapsedS: 9_000 });
    expect(await both()).toEqual([1, 1]);
    expect(await activities()).toMatchObject([{ id: "strava_1", link: "none" }]);
    await call("POST", "/strength/workouts/hevy_a/join", { workoutId: "strava_1" });
    expect(await both()).toEqual([1, 0]);
  });
});
