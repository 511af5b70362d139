import type { CodingDays } from "./coding";
import type { Dump } from "./dumps";

export type Person = {
  id: string;
  email: string;
  displayName: string;
  username: string | null;
  timezone: string;
  apiKey: string;
  /** Projects and machines are not told: the privacy setting of an account, or a scope that is missing. */
  hidesProjects: boolean;
};

/** Who a server is: WakaTime itself, or one that speaks like it at its own addresses and with its own gaps. */
export type Server = "wakatime" | "wakapi" | "hackatime";

export type Code = { person: Person; redirectUri: string; scope: string[]; expiresAt: number };
export type Pair = { person: Person; scope: string[]; access: string; refresh: string; expiresAt: number };

export type WakaTimeSettings = {
  clientId: string;
  clientSecret: string;
  /** Exact addresses; without any, every address on this machine. */
  redirectUris: string[];
  /** Life of a token in seconds. */
  tokenLifetime: number;
  /** Requests of one person in five minutes before 429. */
  perFiveMinutes: number;
  /** Whether too many requests are told by 429 or by a redirect to the site. */
  limitedBy: "429" | "302";
  server: Server;
  /** How many days back the plan lets summaries reach; all of them with null. */
  planDays: number | null;
  /** How many percent a dump gets on with each look at the list, and whether it fails instead. */
  dumpStep: number;
  dumpsFail: boolean;
};

export type WakaTimeState = {
  settings: WakaTimeSettings;
  people: Map<string, Person>;
  codes: Map<string, Code>;
  pairs: Pair[];
  issued: { exchanged: number; refreshed: number };
  /** Instants of the last hour's new tokens, and of the last minutes' requests, by person. */
  issuedAt: Map<string, number[]>;
  recent: Map<string, number[]>;
  /** What people did, by their id. */
  coding: Map<string, CodingDays>;
  /** The 202 that come before a range is answered with 200; `all_time_since_today` is a range here. */
  calculating: Map<string, ("pending" | "updating")[]>;
  dumps: Dump[];
};
