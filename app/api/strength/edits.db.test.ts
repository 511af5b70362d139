import { beforeEach, describe, expect, it } from "vitest";
import { editStrengthSpec, listStrengthVersionsSpec } from "@/app/api/_spec/strength";
import { api, makeKey } from "@/app/api/_spec/testing";
import type { BroughtSession } from "@/db/strength-merge";
import { putSessions } from "@/db/strength-writes";
import { type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import type { StrengthSet } from "@/domain/strength";

let user: TestUser;
let call: ReturnType<typeof api>;

const lift = (weightKg: number, reps: number): StrengthSet => ({
  ...{ kind: "normal", weightKg, reps, distanceM: null, durationS: null, rpe: null },
});

/** What Hevy's API tells of the one session; `over` is what it says differently. */
function told(over: Partial<BroughtSession["session"]> = {}): BroughtSession {
  const startAt = over.startAt ?? new Date("2026-11-02T18:00:00Z");
  const session = {
    ...{ title: "Push", description: null, durationS: 3600, startAt, endAt: new Date(startAt.getTime() + 3_600_000) },
    exercises: [{ exerciseId: "bench", title: "Bench", notes: null, supersetId: null, sets: [lift(80, 5), lift(80, 4)] }],
    ...over,
  };
  return { id: "hevy_a", by: "api", hevyId: "a", session };
}

const put = (...sessions: BroughtSession[]) => as(user, (tx) => putSessions(tx, "UTC", sessions));
const ONE = "/strength/workouts/hevy_a";
const read = async (path = ONE) => (await call("GET", path)).body;
const versions = async () => listStrengthVersionsSpec.response.parse(await read(`${ONE}/history`)).items;
const set = (weight: number, reps: number, type = "normal") => ({ type, weight, reps });
const bench = (...sets: object[]) => ({ exerciseId: "bench", title: "Bench", sets });

beforeEach(async () => {
  user = await testUser();
  call = api(await makeKey(user));
  await put(told());
});

describe("editing a strength session", () => {
  it("changes words, times and sets, and everything that follows from them", async () => {
    const answer = await call("PATCH", ONE, {
      ...{ title: "Push, heavy", description: "Felt light", version: 1 },
      ...{ startAt: "2026-11-01T23:30:00Z", endAt: "2026-11-02T00:15:00Z" },
      exercises: [bench(set(40, 10, "warmup"), set(82.5, 5)), { title: "Dips", sets: [{ reps: 12 }] }],
    });
    expect(answer.status).toBe(200);
    const edited = editStrengthSpec.response.parse(answer.body);
    expect(edited).toMatchObject({
      title: "Push, heavy",
      duration: 2700,
      localDate: "2026-11-01",
      volume: 412.5,
      sets: 2,
      version: 2,
    });
    expect(edited.exercises.map(({ title, sets }) => [title, sets.length])).toEqual([
      ["Bench", 2],
      ["Dips", 1],
    ]);
    // The filter reads the table of sets: the new exercise has an id of its own there.
    const dips = String(edited.exercises[1]?.exerciseId);
    expect(dips).not.toBe("");
    const list = async (query: string) => (await read(`/strength/workouts?${query}`))["items"] as { id: string }[];
    expect(await list(`exercise=${dips}`)).toHaveLength(1);
    expect(await list("exercise=bench&from=2026-11-02")).toHaveLength(0);
    expect(edited.editedFields.toSorted()).toEqual(["description", "endAt", "exercises", "startAt", "title"]);
    expect(edited.provider).toMatchObject({ title: "Push", startAt: "2026-11-02T18:00:00.000Z" });
    expect(edited.provider["exercises"]).toMatchObject([
      {
        title: "Bench",
        sets: [
          { weight: 80, reps: 5 },
          { weight: 80, reps: 4 },
        ],
      },
    ]);
  });

  it("makes no version of what is so already, and refuses a stale one and what cannot be", async () => {
    expect((await call("PATCH", ONE, { title: " Push ", endAt: "2026-11-02T20:00:00+01:00" })).body).toMatchObject({
      version: 1,
    });
    expect((await call("PATCH", ONE, { exercises: [bench(set(80, 5), set(80, 4))] })).body).toMatchObject({ version: 1 });
    const stale = await call("PATCH", ONE, { title: "Other", version: 7 });
    expect([stale.status, stale.body["current"]]).toMatchObject([409, { title: "Push", version: 1 }]);
    const far = new Date(Date.now() + 86_400_000).toISOString();
    for (const [body, path] of [
      [{ title: "" }, "title"],
      [{ endAt: "2026-11-02T17:59:00Z" }, "endAt"],
      [{ endAt: "2026-11-04T18:00:00Z" }, "endAt"],
      [{ startAt: far, endAt: null }, "startAt"],
      [{ exercises: [bench({ weight: -1 })] }, "exercises.0.sets.0.weight"],
      [{ exercises: [bench({ reps: 2.5 })] }, "exercises.0.sets.0.reps"],
      [{ exercises: [{ title: "Bench" }] }, "exercises.0.sets"],
      [{ source: "strava" }, "source"],
    ] as const) {
      const refused = await call("PATCH", ONE, body);
      expect([refused.status, (refused.body["errors"] as { path: string }[])[0]?.path]).toEqual([422, path]);
    }
    expect(await read()).toMatchObject({ version: 1, title: "Push" });
  });
});

describe("Hevy after an edit", () => {
  it("changes only what the person has not set, and both values are shown", async () => {
    await call("PATCH", ONE, { title: "Mine", exercises: [bench(set(100, 1))] });
    await put(told({ title: "Theirs", description: "New words" }));
    expect(await read()).toMatchObject({
      ...{ title: "Mine", description: "New words", volume: 100, version: 3 },
      provider: { title: "Theirs", exercises: [{ sets: [{ weight: 80 }, { weight: 80 }] }] },
    });
    await put(told({ title: "Theirs", description: "New words" }));
    expect(await read()).toMatchObject({ version: 3 });
    expect((await versions())[0]).toMatchObject({
      changeType: "sync",
      changedFields: expect.arrayContaining(["description", "title"]),
    });
  });

  it("moves the end of a session whose start the person has set, and the length follows", async () => {
    await call("PATCH", ONE, { startAt: "2026-11-02T18:30:00Z" });
    await put(told({ startAt: new Date("2026-11-02T18:05:00Z") }));
    expect(await read()).toMatchObject({
      startAt: "2026-11-02T18:30:00.000Z",
      endAt: "2026-11-02T19:05:00.000Z",
      duration: 2100,
    });
  });

  it("is known again by an export, whatever the person made of it", async () => {
    await call("PATCH", ONE, { title: "Mine", startAt: "2026-09-01T06:00:00Z", endAt: null, exercises: [] });
    const { session } = told();
    const [result] = await put({ id: "hevycsv_1", by: "export", hevyId: null, session });
    expect(result).toMatchObject({ id: "hevy_a", result: "duplicate" });
    expect(await read()).toMatchObject({ title: "Mine", exercises: [], duration: 0 });
  });

  it("is shown again, and may change it, once a field is given back", async () => {
    await call("PATCH", ONE, { title: "Mine", exercises: [bench(set(100, 1))] });
    expect((await call("POST", `${ONE}/use-source`, { fields: ["startAt"] })).status).toBe(422);
    const back = await call("POST", `${ONE}/use-source`, { fields: ["exercises"] });
    expect(back.body).toMatchObject({ title: "Mine", volume: 720, editedFields: ["title"], provider: { title: "Push" } });
    await put(told({ title: "Theirs", exercises: [] }));
    expect(await read()).toMatchObject({ title: "Mine", exercises: [], volume: 0 });
  });
});

describe("the history of a strength session", () => {
  it("tells each version, and any can be had back", async () => {
    await call("PATCH", ONE, { title: "Mine", exercises: [bench(set(100, 1))], startAt: "2026-11-02T18:10:00Z" });
    await put(told({ description: "Words" }));
    const shown = (await versions()).map(({ version, changeType, workout }) => [
      version,
      changeType,
      workout.title,
      workout.volume,
    ]);
    expect(shown).toEqual([
      [3, "sync", "Mine", 100],
      [2, "edit", "Mine", 100],
      [1, "original", "Push", 720],
    ]);
    expect(await read(`${ONE}/history/1`)).toMatchObject({ workout: { startAt: "2026-11-02T18:00:00.000Z", duration: 3600 } });
    expect((await call("POST", `${ONE}/restore/9`, {})).status).toBe(404);
    expect((await call("POST", `${ONE}/restore/1`, { version: 2 })).status).toBe(409);
    const restored = await call("POST", `${ONE}/restore/1`, { version: 3 });
    expect(restored.body).toMatchObject({ title: "Push", description: null, volume: 720, duration: 3600, version: 4 });
    // What was restored is the person's: Hevy does not take it back.
    await put(told({ description: "Other words", title: "Theirs" }));
    expect(await read()).toMatchObject({ title: "Push", description: null, provider: { description: "Other words" } });
    await call("DELETE", ONE);
    expect((await call("POST", `${ONE}/restore/1`, {})).status).toBe(409);
  });
});
