import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ago, type Connected, idOf, stravaSite } from "./strava-site.fixture";

let site: Awaited<ReturnType<typeof stravaSite>>;
beforeAll(async () => {
  site = await stravaSite();
  // Details have tests of their own.
  site.strava.control.fault({ fault: "429", path: "/streams" });
});
afterAll(() => site.close());

/** What is stored, in the words of the list, so that the two can be compared. */
async function matches(person: Connected): Promise<void> {
  const rows = await site.stored(person);
  const live = [...rows.values()].filter((row) => row.live);
  expect(live.map(({ id }) => id).sort()).toEqual(site.atStrava(person).map(idOf).sort());
  for (const activity of site.atStrava(person)) {
    expect(rows.get(idOf(activity))).toMatchObject({ name: activity.name, duration_s: activity.moving_time });
  }
}

describe("a full sync", () => {
  it("brings every activity once, runs as runs and all else as workouts", async () => {
    const person = await site.connected({ activities: 450 });
    const { counts, state, reason } = await site.sync(person);
    expect([state, reason]).toEqual(["done", null]);
    expect(counts).toMatchObject({ fetched: 450, inserted: 450, updated: 0, failed: 0 });
    await matches(person);
    const rows = await site.stored(person);
    for (const activity of site.atStrava(person)) {
      const isRun = /Run$/.test(activity.sport_type);
      const row = rows.get(idOf(activity));
      if (isRun)
        expect(row?.type).toBe(activity.sport_type === "VirtualRun" || activity.trainer ? "Treadmill Run" : "Outdoor Run");
      else expect(row?.type).not.toMatch(/Run$/);
    }
  });

  it("asks on where a page is short, and stops where nothing more comes", async () => {
    site.strava.control.set({ shortPages: [1] });
    const person = await site.connected({ activities: 230 });
    const { counts } = await site.sync(person);
    site.strava.control.set({ shortPages: [] });
    expect(counts.inserted).toBe(230);
  });

  it("misses nothing of what shares its second with the end of a page", async () => {
    const person = await site.connected();
    for (let n = 0; n < 206; n++) {
      const start_date = ago(10 + (n < 199 ? n : n < 203 ? 199 : n));
      site.strava.control.addActivity({ athleteId: person.athleteId, start_date, sport_type: "Run", type: "Run" });
    }
    await site.sync(person);
    expect(await site.sources(person)).toBe(206);
    await matches(person);
  });

  it("finds what came, changed and went since, and changes nothing else", async () => {
    const person = await site.connected({ activities: 260 });
    await site.sync(person);
    const [first, second, third] = site.atStrava(person).slice(240);
    if (!first || !second || !third) throw new Error("too few activities");
    site.strava.control.editActivity({ athleteId: person.athleteId, id: first.id, name: "Another name" });
    site.strava.control.deleteActivity({ athleteId: person.athleteId, id: second.id });
    site.addRun(person, { start_date: ago(300), id: third.id + 5000 });
    const { counts } = await site.sync(person, { full: true });
    expect(counts).toMatchObject({ fetched: 260, inserted: 1, updated: 1, unchanged: 258, deleted: 1 });
    await matches(person);
  });
});

describe("a sync that finds nothing new", () => {
  it("asks no more than three times", async () => {
    site.strava.control.clearFaults();
    for (const activities of [0, 3, 60]) {
      const person = await site.connected({ activities });
      for (let n = 0; n < 1 + activities / 50; n++) await site.sync(person);
      expect(await site.asked(() => site.sync(person)), `${activities} activities`).toBeLessThanOrEqual(3);
      const { counts } = await site.sync(person);
      expect(counts).toMatchObject({ inserted: 0, updated: 0, deleted: 0, failed: 0 });
    }
    site.strava.control.fault({ fault: "429", path: "/streams" });
  });
});

describe("an incremental sync", () => {
  it("finds new activities, late uploads of the last days and edits", async () => {
    const person = await site.connected({ activities: 80 });
    await site.sync(person);
    site.addRun(person, { start_date: ago(0.2) });
    site.addRun(person, { start_date: ago(3.33) });
    const edited = site.atStrava(person)[6];
    if (!edited) throw new Error("no activity");
    site.strava.control.editActivity({ athleteId: person.athleteId, id: edited.id, distance: 4321 });
    const { counts } = await site.sync(person);
    expect(counts).toMatchObject({ inserted: 2, updated: 1 });
    expect((await site.stored(person)).get(idOf(edited))?.distance_m).toBe(4321);
  });

  it("goes back as far as it has to after a long time", async () => {
    const person = await site.connected({ activities: 30 });
    await site.sync(person);
    for (let n = 0; n < 120; n++) site.addRun(person, { start_date: ago(-0.01 * n + 1.3) });
    const { counts } = await site.sync(person);
    expect(counts.inserted + counts.updated).toBe(120);
    expect(await site.sources(person)).toBe(site.atStrava(person).length);
  });

  it("comes by old changes within days, a page of the past a day", async () => {
    const person = await site.connected({ activities: 120 });
    await site.sync(person);
    const old = site.atStrava(person)[110];
    if (!old) throw new Error("no activity");
    site.strava.control.editActivity({ athleteId: person.athleteId, id: old.id, distance: 999 });
    site.addRun(person, { start_date: ago(165.5) });
    const { counts } = await site.sync(person, { now: () => new Date(Date.now() + 22 * 3_600_000) });
    expect(counts.inserted).toBe(1);
    expect((await site.stored(person)).get(idOf(old))?.distance_m).toBe(999);
  });
});

describe("the connection", () => {
  it("asks for nothing it was not granted, and says what to do", async () => {
    const person = await site.connected({ scopes: ["read"] });
    expect(await site.asked(() => site.sync(person))).toBe(0);
    expect(await site.connection(person)).toMatchObject({ state: "scope_missing" });
    expect((await site.connection(person))?.reason).toContain("View data about your activities");
  });
});
