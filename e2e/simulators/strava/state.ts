import { randomBytes } from "node:crypto";
import type { Workings } from "@/e2e/simulators/server";
import type { Athlete, Code, Pair, Subscription, WebhookEvent } from "./types";

/** Settings of the application at Strava; all of them can be changed while it runs. */
export type StravaSettings = {
  clientId: string;
  clientSecret: string;
  callbackDomain: string;
  /** Life of an access token in seconds. */
  tokenLifetime: number;
  /** `new`: the refresh token changes with the access token; `always`: at every refresh; `never`. */
  rotation: "new" | "always" | "never";
  /** Requests per quarter hour and per day, overall and for reading alone. */
  limits: { overall: [number, number]; read: [number, number] };
  /** The application has lapsed. */
  inactive: boolean;
  /** How many athletes may be connected. */
  athleteLimit: number;
  /** Pages (from 1) that are short although more follow. */
  shortPages: number[];
  /** Order of the list when `after` is given. */
  afterOrder: "oldest" | "newest";
  /** Whether a change sends its event at once, or waits for `deliver`. */
  webhooks: "auto" | "manual";
};

export type StravaState = {
  settings: StravaSettings;
  athletes: Map<number, Athlete>;
  codes: Map<string, Code>;
  pairs: Pair[];
  /** Tokens given out by kind: an exchange, a refresh that made a new access token, one that gave the same back. */
  issued: { exchanged: number; refreshed: number; unchanged: number };
  usage: { quarter: number; day: number; overall: [number, number]; read: [number, number] };
  subscription: Subscription | undefined;
  subscriptionCount: number;
  events: WebhookEvent[];
  deliveries: Promise<unknown>[];
};

export type StravaWorld = { state: StravaState; workings: Workings };

export function createState(settings: Partial<StravaSettings>): StravaState {
  return {
    settings: {
      clientId: "12345",
      clientSecret: "strava-secret",
      callbackDomain: "localhost",
      tokenLifetime: 21_600,
      rotation: "new",
      limits: { overall: [200, 2000], read: [100, 1000] },
      inactive: false,
      athleteLimit: 9999,
      shortPages: [],
      afterOrder: "oldest",
      webhooks: "manual",
      ...settings,
    },
    athletes: new Map(),
    codes: new Map(),
    pairs: [],
    issued: { exchanged: 0, refreshed: 0, unchanged: 0 },
    usage: { quarter: 0, day: 0, overall: [0, 0], read: [0, 0] },
    subscription: undefined,
    subscriptionCount: 0,
    events: [],
    deliveries: [],
  };
}

/** A token of forty hexadecimal digits, as Strava's are. */
export function newToken(): string {
  return randomBytes(20).toString("hex");
}

/** The athlete of that id, or the first one when no id is given. @throws when there is none */
export function athleteOf(state: StravaState, id?: number): Athlete {
  const athlete = id === undefined ? [...state.athletes.values()][0] : state.athletes.get(id);
  if (!athlete) throw new Error(`No athlete ${id ?? "at all"}.`);
  return athlete;
}
