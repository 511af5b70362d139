import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { connect, findConnection, remember } from "@/db/connections";
import { takeSync } from "@/db/sync-leases";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { as, makeRun } from "@/db/testing-nouns";
import { type Liar, startLiar } from "@/integrations/liar.fixture";
import { runSync } from "@/integrations/sync";
import { storeTokens } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { google } from "./client";
import { OWN_CALENDARS } from "./sync";

let liar: Liar;
beforeAll(async () => {
  liar = await startLiar();
  vi.stubEnv("GOOGLE_CLIENT_ID", "id");
  vi.stubEnv("GOOGLE_CLIENT_SECRET", "secret");
  vi.stubEnv("GOOGLE_CALENDAR_URL", liar.origin);
});
afterAll(() => liar.stop());

async function connected(scope = OWN_CALENDARS): Promise<TestUser> {
  const user = await testUser();
  await makeRun(user);
  await as(user, async (tx) => {
    await connect(tx, { provider: "google", scopes: ["openid", scope], externalId: newId(), externalName: null });
    const expiresAt = new Date(Date.now() + 3_600_000);
    await storeTokens(tx, "google", { accessToken: "access", refreshToken: "refresh", tokenType: "Bearer", expiresAt });
  });
  return user;
}

async function sync(user: TestUser, full = false) {
  const lease = await as(user, (tx) => takeSync(tx, "google", newId(), full));
  if (!lease) throw new Error("the connection is taken");
  return runSync(google, lease, "button", { now: () => new Date(), stopping: () => false, jitter: () => 0, waits: [1, 1] });
}

const json = (value: unknown) => ({ body: JSON.stringify(value) });

/** A calendar that takes everything; `list` says what is in it. */
function says(calendarId: string, etag: string | undefined, list: () => object): void {
  liar.says = ({ pathname }, { method }) => {
    if (pathname === "/calendars" && method === "POST") return json({ id: calendarId });
    if (pathname === "/calendars/mine") return json({ id: calendarId });
    if (pathname === "/calendars/mine/events" && method === "GET") return json(list());
    return json({ id: "event", etag });
  };
}

it("a list of events whose pages repeat themselves is found out", async () => {
  const user = await connected();
  says("mine", '"1"', () => ({ items: [] }));
  expect(await sync(user)).toMatchObject({ state: "done" });
  says("mine", '"1"', () => ({ items: [], nextPageToken: "once more" }));
  liar.asked.length = 0;
  expect(await sync(user, true)).toMatchObject({ state: "failed", reason: expect.stringContaining("has no end") });
  expect(liar.asked.length).toBeLessThan(15);
});

it("a calendar whose name no database can hold is no calendar", async () => {
  const user = await connected();
  says("mi\0ne", '"1"', () => ({ items: [] }));
  expect(await sync(user)).toMatchObject({ state: "failed", reason: expect.stringContaining("something unexpected") });
  expect((await as(user, (tx) => findConnection(tx, "google")))?.syncing).toBe(false);
});

it("an event whose state no database can hold fails by itself", async () => {
  const user = await connected();
  says("mine", '"1\0"', () => ({ items: [] }));
  expect(await sync(user)).toMatchObject({ state: "done", counts: { fetched: 1, failed: 1 } });
  const [row] = await ownerQuery<{ error: string }>("select error from app.synced_runs where user_id = $1", [user.id]);
  expect(row?.error).toContain("something unexpected");
});

it("events without a version are written and written again", async () => {
  const user = await connected();
  says("mine", undefined, () => ({ items: [] }));
  expect(await sync(user)).toMatchObject({ state: "done", counts: { inserted: 1, failed: 0 } });
  await ownerQuery("update app.synced_runs set run_version = 0 where user_id = $1", [user.id]);
  await as(user, (tx) => tx.query("update app.sync_metadata set cursor = '{}' where user_id = $1", [tx.userId]));
  expect(await sync(user)).toMatchObject({ state: "done", counts: { updated: 1, failed: 0 } });
});

it("whether a calendar can be made with another scope for events is for Google to say", async () => {
  says("mine", '"1"', () => ({ items: [] }));
  const events = await connected("https://www.googleapis.com/auth/calendar.events");
  expect(await sync(events)).toMatchObject({ state: "done", counts: { inserted: 1 } });
  const none = await connected("https://www.googleapis.com/auth/userinfo.email");
  expect(await sync(none)).toMatchObject({ state: "refused", reason: expect.stringContaining("box for calendars") });
});

it("runs of any year become events, until a day is chosen", async () => {
  says("mine", '"1"', () => ({ items: [] }));
  const user = await connected();
  await makeRun(user, { startAt: "1999-05-01T08:00:00Z" });
  expect(await sync(user)).toMatchObject({ state: "done", counts: { inserted: 2 } });
  const later = await connected();
  await makeRun(later, { startAt: "1999-05-01T08:00:00Z" });
  await as(later, (tx) => remember(tx, "google", { since: "2000-01-01" }));
  expect(await sync(later)).toMatchObject({ state: "done", counts: { inserted: 1 } });
});
