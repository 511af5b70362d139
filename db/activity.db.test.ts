import { describe, expect, it } from "vitest";
import { newRunSchema } from "@/domain/run-changes";
import { newId } from "@/lib/crypto";
import { listActivity } from "./activity";
import { asUser, jobActor } from "./client";
import { finishImport } from "./imports";
import { createRun, deleteRun, editRun, undeleteRun } from "./run-edits";
import { createShoe, retireShoe } from "./shoe-edits";
import { beginSyncRun, endSyncRun } from "./sync-runs";
import { ownerQuery, type TestUser, testUser } from "./testing";
import { as, makeRun } from "./testing-nouns";

const lines = async (user: TestUser, filter = {}) => {
  const { rows } = await as(user, (tx) => listActivity(tx, { limit: 50, ...filter }));
  return rows.map(({ kind, title }) => `${kind}: ${title}`);
};

describe("the timeline", () => {
  it("tells what a person did to runs and shoes, and what it was called then", async () => {
    const ada = await testUser();
    await as(ada, (tx) => createShoe(tx, { name: "Red" }));
    const { id } = await makeRun(ada, { name: "Morning" });
    await as(ada, (tx) => editRun(tx, id, { name: "Early" }, {}));
    await as(ada, (tx) => deleteRun(tx, id));
    await as(ada, (tx) => undeleteRun(tx, id));
    await as(ada, (tx) => retireShoe(tx, "red", { retiredAt: new Date() }));
    expect(await lines(ada)).toEqual([
      ...["shoes.update: Red", "runs.undelete: Early", "runs.delete: Early", "runs.update: Early", "runs.create: Morning"],
      "shoes.create: Red",
    ]);
    expect(await lines(ada, { noun: "shoes" })).toEqual(["shoes.update: Red", "shoes.create: Red"]);
    expect(await lines(await testUser())).toEqual([]);
  });

  it("comes page by page and by its days", async () => {
    const ada = await testUser();
    for (const n of [1, 2, 3]) await as(ada, (tx) => createShoe(tx, { name: `Shoe ${n}` }));
    const first = await as(ada, (tx) => listActivity(tx, { limit: 2 }));
    const second = await as(ada, (tx) => listActivity(tx, { limit: 2, next: first.next ?? "" }));
    expect([...first.rows, ...second.rows].map(({ title }) => title)).toEqual(["Shoe 3", "Shoe 2", "Shoe 1"]);
    const at = first.rows[1]?.at ?? new Date(0);
    expect(await lines(ada, { from: at })).toHaveLength(2);
    expect(await lines(ada, { to: at })).toHaveLength(1);
  });

  it("tells of an import as a whole and of a sync that brought something, not of each run of theirs", async () => {
    const ada = await testUser();
    const importId = newId();
    await asUser(jobActor(ada.id, newId(), "import"), async (tx) => {
      await tx.query("insert into app.imports (user_id, id, files, state, done) values ($1, $2, '[]', 'running', 3)", [
        ada.id,
        importId,
      ]);
      const run = newRunSchema.parse({ name: "Run", distance: 5000, duration: 1500, startAt: "2026-11-20T07:00:00Z" });
      await createRun(tx, { ...run, timeZone: "UTC" });
      await finishImport(tx, importId);
      await finishImport(tx, importId);
    });
    await asUser(jobActor(ada.id, newId(), "sync"), async (tx) => {
      await tx.query("insert into app.integrations (user_id, provider) values ($1, 'strava')", [ada.id]);
      for (const inserted of [0, 2]) {
        const id = newId();
        await beginSyncRun(tx, { id, provider: "strava", trigger: "schedule", full: false });
        const counts = { asked: 1, fetched: 2, inserted, updated: 0, unchanged: 2 - inserted, deleted: 0, failed: 0 };
        await endSyncRun(tx, id, counts, "done", null);
      }
    });
    const rows = await ownerQuery("select kind, data from app.user_activity where user_id = $1 order by at", [ada.id]);
    expect(rows).toEqual([
      { kind: "imports.done", data: { done: 3 } },
      { kind: "syncs.done", data: { provider: "strava", inserted: 2, updated: 0, deleted: 0 } },
    ]);
  });
});
