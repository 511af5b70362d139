import { describe, expect, it } from "vitest";
import { withinAQuarter } from "@/bin/test/one-quarter";
import { testUser } from "@/db/testing";
import { localDate } from "@/domain/time-zones";
import { api, makeKey } from "./_spec/testing";

/** A new person's API. */
async function caller(wish: Parameters<typeof testUser>[0] = {}) {
  return api(await makeKey(await testUser(wish)));
}

const NOBODY = "00000000-0000-4000-8000-000000000000";

describe.each([
  ["/tasks", { title: "Water" }, { title: "Water more" }],
  ["/goals", { title: "Books", target: 20 }, { progress: 3 }],
  ["/habits", { name: "Read" }, { name: "Read more" }],
  ["/reflections", { date: "2026-11-20", mood: 4, text: "Good" }, { mood: 5 }],
] as const)("%s", (path, made, change) => {
  it("can be made, read, changed, deleted, brought back and restored", async () => {
    const call = await caller();
    const created = await call("POST", path, made);
    expect([created.status, created.headers.get("location")]).toEqual([201, `/api${path}/${created.body["id"]}`]);
    expect(created.body).toMatchObject({ ...made, version: 1, deletedAt: null });
    const one = `${path}/${created.body["id"]}`;
    expect((await call("GET", one)).body).toEqual(created.body);
    expect((await call("GET", path)).body).toMatchObject({ items: [{ id: created.body["id"] }], page: { total: 1, next: null } });
    const changed = await call("PATCH", one, { ...change, version: 1 });
    expect([changed.status, changed.body]).toMatchObject([200, { ...change, version: 2 }]);
    const stale = await call("PATCH", one, { ...change, version: 1 });
    expect([stale.status, stale.body["current"]]).toMatchObject([409, { version: 2 }]);
    expect((await call("DELETE", `${one}?version=1`)).status).toBe(409);
    expect((await call("DELETE", one)).status).toBe(204);
    expect((await call("GET", one)).status).toBe(404);
    expect((await call("PATCH", one, change)).status).toBe(404);
    expect((await call("GET", path)).body).toMatchObject({ items: [], page: { total: 0 } });
    expect((await call("GET", `${path}?deleted=true`)).body).toMatchObject({ page: { total: 1 } });
    expect((await call("POST", `${one}/restore/1`, {})).status).toBe(409);
    expect((await call("POST", `${one}/undelete`, {})).status).toBe(200);
    const restored = await call("POST", `${one}/restore/1`, { reason: "Better so" });
    expect([restored.status, restored.body]).toMatchObject([200, { ...made, version: 5 }]);
    const history = await call("GET", `${one}/history`);
    expect(history.body).toMatchObject({ page: { total: 5 } });
    expect((await call("POST", `${one}/restore/99`, {})).status).toBe(404);
  });

  it("refuses what is not there, what it does not know and what it does not understand", async () => {
    const call = await caller();
    for (const id of [NOBODY, "x", "1"]) expect((await call("PATCH", `${path}/${id}`, "not JSON")).status).toBe(404);
    expect((await call("POST", path, { ...made, colour: "red" })).status).toBe(422);
    expect((await call("POST", path, "{")).status).toBe(400);
    expect((await call("GET", `${path}?limit=501`)).status).toBe(422);
    expect((await call("GET", `${path}?from=2026-02-30`)).status).toBe(422);
  });
});

describe("tasks", () => {
  it("repeat, in the form that RFC 5545 gives rules", async () => {
    const call = await caller();
    const task = await call("POST", "/tasks", { title: "Water", dueDate: "2199-01-01", repeat: "rrule:freq=daily;interval=2" });
    expect(task.body).toMatchObject({
      repeat: "FREQ=DAILY;INTERVAL=2",
      repeatFrom: "due",
      status: "todo",
      priority: 0,
      goalIds: [],
    });
    await call("PATCH", `/tasks/${task.body["id"]}`, { status: "done" });
    const open = await call("GET", "/tasks?status=open");
    expect(open.body).toMatchObject({ items: [{ title: "Water", dueDate: "2199-01-03", status: "todo" }], page: { total: 1 } });
    const refused = await call("POST", "/tasks", { title: "Water", repeat: "FREQ=HOURLY" });
    expect([refused.status, refused.body]).toMatchObject([422, { errors: [{ path: "repeat" }] }]);
  });

  it.each([
    { title: "" },
    { title: "x".repeat(501) },
    { title: "x", notes: "x".repeat(20_001) },
    { title: "x", priority: 4 },
    { title: "x", status: "open" },
    { title: "x", dueDate: "2026-02-30" },
    { title: "x", dueDate: "9999-12-31" },
    { title: "x", goalIds: [NOBODY] },
    { title: "x", goalIds: ["x"] },
    { title: "a\u0000b" },
  ])("refuse %j", async (body) => expect((await (await caller())("POST", "/tasks", body)).status).toBe(422));
});

