import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { until } from "@/bin/test/until";
import { jobActor } from "@/db/client";
import { connect } from "@/db/connections";
import { findTokens, putTokens } from "@/db/provider-tokens";
import { ownerQuery, type TestUser, testDatabase, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { type StravaSimulator, startStrava } from "@/e2e/simulators/strava/start";
import { newId } from "@/lib/crypto";
import { isSealedWithNewest, seal } from "@/lib/seal";
import { journalPath } from "./token-journal";
import { simulatedClient } from "./token-user.fixture";
import { freshTokens, readTokens, resealWithNewest, storeTokens } from "./tokens";

/** Before anything asks for the environment: two keys, the newest first, and a data folder of our own. */
const [newKey, oldKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const folder = mkdtempSync(join(tmpdir(), "almanac-tokens-"));
vi.stubEnv("TOKEN_ENCRYPTION_KEYS", `${newKey.toString("base64")},${oldKey.toString("base64")}`);
vi.stubEnv("ALMANAC_DATA_DIR", folder);

let strava: StravaSimulator;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  // The programs as they run beside the server: killed ones must have started fast.
  await build({
    entryPoints: { user: "integrations/token-user.fixture.ts", "build/courier": "integrations/courier.ts" },
    outdir: join(process.cwd(), ".data", "tokens-test"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["pg-native"],
    banner: { js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);' },
    logLevel: "error",
  });
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(process.cwd(), ".data", "tokens-test"), { recursive: true, force: true });
});

/** A person whose token at a Strava of their own has run out. */
async function expired(): Promise<{ user: TestUser; refresher: Parameters<typeof freshTokens>[2] }> {
  strava = await startStrava();
  const user = await testUser();
  const granted = strava.control.grant({});
  strava.control.expireTokens({});
  await as(user, async (tx) => {
    await connect(tx, { provider: "strava", scopes: ["read"], externalId: String(granted.athlete_id), externalName: null });
    await storeTokens(tx, "strava", {
      accessToken: granted.access_token,
      refreshToken: granted.refresh_token,
      tokenType: "Bearer",
      expiresAt: new Date(Date.now() - 1000),
    });
  });
  return {
    user,
    refresher: { client: simulatedClient(strava.oauthUrl), redirectUri: "http://localhost/", now: () => new Date() },
  };
}

const actorOf = (user: TestUser) => jobActor(user.id, newId(), "sync");

