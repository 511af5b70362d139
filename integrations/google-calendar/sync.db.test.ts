import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { disconnect, remember } from "@/db/connections";
import { deleteRun, editRun, undeleteRun } from "@/db/run-edits";
import { ownerQuery } from "@/db/testing";
import { as, makeRun } from "@/db/testing-nouns";
import type { GoogleSimulator } from "@/e2e/simulators/google/start";
import { aGoogle, calendarOf, connected, eventsOf, liveRuns, ownCalendar, shown, sync } from "./connected.fixture";

let google: GoogleSimulator;
beforeAll(async () => {
  google = await aGoogle();
});
afterEach(() => {
  google.control.clearFaults();
  google.control.set({ revival: true, perMinute: 1_000_000 });
});
afterAll(() => google.stop());

describe("a run", () => {
  it("becomes an event in a calendar of Almanac's own, and nothing is asked while nothing changes", async () => {
    const ada = await connected(google);
    const run = await makeRun(ada.user, { name: "Parkrun", timeZone: "Europe/Berlin" });
    expect(await calendarOf(ada, run.id)).toEqual({ status: "pending", eventId: null, error: null });
    expect(await sync(ada)).toMatchObject({
      state: "done",
      counts: { fetched: 1, inserted: 1, updated: 0, deleted: 0, failed: 0 },
    });
    const [{ event } = {}] = eventsOf(google, ada);
    expect(event).toMatchObject({
      summary: "Parkrun",
      start: { dateTime: "2026-11-01T08:00:00+01:00", timeZone: "Europe/Berlin" },
      end: { dateTime: "2026-11-01T08:50:00+01:00" },
      transparency: "transparent",
      reminders: { useDefault: false },
    });
    expect(await calendarOf(ada, run.id)).toEqual({ status: "synced", eventId: event?.id, error: null });
    google.requests.clear();
    expect(await sync(ada)).toMatchObject({ state: "done", counts: { asked: 0, fetched: 0 } });
    expect(google.requests.count()).toBe(0);
  });

  it("takes its event along through edits, deletion and undeletion", async () => {
    const ada = await connected(google);
    const run = await makeRun(ada.user);
    await sync(ada);
    await as(ada.user, (tx) => editRun(tx, run.id, { name: "Longer", distance: 12_000 }));
    expect(await calendarOf(ada, run.id)).toMatchObject({ status: "pending" });
    expect(await sync(ada)).toMatchObject({ counts: { inserted: 0, updated: 1 } });
    const [before] = eventsOf(google, ada);
    expect(before?.event).toMatchObject({ summary: "Longer", description: expect.stringContaining("12.00 km") });
    await as(ada.user, (tx) => deleteRun(tx, run.id));
    expect(await sync(ada)).toMatchObject({ counts: { fetched: 0, deleted: 1 } });
    expect(eventsOf(google, ada)).toEqual([]);
    await as(ada.user, (tx) => undeleteRun(tx, run.id));
    expect(await sync(ada)).toMatchObject({ counts: { inserted: 1, deleted: 0 } });
    const [after] = eventsOf(google, ada);
    expect(after).toMatchObject({ runId: run.id, version: 4, event: { id: before?.event.id, summary: "Longer" } });
  });

  it("gets an event of the next generation where Google does not let the deleted one come back", async () => {
    google.control.set({ revival: false });
    const ada = await connected(google);
    const run = await makeRun(ada.user);
    await sync(ada);
    const [first] = eventsOf(google, ada);
    await as(ada.user, (tx) => deleteRun(tx, run.id));
    await sync(ada);
    await as(ada.user, (tx) => undeleteRun(tx, run.id));
    expect(await sync(ada)).toMatchObject({ state: "done", counts: { inserted: 1, failed: 0 } });
    const [second, ...more] = eventsOf(google, ada);
    expect(more).toEqual([]);
    expect(second?.event.id).not.toBe(first?.event.id);
    await as(ada.user, (tx) => deleteRun(tx, run.id));
    await sync(ada);
    expect(eventsOf(google, ada)).toEqual([]);
  });

  it("from before the chosen day stays out, until the person asks for more", async () => {
    const ada = await connected(google);
    const old = await makeRun(ada.user, { startAt: "2019-05-01T07:00:00Z" });
    await makeRun(ada.user);
    await as(ada.user, (tx) => remember(tx, "google", { since: "2026-01-01" }));
    await sync(ada);
    expect(eventsOf(google, ada)).toHaveLength(1);
    expect(await calendarOf(ada, old.id)).toBeNull();
    await as(ada.user, (tx) => remember(tx, "google", { since: null }));
    expect(await sync(ada)).toMatchObject({ counts: { inserted: 1 } });
    expect(shown(google, ada)).toEqual(await liveRuns(ada));
  });

  it("that is gone for good takes its event along", async () => {
    const ada = await connected(google);
    const run = await makeRun(ada.user);
    await sync(ada);
    await ownerQuery("delete from app.runs where user_id = $1 and id = $2", [ada.user.id, run.id]);
    expect(await sync(ada)).toMatchObject({ counts: { deleted: 1 } });
    expect(eventsOf(google, ada)).toEqual([]);
  });
});

