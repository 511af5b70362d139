import { vi } from "vitest";
import { connect, findConnection } from "@/db/connections";
import { type SyncLease, takeSync } from "@/db/sync-leases";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { listStats, type WakaTimeStats } from "@/db/wakatime-stats";
import { startWakaTime, type WakaTimeOptions, type WakaTimeSimulator } from "@/e2e/simulators/wakatime/start";
import type { PersonOptions } from "@/e2e/simulators/wakatime/state";
import { runSync, type SyncHost, type SyncOutcome } from "@/integrations/sync";
import { storeTokens } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { wakatime } from "./client";

const SCOPES = ["email", "read_stats", "read_summaries", "read_heartbeats"];

/** For tests: a WakaTime. One per file, since the environment is read once. */
export async function aWakaTime(options: WakaTimeOptions = {}): Promise<WakaTimeSimulator> {
  const simulator = await startWakaTime({ people: [], perFiveMinutes: 1_000_000, ...options });
  vi.stubEnv("WAKATIME_CLIENT_ID", "waka-client");
  vi.stubEnv("WAKATIME_CLIENT_SECRET", "waka_sec_test");
  vi.stubEnv("WAKATIME_OAUTH_URL", simulator.oauthUrl);
  vi.stubEnv("WAKATIME_API_URL", simulator.apiUrl);
  vi.stubEnv("ALLOW_PRIVATE_HOSTS", "true");
  return simulator;
}

export type Connected = { user: TestUser; person: string };

type Options = PersonOptions & { scopes?: string[]; zone?: string };

/** Somebody who is connected with a person of their own at WakaTime; `zone` is theirs here. */
export async function connected(sim: WakaTimeSimulator, { scopes = SCOPES, zone = "UTC", ...options }: Options = {}) {
  const { id: person } = sim.control.addPerson({ id: newId(), ...options });
  const user = await testUser({ timeZone: zone });
  const granted = sim.control.grant({ person, scope: scopes });
  await as(user, async (tx) => {
    await connect(tx, { provider: "wakatime", scopes, externalId: person, externalName: "Ada" });
    await storeTokens(tx, "wakatime", {
      accessToken: granted.access_token,
      refreshToken: granted.refresh_token,
      tokenType: granted.token_type,
      expiresAt: new Date(granted.expires_at),
    });
  });
  return { user, person } satisfies Connected;
}

type Of = Pick<Connected, "user">;

/** Takes the lease as a worker does. */
async function lease({ user }: Of, full: boolean): Promise<SyncLease> {
  const taken = await as(user, (tx) => takeSync(tx, "wakatime", newId(), full));
  if (!taken) throw new Error("the connection is taken");
  return taken;
}

/** Syncs once. */
export async function sync(of: Of, { full = false, host }: { full?: boolean; host?: Partial<SyncHost> } = {}) {
  const plain: SyncHost = { now: () => new Date(), stopping: () => false, jitter: () => 0, waits: [1, 1] };
  const outcome: SyncOutcome = await runSync(wakatime, await lease(of, full), "button", { ...plain, ...host });
  return outcome;
}

/** How the connection says it is doing. */
export function connection({ user }: Of) {
  return as(user, (tx) => findConnection(tx, "wakatime"));
}

/** The statistics that are kept, by type. */
export async function statsOf({ user }: Of): Promise<Map<string, WakaTimeStats>> {
  return new Map((await as(user, listStats)).map((stats) => [stats.type, stats]));
}

/** The days that WakaTime told, in microseconds. */
export async function daysOf({ user }: Of, source = "wakatime"): Promise<Map<string, number>> {
  const rows = await ownerQuery<{ date: string; us: string }>(
    "select date::text, total_us as us from app.coding_days where user_id = $1 and source = $2 order by date",
    [user.id, source],
  );
  return new Map(rows.map(({ date, us }) => [date, Number(us)]));
}

/** The time of one day by the names of a dimension. */
export async function sharesOf(
  { user }: Of,
  date: string,
  dimension: string,
  source = "wakatime",
): Promise<Record<string, number>> {
  const rows = await ownerQuery<{ name: string; us: string }>(
    `select c.${dimension} as name, sum(s.us) as us from app.coding_slices s
      join app.coding_combos c on c.user_id = s.user_id and c.id = s.combo_id
      where s.user_id = $1 and s.date = $2 and s.source = $3 and c.${dimension} is not null group by 1`,
    [user.id, date, source],
  );
  return Object.fromEntries(rows.map(({ name, us }) => [name, Number(us)]));
}
