import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliver } from "@/db/deliveries";
import { deleteRun, editRun } from "@/db/run-edits";
import { getRun } from "@/db/runs";
import { listSources } from "@/db/source-list";
import { delivered, recording } from "@/db/testing-deliveries";
import type { Summary } from "@/e2e/simulators/strava/types";
import { newId } from "@/lib/crypto";
import { ago, idOf, stravaSite } from "./strava-site.fixture";

let site: Awaited<ReturnType<typeof stravaSite>>;
beforeAll(async () => {
  site = await stravaSite();
});
afterAll(() => site.close());

describe("what a person did", () => {
  it("stays: edited fields are theirs, and Strava's word is shown beside them", async () => {
    const person = await site.connected();
    const run = site.addRun(person, { name: "Morning Run" });
    await site.sync(person);
    await site.as(person, (tx) => editRun(tx, idOf(run), { name: "Race", distance: 10_100 }, {}));
    site.strava.control.editActivity({
      athleteId: person.athleteId,
      id: run.id,
      name: "Lunch Run",
      total_elevation_gain: 77,
      distance: 9_900,
    });
    await site.sync(person);
    const row = await site.as(person, (tx) => getRun(tx, idOf(run)));
    expect(row).toMatchObject({ name: "Race", distanceM: 10_100, elevationGainM: 77 });
    expect(row.provider).toMatchObject({ name: "Lunch Run", distance: 9_900 });
  });

  it("stays deleted, also in a full sync", async () => {
    const person = await site.connected();
    const run = site.addRun(person);
    await site.sync(person);
    await site.as(person, (tx) => deleteRun(tx, idOf(run), {}));
    site.strava.control.editActivity({ athleteId: person.athleteId, id: run.id, name: "Look at me" });
    const { counts } = await site.sync(person, { full: true });
    expect(counts).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 });
    expect((await site.stored(person)).get(idOf(run))).toMatchObject({ live: false });
    expect((await site.stored(person)).size).toBe(1);
  });
});

describe("a deletion at Strava", () => {
  it("deletes what nobody else tells of, says why, and brings it back with its edits when it comes again", async () => {
    const person = await site.connected();
    site.addRun(person, { start_date: ago(4), name: "Stays" });
    const run = site.addRun(person);
    await site.sync(person);
    await site.as(person, (tx) => editRun(tx, idOf(run), { name: "Race" }, {}));
    site.strava.control.deleteActivity({ athleteId: person.athleteId, id: run.id });
    expect((await site.sync(person)).counts).toMatchObject({ deleted: 1, unchanged: 1 });
    expect((await site.stored(person)).get(idOf(run))).toMatchObject({ live: false, name: "Race" });
    const versions = () =>
      site.query<{ change_type: string; actor: string; reason: string }>(
        "select change_type, actor, reason from app.runs_history where user_id = $1 and run_id = $2 order by version desc",
        [person.actor.userId, idOf(run)],
      );
    expect((await versions())[0]).toEqual({ change_type: "deletion", actor: "sync", reason: "Deleted at Strava" });
    expect((await site.sync(person)).counts).toMatchObject({ deleted: 0 });
    site.addRun(person, { id: run.id });
    expect((await site.sync(person)).counts).toMatchObject({ inserted: 1 });
    expect((await site.stored(person)).get(idOf(run))).toMatchObject({ live: true, name: "Race" });
    expect((await site.stored(person)).size).toBe(2);
  });

  it("takes Strava's part out of a run that a file tells of as well", async () => {
    const person = await site.connected();
    const start = ago(2);
    const run = site.addRun(person, { start_date: start, name: "Named at Strava", average_heartrate: 150 });
    await site.as(person, (tx) => delivered(tx, "file_1", recording({ startAt: new Date(start).toISOString(), name: null })));
    expect((await site.sync(person)).counts).toMatchObject({ fetched: 1, updated: 1 });
    expect((await site.stored(person)).get("file_1")).toMatchObject({ name: "Named at Strava" });
    site.strava.control.deleteActivity({ athleteId: person.athleteId, id: run.id });
    expect((await site.sync(person)).counts.deleted).toBe(1);
    const [row] = [...(await site.stored(person)).values()];
    expect(row).toMatchObject({ id: "file_1", live: true, distance_m: 10_100 });
    expect(row?.name).not.toBe("Named at Strava");
  });

  it("is not believed of a list that leaves something out", async () => {
    const person = await site.connected({ activities: 20 });
    await site.sync(person);
    const hidden = site.atStrava(person)[3];
    if (!hidden) throw new Error("no activity");
    // The list answers as if the activity began before all others; its own address still knows it.
    const athlete = site.strava.state.athletes.get(person.athleteId);
    const kept = athlete?.activities.get(hidden.id);
    if (!athlete || !kept) throw new Error("no activity");
    kept.startMs = 0;
    athlete.activities.delete(hidden.id);
    athlete.activities.set(hidden.id, kept);
    site.addRun(person);
    const { counts } = await site.sync(person);
    expect(counts.deleted).toBe(0);
    expect((await site.stored(person)).get(idOf(hidden))?.live).toBe(true);
  });

  it("is what a narrow consent sees of an activity that became private", async () => {
    const scopes = ["read", "activity:read"];
    const person = await site.connected({ scopes });
    site.addRun(person, { start_date: ago(5) });
    const run = site.addRun(person);
    await site.sync(person);
    site.strava.control.editActivity({ athleteId: person.athleteId, id: run.id, private: true });
    expect((await site.sync(person)).counts.deleted).toBe(1);
    site.strava.control.editActivity({ athleteId: person.athleteId, id: run.id, private: false });
    expect((await site.sync(person)).counts.inserted).toBe(1);
  });
});

describe("an archive of Strava's", () => {
  it("and the API meet in one run, whichever comes first, and each keeps its word", async () => {
    for (const apiFirst of [true, false]) {
      const person = await site.connected();
      const run = site.addRun(person, { name: "At Strava" });
      const archive = () => site.as(person, (tx) => archived(tx, run));
      if (apiFirst) await site.sync(person);
      await archive();
      if (!apiFirst) await site.sync(person);
      await site.sync(person, { full: true });
      await archive();
      const { version } = await site.as(person, (tx) => getRun(tx, idOf(run)));
      await archive();
      await site.sync(person, { full: true });
      expect((await site.as(person, (tx) => getRun(tx, idOf(run)))).version).toBe(version);
      const told = await site.as(person, (tx) => listSources(tx, { runId: idOf(run) }));
      expect(told.map(({ origin, facts }) => `${origin} ${facts.format}`).sort()).toEqual([
        "api strava_api",
        "export strava_csv",
      ]);
      expect((await site.stored(person)).size).toBe(1);
    }
  });
});

async function archived(tx: Parameters<typeof delivered>[0], run: Summary) {
  const importId = newId();
  await tx.query("insert into app.imports (user_id, id, files) values ($1, $2, '[]')", [tx.userId, importId]);
  const facts = recording({
    format: "strava_csv",
    startAt: new Date(run.start_date).toISOString(),
    name: "In the archive",
    distanceM: 9990,
  });
  const source = { id: idOf(run), source: "strava", origin: "export", facts, fileHash: null, track: null } as const;
  return deliver(tx, { importId, timeZone: "UTC" }, [
    { seq: 1, file: "a.csv", entry: null, row: 1, sources: [source], warnings: [] },
  ]);
}
