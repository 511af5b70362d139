import { describe, expect, it } from "vitest";
import { api, makeKey } from "@/app/api/_spec/testing";
import { editRun } from "@/db/run-edits";
import { listRunRows } from "@/db/run-list";
import { listRunVersions, restoreRun } from "@/db/run-versions";
import { getRun } from "@/db/runs";
import { createShoe } from "@/db/shoe-edits";
import { listSources } from "@/db/source-list";
import { type TestUser, testUser } from "@/db/testing";
import { delivered, recording } from "@/db/testing-deliveries";
import { as, makeRun } from "@/db/testing-nouns";
import { readRunFilter } from "@/domain/run-filter";
import type { SourceFacts } from "@/domain/source-facts";

const bring = (user: TestUser, id: string, facts: SourceFacts) => as(user, (tx) => delivered(tx, id, facts));

describe("a run that is written down", () => {
  it("and its recording are one run: what was typed stays the person's, the rest is the watch's", async () => {
    const user = await testUser();
    await as(user, (tx) => createShoe(tx, { name: "Blue" }));
    const run = await makeRun(user, { name: "With Grace", shoeId: "blue" });
    await bring(user, "file_1", recording());
    const { rows } = await as(user, (tx) => listRunRows(tx, readRunFilter({})));
    expect(rows).toMatchObject([
      {
        id: run.id,
        name: "With Grace",
        distanceM: 10_000,
        durationS: 3000,
        averageHeartRateBpm: 150,
        shoeId: "blue",
        provider: { distance: 10_100, duration: 3010 },
      },
    ]);
    expect(rows[0]?.editedFields).toEqual(["name", "startAt", "distance", "duration", "shoeId"]);
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

  it("goes back to the source by a button, field by field, and then follows it again", async () => {
    const user = await testUser();
    const call = api(await makeKey(user));
    const id = (await bring(user, "file_1", recording()))?.runId ?? "";
    await as(user, (tx) => editRun(tx, id, { distance: 10_500, name: "Mine", duration: 4000 }));
    await bring(user, "file_1", recording({ distanceM: 9_900 }));
    const use = (fields: unknown, version?: number) => call("POST", `/runs/${id}/use-source`, { fields, version });
    expect((await use(["notes"])).status).toBe(422);
    expect((await use([])).status).toBe(422);
    expect((await use(["distance"], 1)).status).toBe(409);
    const back = await use(["distance", "duration"], 3);
    expect(back).toMatchObject({
      status: 200,
      body: { distance: 9_900, duration: 3010, elapsed: 3010, name: "Mine", editedFields: ["name"], version: 4 },
    });
    expect(back.body["provider"]).toEqual({ name: "Morning Run" });
    const [latest] = await as(user, (tx) => listRunVersions(tx, id));
    expect(latest).toMatchObject({ changeType: "edit", actor: "user" });
    expect(latest?.changedFields).toEqual(expect.arrayContaining(["distance", "duration"]));
    await bring(user, "file_1", recording({ distanceM: 9_800, name: "Evening Run" }));
    expect(await as(user, (tx) => getRun(tx, id))).toMatchObject({ distanceM: 9_800, name: "Mine" });
  });

  it("stays even where it is what the source says, until the person gives it back", async () => {
    const user = await testUser();
    const call = api(await makeKey(user));
    const id = (await bring(user, "file_1", recording()))?.runId ?? "";
    await as(user, (tx) => editRun(tx, id, { distance: 10_500 }));
    await as(user, (tx) => restoreRun(tx, id, 1));
    await bring(user, "file_1", recording({ distanceM: 9_900 }));
    expect(await as(user, (tx) => getRun(tx, id))).toMatchObject({ distanceM: 10_100, provider: { distance: 9_900 } });
    expect((await call("POST", `/runs/${id}/use-source`, { fields: ["distance"] })).body).toMatchObject({ distance: 9_900 });
    await bring(user, "file_1", recording({ distanceM: 9_800 }));
    expect(await as(user, (tx) => getRun(tx, id))).toMatchObject({ distanceM: 9_800, editedFields: [], provider: {} });
  });

  it("cannot go back to a source that is the person alone", async () => {
    const user = await testUser();
    const run = await makeRun(user, {});
    await as(user, (tx) => editRun(tx, run.id, { distance: 9_000 }));
    const call = api(await makeKey(user));
    expect((await call("POST", `/runs/${run.id}/use-source`, { fields: ["distance"] })).status).toBe(409);
  });
});
