import { generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import type { Clock } from "@/e2e/simulators/clock";
import type { Account, Calendar, GoogleSettings, GoogleState } from "./types";

export type SigningKey = { id: string; publicKey: KeyObject; privateKey: KeyObject };

/** Everything the doors need. `origin` is known once the server listens; `writes` counts changes of events. */
export type GoogleWorld = { state: GoogleState; clock: Clock; key: SigningKey; origin: string; writes: number };

export function createWorld(settings: Partial<GoogleSettings>, clock: Clock): GoogleWorld {
  const state: GoogleState = {
    settings: {
      clientId: "almanac.apps.googleusercontent.com",
      clientSecret: "google-secret",
      redirectUris: [],
      tokenLifetime: 3599,
      refreshLifetime: Infinity,
      perMinute: 600,
      revival: true,
      idTokenLie: undefined,
      ...settings,
    },
    accounts: new Map(),
    codes: new Map(),
    refreshTokens: [],
    accessTokens: new Map(),
    issued: { exchanged: 0, refreshed: 0 },
    recent: new Map(),
  };
  return { state, clock, key: makeKey(), origin: "", writes: 0 };
}

/** A fresh key for RS256. */
export function makeKey(): SigningKey {
  return { id: randomBytes(20).toString("hex"), ...generateKeyPairSync("rsa", { modulusLength: 2048 }) };
}

/** Letters that need no escaping, as Google's tokens have after their prefix. */
export function secretText(prefix: string, bytes = 32): string {
  return prefix + randomBytes(bytes).toString("base64url");
}

/** What an account may be given; an address that nobody has checked is told as such. */
export type AccountOptions = { sub?: string; email?: string; name?: string; verified?: boolean };

export function createAccount(options: AccountOptions, number: number): Account {
  const email = options.email ?? (number === 0 ? "ada@example.com" : `ada${number + 1}@example.com`);
  const account: Account = {
    sub: options.sub ?? String(110_000_000_000_000_000_000n + BigInt(number)),
    email,
    verified: options.verified ?? true,
    name: options.name ?? (number === 0 ? "Ada Runner" : `Ada Runner ${number + 1}`),
    scopes: new Set(),
    calendars: new Map(),
  };
  account.calendars.set(email, createCalendar(email, email, "Europe/Berlin", false));
  return account;
}

export function createCalendar(id: string, summary: string, timeZone: string, isOwn: boolean): Calendar {
  return { id, summary, timeZone, etag: `"${secretText("", 12)}"`, isOwn, events: new Map() };
}

/** The account of that address or subject, or the first. @throws when there is none */
export function accountOf({ accounts }: GoogleState, name?: string): Account {
  const account = [...accounts.values()].find(({ email, sub }) => name === undefined || name === email || name === sub);
  if (!account) throw new Error(`No account ${name ?? "at all"}.`);
  return account;
}