describe("what the person does in the calendar", () => {
  it("an event deleted by hand comes back with the next change of its run, and with a full sync", async () => {
    const ada = await connected(google);
    const run = await makeRun(ada.user);
    await sync(ada);
    const calendarId = ownCalendar(google, ada);
    const id = eventsOf(google, ada)[0]?.event.id ?? "";
    google.control.deleteEvent({ account: ada.account, calendarId, id });
    await as(ada.user, (tx) => editRun(tx, run.id, { name: "Again" }));
    await sync(ada);
    expect(eventsOf(google, ada)).toMatchObject([{ version: 2, event: { id, status: "confirmed", summary: "Again" } }]);
    google.control.deleteEvent({ account: ada.account, calendarId, id });
    expect(await sync(ada)).toMatchObject({ counts: { asked: 0 } });
    await sync(ada, { full: true });
    expect(eventsOf(google, ada)).toMatchObject([{ version: 2, event: { id } }]);
  });

  it("an event changed by hand is written over with the next change of its run, and with a full sync", async () => {
    const ada = await connected(google);
    const run = await makeRun(ada.user, { name: "Mine" });
    await sync(ada);
    const where = { account: ada.account, calendarId: ownCalendar(google, ada), id: eventsOf(google, ada)[0]?.event.id ?? "" };
    google.control.editEvent({ ...where, summary: "By hand" });
    await as(ada.user, (tx) => editRun(tx, run.id, { distance: 9_000 }));
    await sync(ada);
    expect(eventsOf(google, ada)).toMatchObject([{ version: 2, event: { summary: "Mine" } }]);
    google.control.editEvent({ ...where, summary: "By hand" });
    await sync(ada, { full: true });
    expect(eventsOf(google, ada)).toMatchObject([{ version: 2, event: { summary: "Mine" } }]);
  });

  it("a calendar deleted by hand is made again with all its events", async () => {
    const ada = await connected(google);
    const runs = [await makeRun(ada.user), await makeRun(ada.user), await makeRun(ada.user)];
    await sync(ada);
    google.control.deleteCalendar({ account: ada.account, calendarId: ownCalendar(google, ada) });
    await as(ada.user, (tx) => editRun(tx, runs[0]?.id ?? "", { name: "Changed" }));
    expect(await sync(ada)).toMatchObject({ state: "done", counts: { inserted: 3, failed: 0 } });
    expect(shown(google, ada)).toEqual(await liveRuns(ada));
    expect(ownCalendar(google, ada)).toBeTruthy();
    google.control.deleteCalendar({ account: ada.account, calendarId: ownCalendar(google, ada) });
    await sync(ada, { full: true });
    expect(shown(google, ada)).toEqual(await liveRuns(ada));
  });

  it("a connection that is ended and made again goes on in the same calendar", async () => {
    const ada = await connected(google);
    const run = await makeRun(ada.user);
    await sync(ada);
    const calendarId = ownCalendar(google, ada);
    await as(ada.user, (tx) => disconnect(tx, "google"));
    await as(ada.user, (tx) => editRun(tx, run.id, { name: "Meanwhile" }));
    await connected(google, ada);
    expect(await sync(ada)).toMatchObject({ counts: { inserted: 0, updated: 1 } });
    expect(ownCalendar(google, ada)).toBe(calendarId);
    expect(eventsOf(google, ada)).toMatchObject([{ version: 2, event: { summary: "Meanwhile" } }]);
  });

  it("another account gets a calendar of its own", async () => {
    const ada = await connected(google);
    await makeRun(ada.user);
    await sync(ada);
    await as(ada.user, (tx) => disconnect(tx, "google"));
    const other = await connected(google, { user: ada.user });
    expect(await sync(other)).toMatchObject({ state: "done", counts: { inserted: 1 } });
    expect(shown(google, other)).toEqual(await liveRuns(ada));
  });
});
