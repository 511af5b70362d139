import { vi } from "vitest";
import { asUser, jobActor } from "@/db/client";
import { connect, findConnection } from "@/db/connections";
import { type SyncLease, takeSync } from "@/db/sync-leases";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { type StravaOptions, type StravaSimulator, startStrava } from "@/e2e/simulators/strava/start";
import { runSync, type SyncHost, type SyncOutcome } from "@/integrations/sync";
import { storeTokens } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { strava } from "./client";

const SCOPES = ["read", "activity:read_all", "profile:read_all"];

/** For tests: a Strava whose limits are out of the way. One per file, since the environment is read once. */
export async function aStrava(options: StravaOptions = {}): Promise<StravaSimulator> {
  const simulator = await startStrava({ limits: { overall: [100_000, 100_000], read: [100_000, 100_000] }, ...options });
  vi.stubEnv("STRAVA_CLIENT_ID", "12345");
  vi.stubEnv("STRAVA_CLIENT_SECRET", "strava-secret");
  vi.stubEnv("STRAVA_OAUTH_URL", simulator.oauthUrl);
  vi.stubEnv("STRAVA_API_URL", simulator.apiUrl);
  return simulator;
}

export type Connected = { user: TestUser; athleteId: number };

/** A person who is connected with an athlete of their own. */
export async function connected(
  simulator: StravaSimulator,
  {
    activities = 0,
    seed = 1,
    scopes = SCOPES,
    timeZone = "UTC",
  }: { activities?: number; seed?: number; scopes?: string[]; timeZone?: string } = {},
): Promise<Connected> {
  const athleteId = simulator.control.addAthlete({ activities, seed });
  const user = await testUser({ timeZone });
  const granted = simulator.control.grant({ athleteId, scope: scopes });
  await as(user, async (tx) => {
    await connect(tx, { provider: "strava", scopes, externalId: String(athleteId), externalName: "Ada" });
    await storeTokens(tx, "strava", {
      accessToken: granted.access_token,
      refreshToken: granted.refresh_token,
      tokenType: "Bearer",
      expiresAt: new Date(granted.expires_at * 1000),
    });
  });
  return { user, athleteId };
}

type How = { full?: boolean; host?: Partial<SyncHost> };

/** Takes the lease as a worker does. */
export async function lease({ user }: Pick<Connected, "user">, full = false): Promise<SyncLease> {
  const taken = await asUser(jobActor(user.id, newId(), "sync"), (tx) => takeSync(tx, "strava", newId(), full));
  if (!taken) throw new Error("the connection is taken");
  return taken;
}

/** Syncs once. */
export async function sync(of: Pick<Connected, "user">, { full = false, host }: How = {}): Promise<SyncOutcome> {
  const plain: SyncHost = { now: () => new Date(), stopping: () => false, jitter: () => 0, waits: [1, 1] };
  return runSync(strava, await lease(of, full), "button", { ...plain, ...host });
}

/** How the connection says it is doing. */
export function connection({ user }: Pick<Connected, "user">) {
  return as(user, (tx) => findConnection(tx, "strava"));
}

/** A run or workout as it is stored. */
export type StoredActivity = {
  id: string;
  name: string;
  distance_m: number | null;
  duration_s: number;
  live: boolean;
  version: number;
  shoe_id: string | null;
  provider: Record<string, unknown>;
  time_zone: string;
  type: string;
};

/** All runs and workouts of a person by id, deleted ones too. */
export async function stored({ user }: Pick<Connected, "user">): Promise<Map<string, StoredActivity>> {
  const rows = await ownerQuery<StoredActivity>(
    `select id, name, distance_m, duration_s, deleted_at is null as live, version, shoe_id, provider, time_zone, type from app.runs where user_id = $1
     union all
     select id, title, distance_m, duration_s, deleted_at is null, version, null, provider, time_zone, sport from app.workouts where user_id = $1 order by id`,
    [user.id],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
