import { beforeEach, describe, expect, it } from "vitest";
import { api, makeKey } from "@/app/api/_spec/testing";
import { readRunFilter } from "@/domain/run-filter";
import type { SourceFacts } from "@/domain/source-facts";
import { mergeRuns } from "./merge-by-hand";
import { deleteRun, editRun, undeleteRun } from "./run-edits";
import { listRunRows } from "./run-list";
import { listRunVersions } from "./run-versions";
import { getRun } from "./runs";
import { listSources } from "./source-list";
import { splitRun } from "./split-activities";
import { ownerQuery, type TestUser, testUser } from "./testing";
import { delivered, recording } from "./testing-deliveries";
import { as, makeRun } from "./testing-nouns";

let user: TestUser;
beforeEach(async () => {
  user = await testUser();
});

const live = async () => (await as(user, (tx) => listRunRows(tx, readRunFilter({ order: "asc" })))).rows;
const versionsOf = (id: string) => as(user, (tx) => listRunVersions(tx, id));
const types = async (id: string) => (await versionsOf(id)).map((version) => version.changeType);
const merge = (id: string, other: string, version?: number) => as(user, (tx) => mergeRuns(tx, id, other, { version }));
const bring = (id: string, wish: Partial<SourceFacts> = {}) => as(user, (tx) => delivered(tx, id, recording(wish)));

/** Two recordings of one run that nothing would match by itself: their clocks are two hours apart. */
async function twoRuns(): Promise<[string, string]> {
  await bring("file_1", { name: null, averageHeartRateBpm: null });
  await bring("file_2", { startAt: "2026-11-01T09:00:00.000Z", format: "gpx", name: "Parkrun", averageHeartRateBpm: 150 });
  expect(await live()).toHaveLength(2);
  return ["file_1", "file_2"];
}

