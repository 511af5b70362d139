import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { createAccount } from "@/db/accounts";
import { asUser, atDoor, jobActor } from "@/db/client";
import { connect } from "@/db/connections";
import { takeSync } from "@/db/sync-leases";
import { parseUserId, type UserId } from "@/domain/users";
import { strava } from "@/integrations/strava/client";
import { runSync, type SyncOutcome } from "@/integrations/sync";
import { storeTokens } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { executionMs, loginOf, resetCounters, type Scratch, scratchDatabase } from "./database";
import { report } from "./report";

const ACTIVITIES = 10_000;
const PER_PAGE = 200;
const ROUNDS = 5;

export type Grant = { access_token: string; refresh_token: string; expires_at: number; athlete_id: number };
type Simulator = { env: Record<string, string>; control: (command: object) => Promise<unknown>; process: ChildProcess };

/** Strava as a process of its own: what it costs to make the pages is nobody's figure. */
export async function simulator(athletes: readonly object[] = [{ activities: ACTIVITIES }]): Promise<Simulator> {
  const limits = { overall: [1e6, 1e6], read: [1e6, 1e6] };
  const options = { strava: { athletes, limits } };
  const child = spawn(process.execPath, ["--import", "tsx", "e2e/simulators/main.ts"], {
    env: { ...process.env, SIM_OPTIONS: JSON.stringify(options) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const line = await new Promise<string>((told) => createInterface({ input: child.stdout }).once("line", told));
  const { origins, env } = JSON.parse(line) as { origins: { strava: string }; env: Record<string, string> };
  const control = async (command: object) => {
    const answer = await fetch(`${origins.strava}/__control`, { method: "POST", body: JSON.stringify(command) });
    return ((await answer.json()) as { result: unknown }).result;
  };
  return { env, control, process: child };
}

/** Fetches and parses every page, and does nothing with it. Milliseconds. */
async function bare(api: string, token: string): Promise<number> {
  const started = performance.now();
  for (let page = 1; ; page++) {
    const answer = await fetch(`${api}/athlete/activities?per_page=${PER_PAGE}&page=${page}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if ((JSON.parse(await answer.text()) as unknown[]).length === 0) return performance.now() - started;
  }
}

/** Somebody who is connected. */
export async function person(grant: Grant): Promise<UserId> {
  const userId = parseUserId(randomUUID());
  const account = { userId, email: `${userId}@example.test`, passwordHash: "none", name: "Bench", timeZone: "UTC" };
  await atDoor(newId(), (tx) => createAccount(tx, account, "open"));
  await asUser(jobActor(userId, newId(), "sync"), async (tx) => {
    const scopes = ["read", "activity:read_all", "profile:read_all"];
    await connect(tx, { provider: "strava", scopes, externalId: String(grant.athlete_id), externalName: "Ada" });
    await storeTokens(tx, "strava", {
      accessToken: grant.access_token,
      refreshToken: grant.refresh_token,
      tokenType: "Bearer",
      expiresAt: new Date(grant.expires_at * 1000),
    });
  });
  return userId;
}

async function syncing(userId: UserId): Promise<{ ms: number; outcome: SyncOutcome }> {
  const lease = await asUser(jobActor(userId, newId(), "sync"), (tx) => takeSync(tx, "strava", newId(), false));
  if (!lease) throw new Error("the connection is taken");
  const started = performance.now();
  const outcome = await runSync(strava, lease, "button", { now: () => new Date(), stopping: () => false, jitter: () => 0 });
  return { ms: performance.now() - started, outcome };
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

async function figures(scratch: Scratch, sim: Simulator): Promise<void> {
  const api = sim.env["STRAVA_API_URL"] ?? "";
  const grant = (await sim.control({ do: "grant" })) as Grant;
  // Details and samples are work for later and no part of this figure.
  await sim.control({ do: "fault", fault: "429", path: "/api/v3/activities/" });
  await bare(api, grant.access_token);
  await syncing(await person(grant));
  const [references, syncs]: [number[], number[]] = [[], []];
  let last = await person(grant);
  for (let round = 0; round < ROUNDS; round++) {
    last = await person(grant);
    references.push(await bare(api, grant.access_token));
    const { ms, outcome } = await syncing(last);
    if (outcome.counts.inserted !== ACTIVITIES) throw new Error(`the sync brought ${outcome.counts.inserted}: ${outcome.reason}`);
    syncs.push(ms);
  }
  const [reference, sync] = [median(references), median(syncs)];
  const beside = `fetch and JSON.parse of the same pages ${Math.round(reference)} ms, sync ${Math.round(sync)} ms`;
  report(`strava-${ACTIVITIES}-activities`, sync / reference, "times", beside, 2);
  await syncing(last);
  const databaseMs: number[] = [];
  let fetched = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await resetCounters(scratch);
    const { outcome } = await syncing(last);
    fetched = outcome.counts.fetched;
    databaseMs.push((await executionMs(scratch, loginOf(scratch.url))).ms);
  }
  report("strava-nothing-new-database", median(databaseMs), "ms", `${fetched} activities looked at`, 10);
}

/** A whole history against fetching it, and a sync that finds nothing new. */
export async function stravaSync(): Promise<void> {
  const scratch = await scratchDatabase();
  const sim = await simulator();
  Object.assign(process.env, sim.env);
  process.env["TOKEN_ENCRYPTION_KEYS"] ??= Buffer.alloc(32, 7).toString("base64");
  try {
    await figures(scratch, sim);
  } finally {
    sim.process.kill();
    await scratch.drop();
  }
}
