import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasShared, readShared, violations } from "@/e2e/simulators/openapi.fixture";
import { shapeDifferences } from "@/e2e/simulators/shape.fixture";
import { type GoogleSimulator, startGoogle } from "./start";

let google: GoogleSimulator;
let token = "";
let calendarId = "";
let count = 0;
const freshId = () => {
  count += 1;
  return `almanac0run${count}`;
};
async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const init = { method, headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", ...headers } };
  const answer = await fetch(`${google.calendarUrl}${path}`, body === undefined ? init : { ...init, body: JSON.stringify(body) });
  const text = await answer.text();
  return { status: answer.status, text, body: text === "" ? undefined : JSON.parse(text) };
}
const events = (id = "") => `/calendars/${encodeURIComponent(calendarId)}/events${id && `/${id}`}`;
const run = (id: string) => ({
  id,
  summary: "Easy run 8 km",
  description: "8.0 km",
  start: { dateTime: "2026-03-29T07:00:00+02:00", timeZone: "Europe/Berlin" },
  end: { dateTime: "2026-03-29T07:50:00+02:00", timeZone: "Europe/Berlin" },
  extendedProperties: { private: { runId: "r1" } },
});
const reason = (answer: { body: { error: { errors: { reason: string }[] } } }) => answer.body.error.errors[0]?.reason;

beforeAll(async () => {
  google = await startGoogle();
  token = google.control.grant().access_token;
  calendarId = (await ask("POST", "/calendars", { summary: "Almanac", timeZone: "Europe/Berlin" })).body.id;
});
afterAll(() => google.stop());

describe("events", () => {
  it("takes the writer's id once and for ever", async () => {
    const id = freshId();
    expect((await ask("POST", events(), run(id))).body).toMatchObject({ id, status: "confirmed", summary: "Easy run 8 km" });
    const again = await ask("POST", events(), run(id));
    expect([again.status, reason(again)]).toEqual([409, "duplicate"]);
    expect(await ask("DELETE", events(id))).toMatchObject({ status: 204, text: "" });
    const twice = await ask("DELETE", events(id));
    expect([twice.status, reason(twice)]).toEqual([410, "deleted"]);
    expect((await ask("GET", events(id))).body.status).toBe("cancelled");
    expect((await ask("POST", events(), run(id))).status).toBe(409);
    expect((await ask("GET", events(freshId()))).status).toBe(404);
    expect((await ask("DELETE", events(freshId()))).status).toBe(404);
  });

  it("brings a deleted event back by PUT, or refuses when told to", async () => {
    const id = freshId();
    await ask("POST", events(), run(id));
    await ask("DELETE", events(id));
    google.control.set({ revival: false });
    expect((await ask("PUT", events(id), run(id))).status).toBe(403);
    google.control.set({ revival: true });
    expect((await ask("PUT", events(id), run(id))).body.status).toBe("confirmed");
  });

  it("clears with PUT what is not sent, and merges with PATCH", async () => {
    const id = freshId();
    await ask("POST", events(), run(id));
    const patched = await ask("PATCH", events(id), { summary: "Renamed", extendedProperties: { private: { more: "x" } } });
    expect(patched.body).toMatchObject({
      summary: "Renamed",
      description: "8.0 km",
      extendedProperties: { private: { runId: "r1", more: "x" } },
    });
    expect((await ask("PATCH", events(id), { description: null })).body).not.toHaveProperty("description");
    const { start, end } = run(id);
    const put = await ask("PUT", events(id), { summary: "Bare", start, end });
    expect(put.body).not.toHaveProperty("extendedProperties");
    expect(put.body).toMatchObject({ summary: "Bare", sequence: 0, id });
  });

  it("refuses a stale tag, a bad id, and times that make no sense", async () => {
    const id = freshId();
    const { etag } = (await ask("POST", events(), run(id))).body;
    await ask("PATCH", events(id), { summary: "Meanwhile" });
    const stale = await ask("PUT", events(id), run(id), { "If-Match": etag });
    expect([stale.status, reason(stale)]).toEqual([412, "conditionNotMet"]);
    for (const bad of ["wxyz12", "Ab", "run-1", "abc"]) expect(reason(await ask("POST", events(), run(bad)))).toBe("invalid");
    const { start, end } = run("");
    const without = (body: unknown) => ask("POST", events(), body);
    expect(reason(await without({ start }))).toBe("required");
    expect(reason(await without({ start: end, end: start }))).toBe("timeRangeEmpty");
    expect(reason(await without({ start: { date: "2026-01-01" }, end }))).toBe("invalid");
    expect(reason(await without({ start: { date: "2026-01-01" }, end: { date: "2026-01-01" } }))).toBe("timeRangeEmpty");
    expect(reason(await without({ start: { dateTime: "2026-01-01T10:00:00" }, end }))).toBe("invalid");
  });

  it("reads a wall time in its zone, on both sides of the change of clocks", async () => {
    const at = (day: string) => ({ dateTime: `${day}T10:00:00`, timeZone: "Europe/Berlin" });
    const made = await ask("POST", events(), { id: freshId(), start: at("2026-03-28"), end: at("2026-03-29") });
    expect(made.body.start.dateTime).toBe("2026-03-28T10:00:00+01:00");
    expect(made.body.end.dateTime).toBe("2026-03-29T10:00:00+02:00");
  });

  it("lists in pages, finds by private property, and tells deletions to a sync token", async () => {
    const own = (await ask("POST", "/calendars", { summary: "List" })).body.id;
    const list = (query: string) => ask("GET", `/calendars/${encodeURIComponent(own)}/events?${query}`);
    const ids = [freshId(), freshId(), freshId()];
    for (const id of ids)
      await ask("POST", `/calendars/${own}/events`, { ...run(id), extendedProperties: { private: { runId: id } } });
    const first = (await list("maxResults=2")).body;
    const second = (await list(`maxResults=2&pageToken=${first.nextPageToken}`)).body;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second).not.toHaveProperty("nextPageToken");
    expect((await list(`privateExtendedProperty=runId%3D${ids[1]}`)).body.items.map(({ id }: { id: string }) => id)).toEqual([
      ids[1],
    ]);
    google.control.advance({ seconds: 10 });
    const { nextSyncToken } = (await list("")).body;
    google.control.advance({ seconds: 10 });
    google.control.deleteEvent({ calendarId: own, id: ids[0] ?? "" });
    expect((await list(`syncToken=${nextSyncToken}`)).body.items).toMatchObject([{ id: ids[0], status: "cancelled" }]);
    expect((await list("")).body.items).toHaveLength(2);
    const bad = await list("syncToken=nonsense");
    expect([bad.status, reason(bad)]).toEqual([410, "fullSyncRequired"]);
  });

  it("keeps the narrow scope away from the person's own calendar", async () => {
    expect((await ask("GET", "/calendars/primary/events")).status).toBe(404);
    token = google.control.grant({ scope: ["https://www.googleapis.com/auth/calendar.events"] }).access_token;
    expect((await ask("GET", "/calendars/primary/events")).status).toBe(200);
    token = google.control.grant().access_token;
  });

  it("creates although the answer is lost, so that the retry is a duplicate", async () => {
    const id = freshId();
    google.control.fault({ fault: "after_answer_drop", method: "POST", path: "/events", times: 1 });
    await expect(ask("POST", events(), run(id))).rejects.toThrow();
    expect((await ask("POST", events(), run(id))).status).toBe(409);
  });

  it("slows a person down with 403, and on command with 429", async () => {
    google.control.set({ perMinute: 2 });
    google.control.advance({ seconds: 61 });
    const answers = [await ask("GET", events()), await ask("GET", events()), await ask("GET", events())];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 403]);
    expect(reason(answers[2] ?? { body: { error: { errors: [] } } })).toBe("userRateLimitExceeded");
    google.control.set({ perMinute: 600 });
    google.control.fault({ fault: "429", times: 1 });
    expect(reason(await ask("GET", events()))).toBe("rateLimitExceeded");
  });
});

