import { vi } from "vitest";
import { asUser, jobActor } from "@/db/client";
import { connect, findConnection } from "@/db/connections";
import { getRunEvenDeleted } from "@/db/runs";
import { type SyncLease, takeSync } from "@/db/sync-leases";
import { calendarStateOf } from "@/db/synced-runs";
import { type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { type GoogleOptions, type GoogleSimulator, startGoogle } from "@/e2e/simulators/google/start";
import type { CalendarEvent } from "@/e2e/simulators/google/types";
import { runSync, type SyncHost, type SyncOutcome } from "@/integrations/sync";
import { storeTokens } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { google } from "./client";
import { OWN_CALENDARS } from "./sync";

/** For tests: a Google. One per file, since the environment is read once. */
export async function aGoogle(options: GoogleOptions = {}): Promise<GoogleSimulator> {
  const simulator = await startGoogle({ accounts: [], perMinute: 1_000_000, ...options });
  for (const [name, value] of Object.entries(environmentOf(simulator))) vi.stubEnv(name, value);
  return simulator;
}

/** What a process needs to find this Google. */
function environmentOf(simulator: GoogleSimulator): Record<string, string> {
  return {
    GOOGLE_CLIENT_ID: "almanac.apps.googleusercontent.com",
    GOOGLE_CLIENT_SECRET: "google-secret",
    GOOGLE_ISSUER: simulator.issuer,
    GOOGLE_AUTHORIZE_URL: simulator.authorizeUrl,
    GOOGLE_TOKEN_URL: simulator.tokenUrl,
    GOOGLE_REVOKE_URL: simulator.revokeUrl,
    GOOGLE_CALENDAR_URL: simulator.calendarUrl,
  };
}

/** A person, and who they are at Google. */
export type Connected = { user: Pick<TestUser, "id">; account: string };

type Wish = { user?: Pick<TestUser, "id">; account?: string; scopes?: string[] };

/** Connects a person with an account of their own, or with the one that is named. */
export async function connected(simulator: GoogleSimulator, wish: Wish = {}): Promise<Connected> {
  const user = wish.user ?? (await testUser());
  const account = wish.account ?? simulator.control.addAccount({ email: `${newId()}@example.com` }).email;
  const sub = [...simulator.state.accounts.values()].find(({ email }) => email === account)?.sub ?? "";
  const scopes = wish.scopes ?? ["openid", OWN_CALENDARS];
  const granted = simulator.control.grant({ account, scope: scopes });
  await as(user, async (tx) => {
    await connect(tx, { provider: "google", scopes, externalId: sub, externalName: account });
    await storeTokens(tx, "google", {
      accessToken: granted.access_token,
      refreshToken: granted.refresh_token,
      tokenType: "Bearer",
      expiresAt: new Date(Date.now() + granted.expires_in * 1000),
    });
  });
  return { user, account };
}

type How = { full?: boolean; host?: Partial<SyncHost> };

/** Takes the lease as a worker does; null while another has it. */
export function takeLease({ user }: Pick<Connected, "user">, full = false): Promise<SyncLease | null> {
  return asUser(jobActor(user.id, newId(), "sync"), (tx) => takeSync(tx, "google", newId(), full));
}

/** Syncs once. */
export async function sync(of: Pick<Connected, "user">, { full = false, host }: How = {}): Promise<SyncOutcome> {
  const lease = await takeLease(of, full);
  if (!lease) throw new Error("the connection is taken");
  return runSync(google, lease, "button", { ...aHost(), ...host });
}

/** A host that waits for nothing. */
export function aHost(): SyncHost {
  return { now: () => new Date(), stopping: () => false, jitter: () => 0, waits: [1, 1] };
}

/** All events of a person's calendars that Almanac made, with the run and version they say they show. */
export function eventsOf(simulator: GoogleSimulator, { account }: Pick<Connected, "account">) {
  const calendars = simulator.control.calendars({ account }).filter(({ isOwn }) => isOwn);
  return calendars.flatMap(({ id }) =>
    simulator.control.events({ account, calendarId: id }).map((event) => ({ ...toldBy(event), event })),
  );
}

function toldBy(event: CalendarEvent): { runId: string | undefined; version: number } {
  const own = (event["extendedProperties"] as { private?: Record<string, string> } | undefined)?.private ?? {};
  return { runId: own["almanacRun"], version: Number(own["almanacVersion"]) };
}

/** The calendar that Almanac made. */
export function ownCalendar(simulator: GoogleSimulator, { account }: Pick<Connected, "account">): string {
  const [calendar, ...more] = simulator.control.calendars({ account }).filter(({ isOwn }) => isOwn);
  if (!calendar || more.length > 0) throw new Error("there is not exactly one calendar of Almanac's");
  return calendar.id;
}

/** Live runs with their versions: what the calendar should show. */
export function liveRuns({ user }: Pick<Connected, "user">): Promise<{ runId: string; version: number }[]> {
  return as(user, (tx) =>
    tx.query<{ runId: string; version: number }>(
      `select id as "runId", version from app.runs where user_id = $1 and deleted_at is null order by id collate "C"`,
      [user.id],
    ),
  );
}

/** What the calendar shows, in the same form. */
export function shown(simulator: GoogleSimulator, of: Connected): { runId: string | undefined; version: number }[] {
  return eventsOf(simulator, of)
    .map(({ runId, version }) => ({ runId, version }))
    .sort((a, b) => (String(a.runId) < String(b.runId) ? -1 : 1));
}

/** How the connection says it is doing. */
export function connection({ user }: Pick<Connected, "user">) {
  return as(user, (tx) => findConnection(tx, "google"));
}

/** What the API says of a run's event. */
export function calendarOf({ user }: Pick<Connected, "user">, runId: string) {
  return as(user, async (tx) => calendarStateOf(tx, await getRunEvenDeleted(tx, runId)));
}
