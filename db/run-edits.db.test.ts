import { describe, expect, it } from "vitest";
import { readRunFilter } from "@/domain/run-filter";
import { updateVersioned } from "./history";
import { sumRuns } from "./run-charts";
import { createRun, deleteRun, editRun, RUNS, undeleteRun } from "./run-edits";
import { listRuns } from "./run-list";
import { runOf, type StoredRun } from "./run-rows";
import { listRunVersions, restoreRun } from "./run-versions";
import { getRun } from "./runs";
import { createShoe } from "./shoe-edits";
import { ownerQuery, testUser } from "./testing";
import { as, makeRun } from "./testing-nouns";

describe("editing a run", () => {
  it("keeps the original, counts the version up and says what changed, by whom and why", async () => {
    const user = await testUser();
    const run = await makeRun(user, { name: "Morning" });
    const edited = await as(user, (tx) => editRun(tx, run.id, { name: "Dawn", distance: 9_800 }, { reason: "GPS drift" }));
    expect(edited).toMatchObject({ name: "Dawn", distanceM: 9_800, version: 2, editedFields: ["name", "distance"] });
    const versions = await as(user, (tx) => listRunVersions(tx, run.id));
    expect(
      versions.map(({ version, changeType, changedFields, reason, actor }) => ({
        version,
        changeType,
        changedFields,
        reason,
        actor,
      })),
    ).toEqual([
      { version: 2, changeType: "edit", changedFields: ["name", "distance"], reason: "GPS drift", actor: "user" },
      { version: 1, changeType: "original", changedFields: [], reason: null, actor: "user" },
    ]);
    expect(versions[1]?.run).toEqual(run);
  });

  it("makes no version where nothing changes", async () => {
    const user = await testUser();
    const run = await makeRun(user, { notes: "easy" });
    const same = { name: run.name, notes: "easy", distance: run.distanceM, startAt: run.startAt, shoeId: null };
    expect(await as(user, (tx) => editRun(tx, run.id, same))).toEqual(run);
    expect(await as(user, (tx) => listRunVersions(tx, run.id))).toHaveLength(1);
  });

  it("moves the run to the day of its own zone", async () => {
    const user = await testUser();
    const run = await makeRun(user, { timeZone: "America/Los_Angeles", startAt: "2026-11-01T17:00:00Z" });
    expect(run.localDate).toBe("2026-11-01");
    const edited = await as(user, (tx) => editRun(tx, run.id, { startAt: new Date("2026-11-02T05:30:00Z") }));
    expect(edited).toMatchObject({ localDate: "2026-11-01", startPrecision: "second" });
    const later = await as(user, (tx) => editRun(tx, run.id, { startAt: new Date("2026-11-02T08:30:00Z") }));
    expect(later.localDate).toBe("2026-11-02");
  });

  it("keeps what the source says of an edited field, and only the first time", async () => {
    const user = await testUser();
    const manual = await makeRun(user, {});
    const run = await as(user, (tx) =>
      updateVersioned<StoredRun>(tx, RUNS, manual.id, { source: "strava" }, { type: "sync", fields: [] }),
    ).then(runOf);
    await as(user, (tx) => editRun(tx, run.id, { distance: 9_000 }));
    const twice = await as(user, (tx) => editRun(tx, run.id, { distance: 9_500 }));
    expect(twice).toMatchObject({ distanceM: 9_500, provider: { distance: 10_000 }, editedFields: ["distance"] });
  });

  it("refuses a shoe that is another's, deleted or unknown", async () => {
    const [user, other] = [await testUser(), await testUser()];
    await as(other, (tx) => createShoe(tx, { name: "Theirs" }));
    const run = await makeRun(user, {});
    await expect(as(user, (tx) => editRun(tx, run.id, { shoeId: "theirs" }))).rejects.toMatchObject({ kind: "invalid" });
    expect((await as(user, (tx) => getRun(tx, run.id))).version).toBe(1);
  });

  it("lets exactly one of many who saw the same version win, and shows the others the run as it is", async () => {
    const user = await testUser();
    const run = await makeRun(user, {});
    const tries = Array.from({ length: 8 }, (_, index) =>
      as(user, (tx) => editRun(tx, run.id, { name: `Name ${index}` }, { version: 1 })),
    );
    const results = await Promise.allSettled(tries);
    const won = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    const lost = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(won).toHaveLength(1);
    expect(lost).toHaveLength(7);
    for (const error of lost) {
      expect(error).toMatchObject({ kind: "conflict", extra: { current: { id: run.id, name: won[0]?.name, version: 2 } } });
    }
    expect(await as(user, (tx) => listRunVersions(tx, run.id))).toHaveLength(2);
  });

  it("loses no edit of those who name no version", async () => {
    const user = await testUser();
    const run = await makeRun(user, {});
    await Promise.all([
      as(user, (tx) => editRun(tx, run.id, { name: "Named" })),
      as(user, (tx) => editRun(tx, run.id, { notes: "Noted" })),
      as(user, (tx) => editRun(tx, run.id, { distance: 5_000 })),
    ]);
    expect(await as(user, (tx) => getRun(tx, run.id))).toMatchObject({
      name: "Named",
      notes: "Noted",
      distanceM: 5_000,
      version: 4,
    });
  });
});

