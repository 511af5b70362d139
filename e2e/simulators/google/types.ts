export type Account = {
  sub: string;
  email: string;
  /** Google has seen that the address is theirs. */
  verified: boolean;
  name: string;
  scopes: Set<string>;
  calendars: Map<string, Calendar>;
};

export type Calendar = {
  id: string;
  summary: string;
  description?: string;
  timeZone: string;
  etag: string;
  /** Made through the application, so that the narrowest scope reaches it. */
  isOwn: boolean;
  events: Map<string, CalendarEvent>;
};

export type EventTime = { date?: string; dateTime?: string; timeZone?: string };

/** An event: what the server adds, and whatever else the writer sent. */
export type CalendarEvent = {
  kind: "calendar#event";
  etag: string;
  id: string;
  status: "confirmed" | "tentative" | "cancelled";
  htmlLink: string;
  created: string;
  updated: string;
  summary?: string;
  creator: { email: string; self: true };
  organizer: { email: string; displayName?: string; self: true };
  start: EventTime;
  end: EventTime;
  iCalUID: string;
  sequence: number;
  [written: string]: unknown;
};

/** A code on its way, with everything that must be the same at the exchange. */
export type Code = {
  account: Account;
  redirectUri: string;
  scope: string[];
  challenge: { value: string; method: string } | undefined;
  nonce: string | undefined;
  givesRefresh: boolean;
  expiresAt: number;
};

export type RefreshToken = { token: string; account: Account; scope: string[]; expiresAt: number };
export type AccessToken = { account: Account; scope: string[]; expiresAt: number };

/** One thing wrong with an identity token, to see whether its reader notices. */
export type IdTokenLie = "signature" | "nonce" | "audience" | "issuer" | "expired";

export type GoogleSettings = {
  clientId: string;
  clientSecret: string;
  /** Exact addresses; without any, every address on this machine. */
  redirectUris: string[];
  /** Life of an access token in seconds. */
  tokenLifetime: number;
  /** Life of a refresh token in seconds, as for an application in "Testing". */
  refreshLifetime: number;
  /** Requests of one person in a minute before 403 userRateLimitExceeded. */
  perMinute: number;
  /** Whether writing to a cancelled event brings it back, or is refused with 403. */
  revival: boolean;
  idTokenLie: IdTokenLie | undefined;
};

export type GoogleState = {
  settings: GoogleSettings;
  accounts: Map<string, Account>;
  codes: Map<string, Code>;
  refreshTokens: RefreshToken[];
  accessTokens: Map<string, AccessToken>;
  /** Tokens given out by an exchange and by a refresh. */
  issued: { exchanged: number; refreshed: number };
  /** Instants of the last minute's requests, by person. */
  recent: Map<string, number[]>;
};
