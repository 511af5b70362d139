import type { Actor, Tx } from "@/db/client";
import type { Connection } from "@/db/connections";
import type { BudgetWindow } from "@/db/provider-budgets";
import type { Provider } from "@/domain/connections";
import type { SyncCounts } from "@/domain/syncs";
import type { ProviderFailure } from "./failures";
import type { HttpAnswer, HttpRequest } from "./http";
import type { Identity, OAuthClient, Tokens } from "./oauth";

/** How far a sync has come: the provider's own business, JSON. What lies under `full` is dropped when a full sync is asked for. */
export type Cursor = Record<string, unknown>;

/**
 * One page of a sync. `save` runs in the transaction that also stores `cursor`; what it counts is added up. While one step is saved
 * the next is fetched already, unless the step says `settle`: then what follows may read what it saved.
 */
export type Step = {
  cursor: Cursor;
  save: (tx: Tx) => Promise<Partial<SyncCounts>>;
  settle?: boolean;
  /** From here on comes only what can wait: a sync that somebody asks for may take over. */
  background?: boolean;
};

/** How a request is made and which statuses are answers beside 2xx. */
export type AskOptions = { expect?: readonly number[]; background?: boolean; once?: boolean };

/** What a provider gets to work with. */
export type SyncSession = {
  actor: Actor;
  connection: Connection;
  cursor: Cursor;
  /** Everything is to be asked for. */
  full: boolean;
  /** When the sync began. */
  startedAt: Date;
  now: () => Date;
  /** The person's time zone, for what does not know its own. */
  timeZone: string;
  /**
   * Asks the provider: with token, within its limits, again where that helps. Answers 2xx and the statuses in `expect`.
   * `background` requests leave a share of the limits to others; those to be made `once` are not tried again by themselves.
   * @throws ProviderFailure
   */
  ask: (request: HttpRequest, options?: AskOptions) => Promise<HttpAnswer>;
  /** There is more to do, not before `at`: the next sync is due then, at the earliest of several, unless it is due earlier anyway. */
  again: (at: Date) => void;
  /** What was hinted at proved to be nothing: hints make the connection due no earlier than `until`. */
  calm: (until: Date) => void;
  /** Reads in a transaction of its own. */
  read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The same for work that knows all its questions beforehand: one trip to the database. */
  readAtOnce: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};

/** A way in by a key that a person types, perhaps with the address of a server of the same kind. */
export type KeyEntrance = {
  /**
   * Whose key it is, and the server's address as it is to be kept. `anyServer` says that an address may be given at all.
   * @throws ProviderFailure "needs_reconnect" for a key that is refused, "refused" for an address where nothing suitable answers
   */
  identify: (apiKey: string, serverAddress: string | null) => Promise<Identity & { serverAddress?: string | null }>;
  anyServer?: true;
};

/** How a provider is entered. */
export type Entrance =
  | {
      kind: "oauth";
      /** Null where it is not set up on this server. */
      client: () => OAuthClient | null;
      /** Who came back with these tokens; `nonce` is what the consent was asked with. @throws ProviderFailure */
      identify: (tokens: Tokens, answer: HttpAnswer, nonce: string) => Promise<Identity>;
      /** What is asked for when somebody only signs in; left out where nobody can. */
      signInScopes?: readonly string[];
      /** A key instead of a consent. */
      byKey?: KeyEntrance;
    }
  | ({ kind: "key" } & KeyEntrance);

/** A provider, as the one sync loop and the one OAuth implementation know it. */
export type ProviderContract = {
  id: Provider;
  entrance: Entrance;
  /** Adds what opens the door to a request. `tokenType` is null for a key that a person typed. */
  authorize: (request: HttpRequest, secret: string, tokenType: string | null) => HttpRequest;
  /**
   * What an answer that is no success means; `renew` asks for fresh tokens and another try. Null lets `ask` decide: 5xx, 408 and 429
   * are transient, others refuse.
   */
  judge: (answer: HttpAnswer, now: Date) => ProviderFailure | "renew" | null;
  /** The application's limits, where the provider has any, as an answer's headers tell them. */
  budgets?: (headers: Headers, now: Date) => BudgetWindow[];
  /** The steps of a sync, in order. */
  steps: (session: SyncSession) => AsyncGenerator<Step, void>;
  /** How long after a sync the next is due, ms; null where only changes make it due. */
  everyMs: number | null;
  /** Another way to give access back after a disconnect, for where the OAuth client's is refused. */
  otherFarewell?: (accessToken: string) => HttpRequest;
};