describe("deleting and restoring a run", () => {
  it("takes it out of every list and total, and back", async () => {
    const user = await testUser();
    const run = await makeRun(user, {});
    const count = () =>
      as(user, async (tx) => [(await sumRuns(tx, {})).runs, (await listRuns(tx, readRunFilter({}))).rows.length]);
    await as(user, (tx) => deleteRun(tx, run.id));
    expect(await count()).toEqual([0, 0]);
    await expect(as(user, (tx) => getRun(tx, run.id))).rejects.toMatchObject({ kind: "not_found" });
    await expect(as(user, (tx) => deleteRun(tx, run.id))).rejects.toMatchObject({ kind: "not_found" });
    await expect(as(user, (tx) => editRun(tx, run.id, { name: "x" }))).rejects.toMatchObject({ kind: "not_found" });
    await as(user, (tx) => undeleteRun(tx, run.id));
    expect(await count()).toEqual([1, 1]);
    const types = (await as(user, (tx) => listRunVersions(tx, run.id))).map((version) => version.changeType);
    expect(types).toEqual(["undeletion", "deletion", "original"]);
  });

  it("restores any version as a version of its own, whose fields no sync may take back", async () => {
    const user = await testUser();
    const run = await makeRun(user, { name: "First", notes: "one", timeZone: "Asia/Tokyo", startAt: "2026-11-01T20:00:00Z" });
    await as(user, (tx) => editRun(tx, run.id, { name: "Second", startAt: new Date("2026-10-30T20:00:00Z") }));
    await as(user, (tx) => editRun(tx, run.id, { notes: null }));
    const restored = await as(user, (tx) => restoreRun(tx, run.id, 1));
    expect(restored).toMatchObject({ name: "First", notes: "one", localDate: "2026-11-02", startAt: run.startAt, version: 4 });
    expect(new Set(restored.editedFields)).toEqual(new Set(["name", "startAt", "notes"]));
    const [latest] = await as(user, (tx) => listRunVersions(tx, run.id));
    expect(latest).toMatchObject({ changeType: "restore", changedFields: ["name", "startAt", "notes"] });
    expect((await as(user, (tx) => restoreRun(tx, run.id, 4))).version).toBe(4);
    await expect(as(user, (tx) => restoreRun(tx, run.id, 9))).rejects.toMatchObject({ kind: "not_found" });
    await expect(as(user, (tx) => restoreRun(tx, run.id, 2, { expected: 1 }))).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("the database itself", () => {
  it("refuses a version without its history, a version left as it was, and a history that changes", async () => {
    const user = await testUser();
    const run = await makeRun(user, {});
    const direct = (set: string) =>
      as(user, (tx) => tx.query(`update app.runs set ${set} where user_id = $1 and id = $2`, [user.id, run.id]));
    await expect(direct("name = 'x'")).rejects.toThrow(/raise its version by one/);
    await expect(direct("name = 'x', version = version + 2")).rejects.toThrow(/raise its version by one/);
    await expect(direct("name = 'x', version = version + 1")).rejects.toThrow(/runs_version_fk/);
    await expect(as(user, (tx) => tx.query("delete from app.runs where user_id = $1", [user.id]))).rejects.toThrow(
      /permission denied/,
    );
    for (const verb of ["update app.runs_history set reason = 'x'", "delete from app.runs_history"]) {
      await expect(as(user, (tx) => tx.query(verb, []))).rejects.toThrow(/permission denied/);
    }
    expect(await ownerQuery("select name, version from app.runs where user_id = $1", [user.id])).toEqual([
      { name: "Run", version: 1 },
    ]);
  });

  it("rolls change and history back together", async () => {
    const user = await testUser();
    const run = await makeRun(user, {});
    const failing = as(user, async (tx) => {
      await editRun(tx, run.id, { name: "half" });
      throw new Error("on purpose");
    });
    await expect(failing).rejects.toThrow("on purpose");
    expect(await ownerQuery("select version from app.runs_history where user_id = $1", [user.id])).toEqual([{ version: 1 }]);
  });

  it("keeps a manual run's duration and elapsed time one", async () => {
    const user = await testUser();
    const run = await makeRun(user, {});
    const shorter = await as(user, (tx) => editRun(tx, run.id, { duration: 2_000 }));
    expect(shorter).toMatchObject({ durationS: 2_000, elapsedS: 2_000 });
    const { id } = await as(user, (tx) => createRun(tx, { ...NEW, elapsed: 4_000, timeZone: "UTC" }));
    expect(await as(user, (tx) => editRun(tx, id, { duration: 5_000 }))).toMatchObject({ elapsedS: 5_000 });
  });
});

const NEW = {
  name: "Long",
  type: "Outdoor Run" as const,
  distance: 1,
  duration: 3_000,
  startAt: new Date("2026-11-01T07:00:00Z"),
};