/** Another process that uses the token so many times at once. */
function startUser(user: TestUser, count: number): { child: ChildProcess; told: Promise<string[]> } {
  const place = join(process.cwd(), ".data", "tokens-test");
  const child = spawn(process.execPath, [join(place, "user.mjs"), "use-token", user.id, strava.oauthUrl, String(count)], {
    cwd: place,
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  const told = once(child, "close").then(() => JSON.parse(text === "" ? "[]" : text) as string[]);
  return { child, told };
}

const isHeld = async (user: TestUser) => {
  const [row] = await ownerQuery("select 1 from app.provider_tokens where user_id = $1 and refresh_id is not null", [user.id]);
  return row !== undefined;
};

/** The right of somebody who is no more runs out at once instead of in forty seconds. */
const forget = (user: TestUser) =>
  ownerQuery("update app.provider_tokens set refresh_until = now() - interval '1 second' where user_id = $1", [user.id]);

/** Whether the simulated Strava takes a token. */
async function works(accessToken: string): Promise<boolean> {
  return (await fetch(`${strava.apiUrl}/athlete`, { headers: { authorization: `Bearer ${accessToken}` } })).status === 200;
}

describe("a token that ran out", () => {
  it("is exchanged once by fifty users at the same moment, in one process and in five", async () => {
    const { user, refresher } = await expired();
    const elsewhere = Array.from({ length: 4 }, () => startUser(user, 10));
    const here = await Promise.all(Array.from({ length: 10 }, () => freshTokens(actorOf(user), "strava", refresher)));
    const got = [...here.map(({ accessToken }) => accessToken), ...(await Promise.all(elsewhere.map(({ told }) => told))).flat()];
    expect(got).toHaveLength(50);
    expect(new Set(got).size).toBe(1);
    expect(strava.requests.count("/oauth/token")).toBe(1);
    expect(await works(got[0] ?? "")).toBe(true);
    await strava.stop();
  });

  it("is not lost when its user is killed between the answer and the commit", async () => {
    const { user, refresher } = await expired();
    strava.control.fault({ fault: "held" });
    const { child } = startUser(user, 1);
    await until(() => isHeld(user), "the right to exchange is taken");
    // The commit cannot happen: somebody holds the row.
    const holder = new pg.Client({ connectionString: testDatabase().adminUrl });
    await holder.connect();
    await holder.query("begin");
    await holder.query("select from app.provider_tokens where user_id = $1 for update", [user.id]);
    strava.control.release();
    await until(() => existsSync(journalPath(user.id, "strava", 1)), "the answer is written down");
    child.kill("SIGKILL");
    await once(child, "close");
    await holder.query("rollback");
    await holder.end();
    await forget(user);
    const found = await freshTokens(actorOf(user), "strava", refresher);
    expect(found.generation).toBe(2);
    expect(strava.requests.count("/oauth/token")).toBe(1);
    expect(await works(found.accessToken)).toBe(true);
    expect(existsSync(journalPath(user.id, "strava", 1))).toBe(false);
    await strava.stop();
  });

  it("is not lost when its user is killed while the provider answers: the courier lives on", async () => {
    const { user, refresher } = await expired();
    strava.control.fault({ fault: "held" });
    const { child } = startUser(user, 1);
    await until(() => strava.requests.count("/oauth/token") === 1, "the tokens are exchanged");
    child.kill("SIGKILL");
    await once(child, "close");
    expect(existsSync(journalPath(user.id, "strava", 1))).toBe(false);
    strava.control.release();
    await until(() => existsSync(journalPath(user.id, "strava", 1)), "the courier writes the answer down");
    await forget(user);
    const found = await freshTokens(actorOf(user), "strava", refresher);
    expect(strava.requests.count("/oauth/token")).toBe(1);
    expect(await works(found.accessToken)).toBe(true);
    await strava.stop();
  });

  it("asks for a new connection when the provider does not know the refresh token any more, and keeps what it has", async () => {
    const { user, refresher } = await expired();
    strava.control.revokeAccess({});
    await expect(freshTokens(actorOf(user), "strava", refresher)).rejects.toMatchObject({ kind: "needs_reconnect" });
    strava.control.fault({ fault: "500", times: 1, path: "/oauth/token" });
    await expect(freshTokens(actorOf(user), "strava", refresher)).rejects.toMatchObject({ kind: "transient" });
    expect((await as(user, (tx) => readTokens(tx, "strava")))?.generation).toBe(1);
    await strava.stop();
  });
});

describe("secrets at rest", () => {
  it("hold nothing that can be read, and open only in their own place", async () => {
    const { user } = await expired();
    const [row] = await ownerQuery<{ sealed: Buffer }>("select sealed from app.provider_tokens where user_id = $1", [user.id]);
    const tokens = await as(user, (tx) => readTokens(tx, "strava"));
    expect(row?.sealed.includes(tokens?.accessToken ?? "?")).toBe(false);
    const other = await testUser();
    await as(other, async (tx) => {
      await connect(tx, { provider: "strava", scopes: [], externalId: null, externalName: null });
      await putTokens(tx, "strava", { sealed: row?.sealed ?? Buffer.alloc(0), tokenType: null, expiresAt: null, generation: 1 });
    });
    await expect(as(other, (tx) => readTokens(tx, "strava"))).rejects.toThrow();
    await strava.stop();
  });

  it("are put under the newest key, and stay what they are", async () => {
    const user = await testUser();
    const secret = JSON.stringify({ accessToken: "a", refreshToken: "r" });
    await as(user, async (tx) => {
      await connect(tx, { provider: "hevy", scopes: [], externalId: null, externalName: null });
      const sealed = seal(secret, `${user.id} hevy 1`, [oldKey]);
      await putTokens(tx, "hevy", { sealed, tokenType: null, expiresAt: null, generation: 1 });
    });
    expect(await as(user, (tx) => resealWithNewest(tx, "hevy"))).toBe(true);
    const stored = await as(user, (tx) => findTokens(tx, "hevy"));
    expect(isSealedWithNewest(stored?.sealed ?? Buffer.alloc(0), [newKey])).toBe(true);
    expect(await as(user, (tx) => readTokens(tx, "hevy"))).toMatchObject({ accessToken: "a", refreshToken: "r" });
    expect(await as(user, (tx) => resealWithNewest(tx, "hevy"))).toBe(false);
  });
});
