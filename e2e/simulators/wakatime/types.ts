export type Person = {
  id: string;
  email: string;
  displayName: string;
  username: string | null;
  timezone: string;
  apiKey: string;
};

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
};
