import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { findSession } from "@/db/accounts";
import { connect } from "@/db/connections";
import { createTask } from "@/db/task-edits";
import { ownerQuery, type TestUser, testUser, webQuery } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { newTaskSchema } from "@/domain/tasks";
import { startStrava } from "@/e2e/simulators/strava/start";
import { journalPath, keepExchange } from "@/integrations/token-journal";
import { storeTokens } from "@/integrations/tokens";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";
import { again } from "./again";
import { endConnection } from "./connections";
import { eraseAccount } from "./erase";

const strava = await startStrava();
vi.stubEnv("STRAVA_CLIENT_ID", "12345");
vi.stubEnv("STRAVA_CLIENT_SECRET", "strava-secret");
vi.stubEnv("STRAVA_OAUTH_URL", strava.oauthUrl);
vi.stubEnv("STRAVA_API_URL", strava.apiUrl);
const folder = mkdtempSync(join(tmpdir(), "almanac-erase-"));
vi.stubEnv("ALMANAC_DATA_DIR", folder);
afterAll(async () => {
  await strava.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A person with two connections, for both of which an answer of the provider's was kept that nobody has fetched. */
async function connected(): Promise<TestUser> {
  const user = await testUser();
  for (const provider of ["strava", "google"] as const) {
    await as(user, async (tx) => {
      await connect(tx, { provider, scopes: [], externalId: newId(), externalName: null });
      await storeTokens(tx, provider, { accessToken: "a", refreshToken: "r", tokenType: null, expiresAt: null });
    });
    keepExchange(journalPath(user.id, provider, 1), { status: 200, text: "{}" }, env().TOKEN_ENCRYPTION_KEYS ?? [], "r");
  }
  return user;
}

const kept = ({ id }: TestUser) => ["strava", "google"].map((provider) => existsSync(journalPath(id, provider, 1)));

async function erase({ id }: TestUser): Promise<void> {
  const secret = newSecret();
  await webQuery("select door.create_session($1, $2, $3, 60, null, 'test')", [newId(), sha256(secret), id]);
  const visitor = await findSession(sha256(secret));
  if (!visitor) throw new Error("there is no session");
  await eraseAccount({ requestId: newId(), ip: null, userAgent: "test" }, visitor);
}

it("an account that is erased gives back what its person let us do elsewhere", async () => {
  const ada = await testUser();
  const granted = strava.control.grant({});
  await as(ada, async (tx) => {
    await connect(tx, { provider: "strava", scopes: [], externalId: String(granted.athlete_id), externalName: null });
    const [accessToken, refreshToken] = [granted.access_token, granted.refresh_token];
    await storeTokens(tx, "strava", { accessToken, refreshToken, tokenType: "Bearer", expiresAt: new Date(Date.now() + 9e6) });
  });
  const look = () => fetch(`${strava.apiUrl}/athlete`, { headers: { authorization: `Bearer ${granted.access_token}` } });
  expect((await look()).status).toBe(200);
  await erase(ada);
  expect((await look()).status).toBe(401);
});

it("an owner who has to stay keeps what is connected", async () => {
  await testUser();
  const owner = await testUser({ role: "owner" });
  await as(owner, (tx) => connect(tx, { provider: "hevy", scopes: [], externalId: "x", externalName: null }));
  await expect(erase(owner)).rejects.toThrow("the owner’s stays");
  expect(await ownerQuery("select provider from app.integrations where user_id = $1", [owner.id])).toEqual([
    { provider: "hevy" },
  ]);
  await ownerQuery("update door.accounts set role = 'member' where user_id = $1", [owner.id]);
});

it("an account that is erased leaves no tokens on disk, and nobody else's go with it", async () => {
  const [ada, bob] = [await connected(), await connected()];
  await erase(ada);
  expect(await ownerQuery("select 1 from door.accounts where user_id = $1", [ada.id])).toEqual([]);
  expect([kept(ada), kept(bob)]).toEqual([
    [false, false],
    [true, true],
  ]);
});

it("a connection that is ended leaves none of its own", async () => {
  const ada = await connected();
  const tell = await as(ada, (tx) => endConnection(tx, "strava"));
  expect(kept(ada)).toEqual([true, true]);
  await tell();
  expect(kept(ada)).toEqual([false, true]);
});

it("nothing stays of what was being written while the account was erased, and what comes later is refused", async () => {
  const ada = await testUser();
  const at = { now: new Date("2026-11-21T10:00:00Z"), today: "2026-11-21" };
  const write = (title: string) => again(() => as(ada, (tx) => createTask(tx, newTaskSchema.parse({ title }), at)));
  await write("Before");
  let erased: Promise<void> | undefined;
  await as(ada, async (tx) => {
    await createTask(tx, newTaskSchema.parse({ title: "Meanwhile" }), at);
    let over = false;
    erased = erase(ada).finally(() => {
      over = true;
    });
    const waits = () =>
      ownerQuery(
        `select 1 from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()
          and (a.query like '%app.users where user_id%' or a.query like '%own_account_delete%')`,
      );
    while (!over && (await waits()).length === 0);
  });
  await erased;
  for (const table of ["tasks", "tasks_history", "user_activity", "user_actions"])
    expect(await ownerQuery(`select 1 from app.${table} where user_id = $1`, [ada.id]), table).toEqual([]);
  await expect(write("After")).rejects.toMatchObject({ kind: "unauthenticated" });
});
