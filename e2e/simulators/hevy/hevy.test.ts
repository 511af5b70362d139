import { afterEach, describe, expect, it } from "vitest";
import { hasShared, readShared, violations } from "@/e2e/simulators/openapi.fixture";
import { shapeDifferences } from "@/e2e/simulators/shape.fixture";
import { type HevyOptions, type HevySimulator, startHevy } from "./start";

const running: HevySimulator[] = [];
const start = async (options: HevyOptions = {}) => {
  const hevy = await startHevy(options);
  running.push(hevy);
  return hevy;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});
const ask = (hevy: HevySimulator, path: string, key = hevy.apiKeys[0] ?? "") =>
  fetch(`${hevy.origin}${path}`, { headers: { "api-key": key } });
const read = async (hevy: HevySimulator, path: string) => await (await ask(hevy, path)).json();

describe("workouts", () => {
  it("pages newest first and says 404 past the end, 400 for big pages", async () => {
    const hevy = await start({ accounts: [{ workouts: 23 }] });
    const first = await read(hevy, "/v1/workouts?page=1&pageSize=10");
    const last = await read(hevy, "/v1/workouts?page=3&pageSize=10");
    expect([first.page_count, first.workouts.length, last.workouts.length]).toEqual([3, 10, 3]);
    expect(Date.parse(first.workouts[0].start_time)).toBeGreaterThan(Date.parse(last.workouts[2].start_time));
    expect((await read(hevy, "/v1/workouts/count")).workout_count).toBe(23);
    const past = await ask(hevy, "/v1/workouts?page=4&pageSize=10");
    expect([past.status, await past.json()]).toEqual([404, { error: "Page not found" }]);
    expect((await ask(hevy, "/v1/workouts?pageSize=11")).status).toBe(400);
  });

  it("refuses a wrong or withdrawn key in plain text", async () => {
    const hevy = await start();
    expect((await ask(hevy, "/v1/user/info")).status).toBe(200);
    hevy.control.revokeKey();
    const refused = await ask(hevy, "/v1/user/info");
    expect([refused.status, await refused.text()]).toEqual([401, "InvalidApiKey"]);
    expect(refused.headers.get("content-type")).toContain("text/plain");
  });

  it("writes two forms of time, and null for what is not used", async () => {
    const hevy = await start({ accounts: [{ workouts: 60 }] });
    const workouts = hevy.control.workouts();
    const sets = workouts.flatMap(({ exercises }) => exercises.flatMap((exercise) => exercise.sets));
    expect(workouts.every(({ start_time }) => /T\d\d:\d\d:\d\d\+00:00$/.test(start_time))).toBe(true);
    expect(workouts.every(({ updated_at }) => /\.\d{3}Z$/.test(updated_at))).toBe(true);
    expect([...new Set(sets.map(({ type }) => type))].sort()).toEqual(["dropset", "failure", "normal", "warmup"]);
    expect(sets.some((set) => set.distance_meters !== null && set.weight_kg === null)).toBe(true);
    expect(sets.every((set) => Object.keys(set).length === 8)).toBe(true);
  });
});

describe("events", () => {
  it("calls the empty list workouts", async () => {
    const hevy = await start();
    expect(await read(hevy, "/v1/workouts/events?since=2026-01-01T00:00:00Z")).toEqual({ page: 1, page_count: 1, workouts: [] });
  });

  it("tells each workout once, newest change first, a deletion in place of its update, the cursor's own instant included", async () => {
    const hevy = await start();
    const [one, two] = [hevy.control.addWorkout(), hevy.control.addWorkout()];
    const edited = hevy.control.editWorkout({ id: one.id, title: "Renamed" });
    const both = await read(hevy, `/v1/workouts/events?since=${two.updated_at}`);
    expect(both.events).toEqual([
      { type: "updated", workout: edited },
      { type: "updated", workout: two },
    ]);
    hevy.control.advance({ seconds: 5 });
    hevy.control.deleteWorkout({ id: two.id });
    const after = await read(hevy, "/v1/workouts/events");
    expect(after.events).toMatchObject([
      { type: "deleted", id: two.id, deleted_at: expect.stringMatching(/:\d\dZ$/) },
      { type: "updated" },
    ]);
    expect((await ask(hevy, `/v1/workouts/${two.id}`)).status).toBe(404);
  });
});

describe.skipIf(!hasShared)("answers as the document and the samples have them", () => {
  const answers: [path: string, template: string, sample: string][] = [
    ["/v1/workouts?pageSize=10", "/v1/workouts", "constructed__workouts_page1"],
    ["/v1/workouts/events?pageSize=10", "/v1/workouts/events", "constructed__events_mixed"],
    ["/v1/user/info", "/v1/user/info", "constructed__user_info"],
    ["/v1/workouts/count", "/v1/workouts/count", "constructed__workouts_count"],
    ["/v1/exercise_templates?pageSize=100", "/v1/exercise_templates", ""],
  ];
  it.each(answers)("%s", async (path, template, sample) => {
    const hevy = await start({ accounts: [{ workouts: 10 }] });
    const [first] = hevy.control.workouts();
    hevy.control.deleteWorkout({ id: first?.id ?? "" });
    const body = await read(hevy, path);
    // The document calls routine_id a plain string; live it is null without a routine.
    expect(
      violations(readShared("specs/hevy/openapi.json"), "get", template, body).filter(
        (line) => !line.endsWith("routine_id is null"),
      ),
    ).toEqual([]);
    if (sample) {
      const differences = shapeDifferences(readShared(`fixtures/hevy/${sample}.json`), body);
      expect(differences.filter((line) => !line.includes("routine_id is string"))).toEqual([]);
    }
  });
});
