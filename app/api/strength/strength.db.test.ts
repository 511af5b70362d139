import { beforeAll, describe, expect, it } from "vitest";
import { getStrengthSpec, listStrengthSpec, undeleteStrengthSpec } from "@/app/api/_spec/strength";
import { api, makeKey } from "@/app/api/_spec/testing";
import { putSessions } from "@/db/strength-writes";
import { type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import type { StrengthSet } from "@/domain/strength";

let user: TestUser;
let call: ReturnType<typeof api>;

const none = { weightKg: null, reps: null, distanceM: null, durationS: null, rpe: null };
const lift = (weightKg: number, reps: number, kind: StrengthSet["kind"] = "normal"): StrengthSet => ({
  ...none,
  kind,
  weightKg,
  reps,
});

const session = (id: string, day: string, title: string, exercise: string, sets: StrengthSet[]) => ({
  ...{ id: `hevy_${id}`, by: "api" as const, hevyId: id },
  session: {
    ...{ title, description: null, startAt: new Date(`${day}T18:00:00Z`), endAt: new Date(`${day}T19:00:00Z`), durationS: 3600 },
    exercises: [{ exerciseId: exercise.toLowerCase(), title: exercise, notes: null, supersetId: null, sets }],
  },
});

beforeAll(async () => {
  user = await testUser();
  call = api(await makeKey(user));
  await as(user, (tx) =>
    putSessions(tx, "UTC", [
      session("a", "2026-11-02", "Push", "Bench", [lift(40, 10, "warmup"), lift(80, 5), lift(80, 4, "failure")]),
      session("b", "2026-11-04", "Legs", "Squat", [lift(100, 5)]),
      session("c", "2026-11-09", "Push again", "Bench", [lift(82.5, 5)]),
    ]),
  );
});

const ids = async (query: string) =>
  ((await call("GET", `/strength/workouts?${query}`)).body["items"] as { id: string }[]).map(({ id }) => id.slice(5)).join("");

describe("the API of strength sessions", () => {
  it("lists them newest first, filtered, sorted and page by page", async () => {
    const list = listStrengthSpec.response.parse((await call("GET", "/strength/workouts?limit=2")).body);
    expect(list).toMatchObject({
      items: [{ id: "hevy_c", volume: 412.5, sets: 1 }, { id: "hevy_b" }],
      page: { limit: 2, total: 3 },
    });
    expect(await ids(`limit=2&next=${list.page.next}`)).toBe("a");
    expect(await ids("page=2&limit=2")).toBe("a");
    expect(await ids("from=2026-11-03&to=2026-11-08")).toBe("b");
    expect(await ids("exercise=bench")).toBe("ca");
    expect(await ids("q=squat")).toBe("b");
    expect(await ids("q=push")).toBe("ca");
    expect(await ids("sort=volume&order=asc")).toBe("cba");
    for (const bad of ["limit=501", "sort=weight", "from=yesterday", "surprise=1"])
      expect((await call("GET", `/strength/workouts?${bad}`)).status).toBe(422);
  });

  it("shows one with its sets: warm-ups are told and count for nothing", async () => {
    const one = getStrengthSpec.response.parse((await call("GET", "/strength/workouts/hevy_a")).body);
    expect(one).toMatchObject({ volume: 720, sets: 2, duration: 3600, localDate: "2026-11-02", source: "hevy", version: 1 });
    expect(one.exercises[0]).toMatchObject({ exerciseId: "bench", title: "Bench" });
    expect(one.exercises[0]?.sets.map(({ type, weight, reps }) => [type, weight, reps])).toEqual([
      ["warmup", 40, 10],
      ["normal", 80, 5],
      ["failure", 80, 4],
    ]);
  });

  it("deletes one and brings it back, with its sets", async () => {
    const stale = await call("DELETE", "/strength/workouts/hevy_b?version=7");
    expect([stale.status, stale.body["current"]]).toMatchObject([409, { id: "hevy_b", version: 1, volume: 500 }]);
    expect((await call("DELETE", "/strength/workouts/hevy_b?version=1")).status).toBe(204);
    expect((await call("GET", "/strength/workouts/hevy_b")).status).toBe(404);
    expect((await call("DELETE", "/strength/workouts/hevy_b")).status).toBe(404);
    expect(await ids("")).toBe("ca");
    expect(await ids("deleted=true")).toBe("b");
    expect(await ids("exercise=squat")).toBe("");
    const back = await call("POST", "/strength/workouts/hevy_b/undelete", {});
    expect(back.status).toBe(200);
    expect(undeleteStrengthSpec.response.parse(back.body)).toMatchObject({ id: "hevy_b", version: 3, deletedAt: null });
    expect(await ids("exercise=squat")).toBe("b");
    const log = (await call("GET", "/audit?action=strength.delete")).body["items"] as { resourceId: string; outcome: string }[];
    expect(log.map(({ resourceId, outcome }) => [resourceId, outcome])).toContainEqual(["hevy_b", "success"]);
  });
});
