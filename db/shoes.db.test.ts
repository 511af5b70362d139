import { describe, expect, it } from "vitest";
import { updateVersioned } from "./history";
import { deleteRun, RUNS } from "./run-edits";
import { getRun } from "./runs";
import { createShoe, deleteShoe, listShoeVersions, retireShoe, undeleteShoe, unretireShoe, updateShoe } from "./shoe-edits";
import { comparePaces, getShoe, listShoeNames, listShoePaces, listShoes } from "./shoes";
import { testUser } from "./testing";
import { as, makeRun } from "./testing-nouns";

const TODAY = "2026-11-20";

describe("shoes", () => {
  it("count their starting distance and the runs that are not deleted", async () => {
    const user = await testUser();
    await as(user, (tx) => createShoe(tx, { name: "Blue Fox 3", startingDistance: 120_000, limit: 800_000 }));
    await makeRun(user, { shoeId: "blue_fox_3", distance: 8_000, startAt: "2026-01-05T07:00:00Z" });
    await makeRun(user, { shoeId: "blue_fox_3", distance: 12_000, startAt: "2026-11-10T07:00:00Z" });
    const gone = await makeRun(user, { shoeId: "blue_fox_3", distance: 50_000 });
    await as(user, (tx) => deleteRun(tx, gone.id));
    const shoe = await as(user, (tx) => getShoe(tx, "blue_fox_3", TODAY));
    expect(shoe).toMatchObject({ distanceM: 140_000, runs: 2, firstRun: "2026-01-05", lastRun: "2026-11-10", recentM: 12_000 });
    // 660 km are left; 12 km in 56 days: 3,080 days.
    expect(shoe).toMatchObject({ forecastDate: "2035-04-27", warning: null });
    expect(await as(user, (tx) => listShoes(tx, {}, TODAY))).toEqual([shoe]);
  });

  it("cannot have one name or one id twice, and say which shoe has it", async () => {
    const user = await testUser();
    await as(user, (tx) => createShoe(tx, { name: "Red Kite" }));
    for (const name of ["Red Kite", "red-kite", " RED  KITE!"]) {
      await expect(as(user, (tx) => createShoe(tx, { name }))).rejects.toMatchObject({ kind: "conflict", message: /“Red Kite”/ });
    }
    await as(user, (tx) => createShoe(tx, { name: "Other" }));
    await expect(as(user, (tx) => updateShoe(tx, "other", { name: "Red Kite" }))).rejects.toMatchObject({ kind: "conflict" });
    await as(user, (tx) => deleteShoe(tx, "red_kite"));
    await expect(as(user, (tx) => createShoe(tx, { name: "Red Kite" }))).rejects.toMatchObject({ message: /deleted/ });
  });

  it("are created once when two ask at once", async () => {
    const user = await testUser();
    const tries = Array.from({ length: 6 }, () => as(user, (tx) => createShoe(tx, { name: "Twin" })));
    const results = await Promise.allSettled(tries);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ kind: "conflict" });
  });

  it("let one of two editors win", async () => {
    const user = await testUser();
    await as(user, (tx) => createShoe(tx, { name: "Pair" }));
    const results = await Promise.allSettled([
      as(user, (tx) => updateShoe(tx, "pair", { notes: "left" }, 1)),
      as(user, (tx) => retireShoe(tx, "pair", { retiredAt: new Date("2026-11-01T12:00:00Z"), version: 1 })),
      as(user, (tx) => deleteShoe(tx, "pair", 1)),
    ]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await as(user, (tx) => listShoeVersions(tx, "pair"))).toHaveLength(2);
  });

  it("retire and come back, and keep it in their history", async () => {
    const user = await testUser();
    await as(user, (tx) => createShoe(tx, { name: "Old", limit: 500_000 }));
    await makeRun(user, { shoeId: "old", startAt: "2026-11-19T07:00:00Z" });
    const retiredAt = new Date("2026-11-18T12:00:00Z");
    await as(user, (tx) => retireShoe(tx, "old", { retiredAt, retirementNotes: "sole is gone" }));
    expect(await as(user, (tx) => listShoes(tx, { retired: false }, TODAY))).toEqual([]);
    const [retired] = await as(user, (tx) => listShoes(tx, { retired: true }, TODAY));
    expect(retired).toMatchObject({ retiredAt, retirementNotes: "sole is gone", forecastDate: null, warning: null, version: 2 });
    const again = { retiredAt: new Date("2026-11-20T12:00:00Z") };
    await expect(as(user, (tx) => retireShoe(tx, "old", again))).rejects.toMatchObject({
      kind: "conflict",
      message: /since 2026-11-18/,
      extra: { current: { retiredAt } },
    });
    expect(await as(user, (tx) => listShoeVersions(tx, "old"))).toHaveLength(2);
    await as(user, (tx) => updateShoe(tx, "old", { ...again, retirementNotes: "and the heel" }));
    expect(await as(user, (tx) => getShoe(tx, "old", TODAY))).toMatchObject({ ...again, retirementNotes: "and the heel" });
    await as(user, (tx) => unretireShoe(tx, "old"));
    await expect(as(user, (tx) => updateShoe(tx, "old", again))).rejects.toMatchObject({ kind: "invalid" });
    expect(await as(user, (tx) => getShoe(tx, "old", TODAY))).toMatchObject({ retiredAt: null, retirementNotes: null });
    const fields = (await as(user, (tx) => listShoeVersions(tx, "old"))).map((version) => version.changedFields);
    const both = ["retiredAt", "retirementNotes"];
    expect(fields).toEqual([both, both, both, []]);
  });

  it("leave lists when deleted, while their runs still say which shoe it was", async () => {
    const user = await testUser();
    await as(user, (tx) => createShoe(tx, { name: "Gone" }));
    const run = await makeRun(user, { shoeId: "gone" });
    await as(user, (tx) => deleteShoe(tx, "gone"));
    expect(await as(user, (tx) => listShoes(tx, {}, TODAY))).toEqual([]);
    expect(await as(user, (tx) => listShoes(tx, { deleted: true }, TODAY))).toHaveLength(1);
    await expect(as(user, (tx) => getShoe(tx, "gone", TODAY))).rejects.toMatchObject({ kind: "not_found" });
    await expect(as(user, (tx) => updateShoe(tx, "gone", { notes: "x" }))).rejects.toMatchObject({ kind: "not_found" });
    expect(await as(user, (tx) => getRun(tx, run.id))).toMatchObject({ shoeId: "gone", shoeName: "Gone", shoeDeleted: true });
    expect(await as(user, (tx) => listShoeNames(tx))).toEqual([{ id: "gone", name: "Gone", retired: false, deleted: true }]);
    await as(user, (tx) => undeleteShoe(tx, "gone"));
    expect((await as(user, (tx) => getShoe(tx, "gone", TODAY))).runs).toBe(1);
  });

  it("show pace by month and side by side", async () => {
    const user = await testUser();
    await as(user, (tx) => createShoe(tx, { name: "A" }));
    await makeRun(user, {
      shoeId: "a",
      distance: 10_000,
      duration: 3000,
      averageHeartRate: 150,
      startAt: "2026-09-30T23:30:00Z",
      timeZone: "Europe/Berlin",
    });
    await makeRun(user, { shoeId: "a", distance: 5_000, duration: 1800, startAt: "2026-10-15T07:00:00Z" });
    const belt = await makeRun(user, { shoeId: "a", duration: 900, startAt: "2026-10-16T07:00:00Z" });
    // Nobody can write such a run down; a recording on a belt may know no distance.
    await as(user, (tx) => updateVersioned(tx, RUNS, belt.id, { distance_m: 0 }, { type: "sync", fields: ["distance"] }));
    expect(await as(user, (tx) => listShoePaces(tx, "a"))).toEqual([
      { month: "2026-10-01", runs: 2, distanceM: 15_000, durationS: 4800, averageHeartRateBpm: 150 },
    ]);
    expect(await as(user, (tx) => comparePaces(tx))).toMatchObject([{ shoeId: "a", distanceM: 15_000 }]);
  });
});