describe("merging two runs by hand", () => {
  it("makes them one of all their sources, with a version on both sides", async () => {
    const [first, second] = await twoRuns();
    const merged = await merge(first, second);
    expect(merged).toMatchObject({ id: first, version: 2, name: "Parkrun", averageHeartRateBpm: 150, distanceM: 10_100 });
    expect((await live()).map(({ id }) => id)).toEqual([first]);
    expect((await as(user, (tx) => listSources(tx, { runId: first }))).map(({ id }) => id)).toEqual(["file_1", "file_2"]);
    expect(await types(first)).toEqual(["merge", "original"]);
    expect(await types(second)).toEqual(["merge", "original"]);
    const [[kept], [gone]] = [await versionsOf(first), await versionsOf(second)];
    expect(kept).toMatchObject({ actor: "user", reason: expect.stringContaining("Merged with ‘Parkrun’") });
    expect(gone).toMatchObject({ reason: expect.stringContaining("Merged into"), changedFields: ["deletedAt"] });
    expect(gone?.run.deletedAt).not.toBeNull();
  });

  it("survives that either is brought again, also with news", async () => {
    const [first, second] = await twoRuns();
    await merge(first, second);
    expect(
      await bring("file_2", { startAt: "2026-11-01T09:00:00.000Z", format: "gpx", name: "Parkrun", averageHeartRateBpm: 150 }),
    ).toMatchObject({
      result: "unchanged",
      runId: first,
    });
    expect(await bring("file_1", { name: null, averageHeartRateBpm: null, distanceM: 9_900 })).toMatchObject({
      result: "updated",
      runId: first,
    });
    expect(await live()).toMatchObject([{ id: first, distanceM: 9_900, name: "Parkrun" }]);
  });

  it("keeps the edits of both; of a field that both have, those of the run that stays", async () => {
    const [first, second] = await twoRuns();
    await as(user, (tx) => editRun(tx, first, { name: "Mine" }));
    await as(user, (tx) => editRun(tx, second, { name: "Theirs", notes: "windy", distance: 10_400 }));
    const merged = await merge(first, second);
    expect(merged).toMatchObject({ name: "Mine", notes: "windy", distanceM: 10_400, provider: { distance: 10_100 } });
    expect(new Set(merged.editedFields)).toEqual(new Set(["name", "notes", "distance"]));
  });

  it("can be split again: both are what they were", async () => {
    const [first, second] = await twoRuns();
    await as(user, (tx) => editRun(tx, second, { notes: "windy" }));
    const before = await live();
    await merge(first, second);
    const parts = await as(user, (tx) => splitRun(tx, first));
    expect(parts).toEqual([
      { noun: "run", id: first },
      { noun: "run", id: second },
    ]);
    const state = (rows: typeof before) => rows.map((run) => ({ ...run, version: 0 }));
    expect(state(await live())).toEqual(state(before));
    expect(await types(first)).toEqual(["split", "merge", "original"]);
    expect(await types(second)).toEqual(["split", "merge", "edit", "original"]);
    await merge(second, first);
    expect((await live()).map(({ id }) => id)).toEqual([second]);
  });

  it("is taken back by undeleting the other one, also out of a run that took more in since", async () => {
    const [first, second] = await twoRuns();
    await bring("file_3", { startAt: "2026-11-01T15:00:00.000Z" });
    await merge(second, first);
    await merge("file_3", second);
    expect((await live()).map(({ id }) => id)).toEqual(["file_3"]);
    const back = await as(user, (tx) => undeleteRun(tx, first));
    expect(back).toMatchObject({ id: first, deletedAt: null, distanceM: 10_100 });
    expect((await live()).map(({ id }) => id)).toEqual([first, "file_3"]);
    expect((await as(user, (tx) => listSources(tx, { runId: first }))).map(({ id }) => id)).toEqual(["file_1"]);
    await as(user, (tx) => undeleteRun(tx, second));
    expect((await live()).map(({ id }) => id)).toEqual([first, second, "file_3"]);
  });

  it("takes a split back", async () => {
    await bring("file_1");
    await bring("file_2", { format: "gpx", startAt: "2026-11-01T07:00:05.000Z" });
    const [one] = await live();
    expect(one?.id).toBe("file_1");
    await as(user, (tx) => splitRun(tx, "file_1"));
    expect(await live()).toHaveLength(2);
    await merge("file_1", "file_2");
    expect((await live()).map((run) => ({ ...run, version: 0 }))).toEqual([{ ...one, version: 0 }]);
    // They may be matched again: a third recording of the same run joins them.
    expect(await bring("file_3", { format: "tcx" })).toMatchObject({ result: "duplicate", runId: "file_1" });
  });

  it("of a run that was written down keeps what was typed", async () => {
    const typed = await makeRun(user, { name: "With Grace", notes: "muddy" });
    await bring("file_9", { startAt: "2026-11-01T09:00:00.000Z" });
    const merged = await merge(typed.id, "file_9");
    expect(merged).toMatchObject({
      name: "With Grace",
      distanceM: 10_000,
      averageHeartRateBpm: 150,
      provider: { distance: 10_100 },
    });
    await as(user, (tx) => undeleteRun(tx, "file_9"));
    expect(await as(user, (tx) => getRun(tx, typed.id))).toMatchObject({
      editedFields: [],
      provider: {},
      averageHeartRateBpm: null,
    });
  });
});

