import { vi } from "vitest";
import { connect, findConnection } from "@/db/connections";
import { type SyncLease, takeSync } from "@/db/sync-leases";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { type HevySimulator, startHevy } from "@/e2e/simulators/hevy/start";
import { runSync, type SyncHost, type SyncOutcome } from "@/integrations/sync";
import { storeTokens } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { hevy } from "./client";

/** For tests: a Hevy. One per file, since the environment is read once. */
export async function aHevy(): Promise<HevySimulator> {
  const simulator = await startHevy();
  vi.stubEnv("HEVY_API_URL", simulator.origin);
  return simulator;
}

export type Connected = { user: TestUser; apiKey: string };

/** A person who is connected with an account of their own that has so many workouts. */
export async function connected(simulator: HevySimulator, { workouts = 0, seed = 1, timeZone = "UTC" } = {}): Promise<Connected> {
  const apiKey = simulator.control.addAccount({ workouts, seed, apiKey: newId() });
  const user = await testUser({ timeZone });
  await as(user, async (tx) => {
    await connect(tx, { provider: "hevy", scopes: [], externalId: apiKey, externalName: "Ada" });
    await storeTokens(tx, "hevy", { accessToken: apiKey, refreshToken: null, tokenType: null, expiresAt: null });
  });
  return { user, apiKey };
}

/** Takes the lease as a worker does. */
async function lease({ user }: Connected, full: boolean): Promise<SyncLease> {
  const taken = await as(user, (tx) => takeSync(tx, "hevy", newId(), full));
  if (!taken) throw new Error("the connection is taken");
  return taken;
}

/** Syncs once. */
export async function sync(of: Connected, { full = false, host }: { full?: boolean; host?: Partial<SyncHost> } = {}) {
  const plain: SyncHost = { now: () => new Date(), stopping: () => false, jitter: () => 0, waits: [1, 1] };
  const outcome: SyncOutcome = await runSync(hevy, await lease(of, full), "button", { ...plain, ...host });
  return outcome;
}

/** How the connection says it is doing. */
export function connection({ user }: Connected) {
  return as(user, (tx) => findConnection(tx, "hevy"));
}

/** Ends a lease as time does. */
export async function expireLease({ user }: Connected): Promise<void> {
  await ownerQuery("update app.sync_metadata set lease_until = now() - interval '1 second' where user_id = $1", [user.id]);
}

/** A session as it is stored, with how many sets it has in the table of sets. */
export type StoredSession = {
  id: string;
  hevy_id: string | null;
  title: string;
  start: string;
  volume_kg: number;
  live: boolean;
  version: number;
  sets: number;
  origin: string;
  local_date: string;
};

/** All sessions of a person, deleted ones too, oldest first. */
export function stored({ user }: Pick<Connected, "user">): Promise<StoredSession[]> {
  return ownerQuery<StoredSession>(
    `select id, hevy_id, title, to_char(start_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"') as start, volume_kg,
      deleted_at is null as live, version, origin, local_date::text,
      (select count(*)::integer from app.strength_sets s where s.user_id = w.user_id and s.workout_id = w.id) as sets
      from app.strength_workouts w where user_id = $1 order by start_at, id`,
    [user.id],
  );
}
