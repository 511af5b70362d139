import { describe, expect, it } from "vitest";
import { api, makeKey } from "@/app/api/_spec/testing";
import { updateVersioned } from "./history";
import { createRun, deleteRun, editRun, RUNS, undeleteRun } from "./run-edits";
import { runOf, type StoredRun } from "./run-rows";
import { listRunVersions, restoreRun } from "./run-versions";
import { getRun } from "./runs";
import { type TestUser, testUser } from "./testing";
import { as, makeRun } from "./testing-nouns";

/** A run as a recording told it: 50 minutes on the timer, an hour from start to end. */
async function recorded(user: TestUser) {
  const { id } = await makeRun(user, { elapsed: 3600, averageHeartRate: 150, maxHeartRate: 171.4 });
  return runOf(
    await as(user, (tx) => updateVersioned<StoredRun>(tx, RUNS, id, { source: "file" }, { type: "sync", fields: [] })),
  );
}

describe("the elapsed time", () => {
  it("stays when the duration is edited, and gives way only to one that is longer", async () => {
    const user = await testUser();
    const { id } = await recorded(user);
    const edit = (duration: number) => as(user, (tx) => editRun(tx, id, { duration }));
    expect(await edit(3300)).toMatchObject({ durationS: 3300, elapsedS: 3600, provider: { duration: 3000 } });
    const longer = await edit(4000);
    expect(longer).toMatchObject({ durationS: 4000, elapsedS: 4000, provider: { duration: 3000, elapsed: 3600 } });
    expect(longer.editedFields).toEqual(["duration"]);
    const back = await edit(3200);
    expect(back).toMatchObject({ elapsedS: 3600, provider: { duration: 3000 } });
    expect(back.provider).not.toHaveProperty("elapsed");
  });

  it("comes back as the source told it when a version from before is restored", async () => {
    const user = await testUser();
    const { id } = await recorded(user);
    await as(user, (tx) => editRun(tx, id, { duration: 4000 }));
    const restored = await as(user, (tx) => restoreRun(tx, id, 2));
    expect(restored).toMatchObject({ durationS: 3000, elapsedS: 3600, editedFields: ["duration"], provider: { duration: 3000 } });
    expect(restored.provider).not.toHaveProperty("elapsed");
    const again = await as(user, (tx) => restoreRun(tx, id, 3));
    expect(again).toMatchObject({ durationS: 4000, elapsedS: 4000, editedFields: ["duration"], provider: { elapsed: 3600 } });
  });

  it("of a run that a person wrote down without one is its duration, there and back", async () => {
    const user = await testUser();
    const { id } = await makeRun(user, {});
    await as(user, (tx) => editRun(tx, id, { duration: 2000 }));
    const restored = await as(user, (tx) => restoreRun(tx, id, 1));
    expect(restored).toMatchObject({ durationS: 3000, elapsedS: 3000, provider: {} });
  });
});

describe("what cannot be", () => {
  it("is no edit: an average above the highest reading, a start to come", async () => {
    const user = await testUser();
    const { id } = await recorded(user);
    await expect(as(user, (tx) => editRun(tx, id, { averageHeartRate: 172 }))).rejects.toMatchObject({
      kind: "invalid",
      extra: { fields: [{ path: "averageHeartRate", message: expect.stringContaining("171.4 bpm") }] },
    });
    expect((await as(user, (tx) => editRun(tx, id, { averageHeartRate: 171 }))).averageHeartRateBpm).toBe(171);
    const now = new Date("2026-11-20T08:00:00Z");
    const start = (startAt: string) => as(user, (tx) => editRun(tx, id, { startAt: new Date(startAt) }, { now }));
    await expect(start("2026-11-20T08:06:00Z")).rejects.toMatchObject({ extra: { fields: [{ path: "startAt" }] } });
    expect((await start("2026-11-20T08:04:00Z")).version).toBe(4);
  });

  it("is refused by the API with 422 and the field, and stores nothing", async () => {
    const user = await testUser();
    const call = api(await makeKey(user));
    const run = await makeRun(user, { averageHeartRate: 140, maxHeartRate: 160 });
    const next = new Date(Date.now() + 86_400_000).toISOString();
    const cases: [string, unknown][] = [
      ["distance", 0],
      ["duration", 0],
      ["averageHeartRate", 161],
      ["startAt", next],
    ];
    for (const [field, value] of cases) {
      const answer = await call("PATCH", `/runs/${run.id}`, { changes: { [field]: value } });
      expect([field, answer.status]).toEqual([field, 422]);
      expect(answer.body["errors"]).toMatchObject([{ path: expect.stringContaining(field), message: expect.any(String) }]);
    }
    expect((await as(user, (tx) => getRun(tx, run.id))).version).toBe(1);
    const NEW = { startAt: "2026-11-10T11:00:00Z", distance: 5000, duration: 1500 };
    for (const wrong of [
      { startAt: next },
      { averageHeartRate: 150, maxHeartRate: 149 },
      { distance: 0 },
      { duration: 0 },
      { elapsed: 1499 },
    ]) {
      expect((await call("POST", "/runs", { ...NEW, ...wrong })).status).toBe(422);
    }
    expect((await call("POST", "/runs", NEW)).status).toBe(201);
  });

  it("is no run either", async () => {
    const user = await testUser();
    const startAt = new Date("2026-11-20T08:00:00Z");
    const run = { name: "Soon", type: "Outdoor Run" as const, distance: 1, duration: 1, startAt, timeZone: "UTC" };
    const before = new Date("2026-11-20T07:00:00Z");
    await expect(as(user, (tx) => createRun(tx, run, before))).rejects.toMatchObject({
      extra: { fields: [{ path: "startAt" }] },
    });
  });
});

describe("a deleted run", () => {
  it("is not restored: it says that it is deleted, and what to do", async () => {
    const user = await testUser();
    const call = api(await makeKey(user));
    const run = await makeRun(user, {});
    await as(user, (tx) => editRun(tx, run.id, { name: "Second" }));
    await as(user, (tx) => deleteRun(tx, run.id));
    const refused = await call("POST", `/runs/${run.id}/restore/1`, {});
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ detail: expect.stringMatching(/deleted. Undelete it first/), current: { id: run.id } });
    expect((await call("POST", `/runs/${run.id}/restore/9`, {})).status).toBe(404);
    await as(user, (tx) => undeleteRun(tx, run.id));
    expect((await call("POST", `/runs/${run.id}/restore/1`, {})).body).toMatchObject({ name: "Run", version: 5 });
    expect(await as(user, (tx) => listRunVersions(tx, run.id))).toHaveLength(5);
  });
});
