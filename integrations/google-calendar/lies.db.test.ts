import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { connect, findConnection } from "@/db/connections";
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

async function connected(): Promise<TestUser> {
  const user = await testUser();
  await makeRun(user);
  await as(user, async (tx) => {
    await connect(tx, { provider: "google", scopes: ["openid", OWN_CALENDARS], externalId: newId(), externalName: null });
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
function says(calendarId: string, etag: string, list: () => object): void {
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