describe("habits", () => {
  it("are logged by the day, of every zone", async () => {
    await withinAQuarter(async () => {
      for (const timeZone of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
        const call = await caller({ timeZone });
        const { body: habit } = await call("POST", "/habits", {
          name: "Read",
          schedule: { kind: "weekdays", weekdays: [0, 3, 3] },
        });
        expect(habit).toMatchObject({ schedule: { kind: "weekdays", weekdays: [3, 7] }, strength: 0, streak: null, today: null });
        const today = localDate(new Date(), timeZone);
        const log = await call("POST", `/habits/${habit["id"]}/logs`, {});
        expect([log.status, log.body]).toEqual([
          201,
          { date: today, value: 1, skipped: false, done: true, source: "user", fact: null },
        ]);
        expect((await call("POST", `/habits/${habit["id"]}/logs`, { date: today, skipped: true })).status).toBe(200);
        expect((await call("GET", `/habits/${habit["id"]}`)).body).toMatchObject({ today: { skipped: true } });
        expect((await call("GET", `/habits/${habit["id"]}/logs?from=${today}`)).body).toMatchObject({ page: { total: 1 } });
        expect((await call("DELETE", `/habits/${habit["id"]}/logs/${today}`)).status).toBe(204);
        expect((await call("DELETE", `/habits/${habit["id"]}/logs/${today}`)).status).toBe(404);
      }
    });
  });

  it.each([
    { name: "x", kind: "number" },
    { name: "x", target: 3 },
    { name: "x", schedule: { kind: "weekdays", weekdays: [] } },
    { name: "x", schedule: { kind: "per_week", times: 8 } },
    { name: "x", schedule: { kind: "every_days", days: 0 } },
    { name: "x", schedule: { kind: "every_days", days: 1, times: 1 } },
    { name: "x", auto: { metric: "sleep", atLeast: 1 } },
    { name: "x", kind: "number", target: 3, targetType: "at_most", auto: { metric: "tasks", atLeast: 1 } },
  ])("refuse %j", async (body) => expect((await (await caller())("POST", "/habits", body)).status).toBe(422));
});

it("goals of a metric count it, and take no progress by hand", async () => {
  const call = await caller();
  const goal = await call("POST", "/goals", { title: "Run", metric: "run_distance", target: 100_000, startDate: "2026-01-01" });
  expect(goal.body).toMatchObject({ progress: 0, status: "active", endDate: null, expected: null });
  await call("POST", "/runs", { name: "Run", startAt: "2026-11-01T07:00:00Z", distance: 100_000, duration: 30_000 });
  expect((await call("GET", `/goals/${goal.body["id"]}`)).body).toMatchObject({ progress: 100_000, status: "reached" });
  expect((await call("GET", "/goals?status=reached")).body).toMatchObject({ page: { total: 1 } });
  expect((await call("PATCH", `/goals/${goal.body["id"]}`, { progress: 5 })).status).toBe(422);
  expect((await call("POST", "/goals", { title: "Run", metric: "run_distance" })).status).toBe(422);
});

it("a second reflection of a day is refused and told of the first", async () => {
  const call = await caller();
  const first = await call("POST", "/reflections", { date: "2026-11-20", mood: 4 });
  const second = await call("POST", "/reflections", { date: "2026-11-20", text: "Again" });
  expect([second.status, second.body["current"]]).toMatchObject([409, { id: first.body["id"] }]);
  expect(second.body["detail"]).toContain(first.body["id"]);
  expect((await call("POST", "/reflections", { date: "2026-11-19", mood: 6 })).status).toBe(422);
  expect((await call("GET", "/reflections?q=again")).body).toMatchObject({ items: [], page: { total: 0 } });
});

it("snapshots are taken, named, compared and deleted", async () => {
  const call = await caller();
  const a = await call("POST", "/snapshots", { name: "Before" });
  await call("POST", "/tasks", { title: "Water" });
  const b = await call("POST", "/snapshots", {});
  expect([a.status, a.body["name"], a.body["kind"]]).toEqual([201, "Before", "manual"]);
  const compared = await call("GET", `/snapshots/compare?a=${a.body["id"]}&b=${b.body["id"]}`);
  expect(compared.body).toMatchObject({
    a: { id: a.body["id"] },
    numbers: [{ area: "tasks", name: "open", a: 0, b: 1, difference: 1 }],
    things: [{ area: "tasks", name: "Water", kind: "added" }],
  });
  expect((await call("GET", `/snapshots/compare?a=${a.body["id"]}&b=${NOBODY}`)).status).toBe(404);
  expect((await call("GET", `/snapshots/compare?a=${a.body["id"]}`)).status).toBe(422);
  const one = `/snapshots/${a.body["id"]}`;
  expect((await call("PATCH", one, { name: "Then" })).body).toMatchObject({ name: "Then" });
  expect((await call("DELETE", one)).status).toBe(204);
  expect((await call("GET", one)).status).toBe(404);
  expect((await call("POST", `${one}/undelete`, {})).status).toBe(200);
  expect((await call("GET", "/snapshots")).body).toMatchObject({ page: { total: 2 } });
});