describe.skipIf(!hasShared)("answers as the document and the samples have them", () => {
  const spec = () => readShared("specs/google_calendar/calendar_openapi3.json");
  it("calendar, event and list", async () => {
    const id = freshId();
    const made = await ask("POST", events(), run(id));
    expect(violations(spec(), "post", "/calendars/{calendarId}/events", made.body)).toEqual([]);
    // The sample carries another application's private property.
    const differences = shapeDifferences(readShared("fixtures/google_calendar/constructed__event_inserted.json"), made.body);
    expect(differences.filter((line) => !line.startsWith("extendedProperties.private."))).toEqual([]);
    expect(violations(spec(), "get", "/calendars/{calendarId}/events", (await ask("GET", events())).body)).toEqual([]);
    const calendar = await ask("GET", `/calendars/${encodeURIComponent(calendarId)}`);
    expect(violations(spec(), "get", "/calendars/{calendarId}", calendar.body)).toEqual([]);
  });

  it("refusals word for word", async () => {
    const samples = readShared("fixtures/google_calendar/constructed__errors.json") as { status: number; body: unknown }[];
    const id = freshId();
    await ask("POST", events(), run(id));
    expect((await ask("POST", events(), run(id))).body).toEqual(samples.find(({ status }) => status === 409)?.body);
    await ask("DELETE", events(id));
    expect(samples.map(({ body }) => body)).toContainEqual((await ask("DELETE", events(id))).body);
    expect(samples.map(({ body }) => body)).toContainEqual((await ask("GET", events(freshId()))).body);
    google.control.expireTokens();
    expect((await ask("GET", events())).body).toEqual(samples.find(({ status }) => status === 401)?.body);
  });
});
