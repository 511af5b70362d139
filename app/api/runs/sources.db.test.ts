import { describe, expect, it } from "vitest";
import { api, makeKey } from "@/app/api/_spec/testing";
import { deliver } from "@/db/deliveries";
import { editRun } from "@/db/run-edits";
import { listRunRows } from "@/db/run-list";
import { listRunVersions, restoreRun } from "@/db/run-versions";
import { getRun } from "@/db/runs";
import { createShoe } from "@/db/shoe-edits";
import { listSources } from "@/db/source-list";
import { type TestUser, testUser } from "@/db/testing";
import { as, makeRun } from "@/db/testing-nouns";
import { manualFacts } from "@/domain/manual-run";
import { newRunSchema } from "@/domain/run-changes";
import { readRunFilter } from "@/domain/run-filter";
import type { SourceFacts } from "@/domain/source-facts";
import { newId } from "@/lib/crypto";

const AT = "2026-11-01T07:00:00Z";

/** A recording of the run that `makeRun` makes, as a watch tells of it. */
function recording(wish: Partial<SourceFacts> = {}): SourceFacts {
  const run = newRunSchema.parse({ name: "Morning Run", startAt: AT, distance: 10_100, duration: 3010 });
  return { ...manualFacts({ ...run, timeZone: "UTC" }, null), format: "fit", averageHeartRateBpm: 150, ...wish };
}

/** Delivers a recording as an import does; the same `id` is the same source, told anew. */
async function bring(user: TestUser, id: string, facts: SourceFacts) {
  const importId = newId();
  return as(user, async (tx) => {
    await tx.query("insert into app.imports (user_id, id, files) values ($1, $2, '[]')", [user.id, importId]);
    const source = { id, source: "file", origin: "file", facts, fileHash: null, track: null } as const;
    const delivery = { seq: 1, file: "a.fit", entry: null, row: null, sources: [source], warnings: [] };
    const [result] = await deliver(tx, { importId, timeZone: "UTC" }, [delivery]);
    return result;
  });
}

describe("a run that is written down", () => {
  it("and its recording are one run: named by the person, measured by the watch", async () => {
    const user = await testUser();
    await as(user, (tx) => createShoe(tx, { name: "Blue" }));
    const run = await makeRun(user, { name: "With Grace", shoeId: "blue" });
    await bring(user, "file_1", recording());
    const { rows } = await as(user, (tx) => listRunRows(tx, readRunFilter({})));
    expect(rows).toMatchObject([{ id: run.id, name: "With Grace", distanceM: 10_100, averageHeartRateBpm: 150, shoeId: "blue" }]);
    expect((await as(user, (tx) => listSources(tx, { runId: run.id }))).map((source) => source.id).sort()).toEqual([
      "file_1",
      run.id,
    ]);
  });

  it("can be taken apart from it again, by the API, and stays apart", async () => {
    const user = await testUser();
    const call = api(await makeKey(user));
    const run = await makeRun(user, { name: "With Grace" });
    expect((await call("POST", `/runs/${run.id}/split`)).status).toBe(409);
    await bring(user, "file_1", recording());
    expect((await call("GET", `/runs/${run.id}`)).body["sources"]).toHaveLength(2);
    expect((await call("POST", `/runs/${run.id}/split`, { sourceId: "file_2" })).status).toBe(422);
    const split = await call("POST", `/runs/${run.id}/split`, {});
    expect(split.status).toBe(201);
    expect(split.body["items"]).toMatchObject([
      { id: run.id, distance: 10_000 },
      { id: "file_1", distance: 10_100 },
    ]);
    await bring(user, "file_1", recording({ distanceM: 10_050 }));
    expect((await call("GET", "/runs")).body["page"]).toMatchObject({ total: 2 });
  });
});

describe("what a person has set", () => {
  it("is not taken back by a later delivery, which is shown beside it", async () => {
    const user = await testUser();
    const result = await bring(user, "file_1", recording());
    const id = result?.runId ?? "";
    await as(user, (tx) => editRun(tx, id, { distance: 10_500, name: "Mine" }));
    await bring(user, "file_1", recording({ distanceM: 9_900, averageHeartRateBpm: 140 }));
    const run = await as(user, (tx) => getRun(tx, id));
    expect(run).toMatchObject({
      distanceM: 10_500,
      name: "Mine",
      averageHeartRateBpm: 140,
      provider: { distance: 9_900, name: "Morning Run" },
    });
  });

  it("by restoring stays, too, whatever the field", async () => {
    const user = await testUser();
    const result = await bring(user, "file_1", recording({ elevationGainM: 50 }));
    const id = result?.runId ?? "";
    await bring(user, "file_1", recording({ distanceM: 9_900, elevationGainM: 80 }));
    const restored = await as(user, (tx) => restoreRun(tx, id, 1));
    expect(restored).toMatchObject({ distanceM: 10_100, elevationGainM: 50, provider: { distance: 9_900, elevationGain: 80 } });
    await bring(user, "file_1", recording({ distanceM: 9_800, elevationGainM: 90, notes: "new" }));
    expect(await as(user, (tx) => getRun(tx, id))).toMatchObject({
      distanceM: 10_100,
      elevationGainM: 50,
      notes: "new",
      provider: { distance: 9_800, elevationGain: 90 },
    });
    const types = (await as(user, (tx) => listRunVersions(tx, id))).map((version) => version.changeType);
    expect(types).toEqual(["sync", "restore", "sync", "original"]);
  });
});
