import { randomUUID } from "node:crypto";
import { vi } from "vitest";
import { ownDatabase } from "@/bin/test/own-database";
import { createAccount } from "@/db/accounts";
import { type Actor, asUser, atDoor, jobActor, type Tx } from "@/db/client";
import { type Connection, connect, findConnection } from "@/db/connections";
import { closePools } from "@/db/pool";
import { type SyncLease, takeSync } from "@/db/sync-leases";
import { parseUserId } from "@/domain/users";
import { type StravaOptions, type StravaSimulator, startStrava } from "@/e2e/simulators/strava/start";
import type { Summary } from "@/e2e/simulators/strava/types";
import { runSync, type SyncHost, type SyncOutcome } from "@/integrations/sync";
import { storeTokens } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { strava as contract } from "./client";

const SCOPES = ["read", "activity:read_all", "profile:read_all"];

/** A person who is connected with an athlete of their own. */
export type Connected = { actor: Actor; athleteId: number };

/** A run or workout as it is stored. */
export type StoredActivity = {
  id: string;
  name: string;
  distance_m: number | null;
  duration_s: number;
  live: boolean;
  version: number;
  type: string;
};

/** The id that an activity of Strava's has here. */
export const idOf = ({ id }: { id: number }) => `strava_${id}`;

/** An instant so many days ago, as Strava writes it. */
export const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().replace(/\.\d+Z/, "Z");

/**
 * For tests: a Strava and a database for one file alone, since limits count for an application and all its people. Its own limits are out
 * of the way unless they are what is tested. Call it before anything else asks for the environment.
 */
export async function stravaSite(options: StravaOptions = {}) {
  const database = await ownDatabase();
  const { query } = database;
  const strava: StravaSimulator = await startStrava({ limits: { overall: [1e5, 1e5], read: [1e5, 1e5] }, ...options });
  const environment = {
    ...database.environment,
    STRAVA_CLIENT_ID: "12345",
    STRAVA_CLIENT_SECRET: "strava-secret",
    STRAVA_OAUTH_URL: strava.oauthUrl,
    STRAVA_API_URL: strava.apiUrl,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const site = {
    strava,
    query,
    /** Works in a transaction of a person. */
    as: <T>({ actor }: Connected, work: (tx: Tx) => Promise<T>) => asUser({ ...actor, hand: "user" }, work),
    async connected({
      activities = 0,
      scopes = SCOPES,
      seed = 1,
    }: {
      activities?: number;
      scopes?: string[];
      seed?: number;
    } = {}): Promise<Connected> {
      const athleteId = strava.control.addAthlete({ activities, seed });
      const userId = parseUserId(randomUUID());
      const account = { userId, email: `${userId}@example.test`, passwordHash: "none", name: "Ada", timeZone: "UTC" };
      await atDoor(newId(), (tx) => createAccount(tx, account, "open"));
      const actor = jobActor(userId, newId(), "sync");
      const granted = strava.control.grant({ athleteId, scope: scopes });
      await asUser(actor, async (tx) => {
        await connect(tx, { provider: "strava", scopes, externalId: String(athleteId), externalName: "Ada" });
        await storeTokens(tx, "strava", {
          accessToken: granted.access_token,
          refreshToken: granted.refresh_token,
          tokenType: "Bearer",
          expiresAt: new Date(granted.expires_at * 1000),
        });
      });
      return { actor, athleteId };
    },
    /** Takes the lease as a worker does. */
    async lease({ actor }: Connected, full = false): Promise<SyncLease> {
      const taken = await asUser(actor, (tx) => takeSync(tx, "strava", newId(), full));
      if (!taken) throw new Error("the connection is taken");
      return taken;
    },
    /** Syncs once. */
    async sync(of: Connected, { full = false, ...host }: { full?: boolean } & Partial<SyncHost> = {}): Promise<SyncOutcome> {
      const plain: SyncHost = { now: () => new Date(), stopping: () => false, jitter: () => 0, waits: [1, 1] };
      return runSync(contract, await site.lease(of, full), "button", { ...plain, ...host });
    },
    /** How the connection says it is doing. */
    connection: ({ actor }: Connected): Promise<Connection | null> => asUser(actor, (tx) => findConnection(tx, "strava")),
    /** All runs and workouts of a person by id, deleted ones too. */
    async stored({ actor }: Connected): Promise<Map<string, StoredActivity>> {
      const rows = await query<StoredActivity>(
        `select id, name, distance_m, duration_s, deleted_at is null as live, version, type from app.runs where user_id = $1
         union all
         select id, title, distance_m, duration_s, deleted_at is null, version, sport from app.workouts where user_id = $1`,
        [actor.userId],
      );
      return new Map(rows.map((row) => [row.id, row]));
    },
    /** How many things Strava has told of. */
    async sources({ actor }: Connected): Promise<number> {
      const text = "select count(*)::integer as count from app.activity_sources where user_id = $1";
      return (await query<{ count: number }>(text, [actor.userId]))[0]?.count ?? 0;
    },
    atStrava: ({ athleteId }: Connected): Summary[] => strava.control.activities({ athleteId }),
    /** A plain run of an athlete, two days ago. */
    addRun({ athleteId }: Connected, more: Partial<Summary> & { description?: string } = {}): Summary {
      const run = { sport_type: "Run", type: "Run", distance: 10_000, moving_time: 3000, elapsed_time: 3100, gear_id: null };
      const plain = { manual: false, trainer: false, private: false };
      return strava.control.addActivity({ athleteId, start_date: ago(2), ...run, ...plain, ...more });
    },
    /** How many requests a piece of work makes, of one address or all. */
    async asked(work: () => Promise<unknown>, part?: string): Promise<number> {
      const before = strava.requests.count(part);
      await work();
      return strava.requests.count(part) - before;
    },
    async close(): Promise<void> {
      await strava.stop();
      await closePools();
      await database.drop();
    },
  };
  return site;
}