describe("a merge that cannot be", () => {
  it("is refused with words: itself, unknown, another's, deleted, merged already, stale", async () => {
    const [first, second] = await twoRuns();
    const other = await testUser();
    const theirs = await makeRun(other, {});
    for (const wrong of [first, "file_77", theirs.id]) {
      await expect(merge(first, wrong)).rejects.toMatchObject({ kind: "invalid", extra: { fields: [{ path: "with" }] } });
    }
    await expect(merge(first, second, 9)).rejects.toMatchObject({
      kind: "conflict",
      extra: { current: { id: first, version: 1 } },
    });
    await as(user, (tx) => deleteRun(tx, second));
    await expect(merge(first, second)).rejects.toMatchObject({ kind: "conflict", message: /Undelete it first/ });
    await expect(merge(second, first)).rejects.toMatchObject({ kind: "not_found" });
    await as(user, (tx) => undeleteRun(tx, second));
    await merge(first, second);
    await expect(merge(first, second)).rejects.toMatchObject({ kind: "conflict", message: "These two are one already." });
    expect((await live()).map(({ id }) => id)).toEqual([first]);
  });

  it("answers by the API with 200, 404, 409 and 422, and is written down", async () => {
    const [first, second] = await twoRuns();
    const call = api(await makeKey(user));
    expect((await call("POST", "/runs/nobody/merge", { with: first })).status).toBe(404);
    expect((await call("POST", `/runs/${first}/merge`, {})).status).toBe(422);
    expect((await call("POST", `/runs/${first}/merge`, { with: "file_77" })).body["errors"]).toMatchObject([{ path: "with" }]);
    expect((await call("POST", `/runs/${first}/merge`, { with: second, version: 5 })).status).toBe(409);
    const merged = await call("POST", `/runs/${first}/merge`, { with: second, version: 1, reason: "two watches" });
    expect(merged).toMatchObject({ status: 200, body: { id: first, version: 2 } });
    expect((await call("POST", `/runs/${first}/merge`, { with: second })).status).toBe(409);
    expect((await call("GET", `/runs/${second}`)).status).toBe(404);
    const [audited] = await ownerQuery(
      "select input, outcome from app.user_actions where user_id = $1 and action = 'runs.merge' and status = 200",
      [user.id],
    );
    expect(audited).toMatchObject({ input: { with: second, reason: "two watches" }, outcome: "success" });
    expect((await call("POST", `/runs/${second}/undelete`)).body).toMatchObject({ id: second, deletedAt: null });
    expect((await call("GET", "/runs")).body["page"]).toMatchObject({ total: 2 });
  });
});

describe("many hands at once", () => {
  it("merge one pair once, whichever way round each of them wants it", async () => {
    for (let round = 0; round < 4; round++) {
      user = await testUser();
      const [first, second] = await twoRuns();
      const tries = [merge(first, second), merge(second, first), merge(first, second), merge(second, first)];
      const results = await Promise.allSettled(tries);
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      for (const result of results) {
        if (result.status === "rejected") expect(["conflict", "not_found"]).toContain(result.reason.kind);
      }
      const [left, ...more] = await live();
      expect(more).toEqual([]);
      expect((await as(user, (tx) => listSources(tx, { runId: left?.id ?? "" }))).map(({ id }) => id)).toEqual([
        "file_1",
        "file_2",
      ]);
    }
  });

  it("lose no edit that is made while two runs are merged", async () => {
    for (let round = 0; round < 4; round++) {
      user = await testUser();
      const [first, second] = await twoRuns();
      const edits = [
        as(user, (tx) => editRun(tx, first, { notes: "on the one" })),
        as(user, (tx) => editRun(tx, second, { name: "On the other" })),
        merge(first, second),
      ];
      const [onFirst, onSecond, merged] = await Promise.allSettled(edits);
      expect([onFirst?.status, merged?.status]).toEqual(["fulfilled", "fulfilled"]);
      // An edit of the other run came before the merge and is kept, or after it and was told that the run is gone.
      const name = onSecond?.status === "fulfilled" ? "On the other" : "Parkrun";
      if (onSecond?.status === "rejected") expect(onSecond.reason).toMatchObject({ kind: "not_found" });
      expect(await live()).toMatchObject([{ id: first, notes: "on the one", name, version: 3 }]);
    }
  });

  it("undelete and merge at the same time, and no run is there twice or not at all", async () => {
    const [first, second] = await twoRuns();
    await merge(first, second);
    await Promise.allSettled([
      as(user, (tx) => undeleteRun(tx, second)),
      merge(first, second),
      as(user, (tx) => undeleteRun(tx, second)),
      as(user, (tx) => splitRun(tx, first)),
    ]);
    const told = await Promise.all((await live()).map((run) => as(user, (tx) => listSources(tx, { runId: run.id }))));
    expect(
      told
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(["file_1", "file_2"]);
  });
});
