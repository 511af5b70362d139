import { setTimeout as pause } from "node:timers/promises";
import { type Actor, asUser, type Tx } from "@/db/client";
import {
  findTokens,
  type NewTokens,
  nextGeneration,
  putTokens,
  releaseRefresh,
  replaceTokens,
  resealTokens,
  type StoredTokens,
  takeRefresh,
} from "@/db/provider-tokens";
import { PROVIDER_NAMES, type Provider } from "@/domain/connections";
import { newId } from "@/lib/crypto";
import { env } from "@/lib/env";
import { isSealedWithNewest, seal, unseal } from "@/lib/seal";
import { exchange } from "./exchange";
import { ProviderFailure } from "./failures";
import { type OAuthClient, refreshRequest, type Tokens } from "./oauth";
import { type Exchanged, forgetExchange, journalPath, keptExchange } from "./token-journal";

/** The secrets of a connection, opened. `generation` names this very set. */
export type OpenTokens = {
  accessToken: string;
  refreshToken: string | null;
  /** Null for a key that a person typed. */
  tokenType: string | null;
  generation: number;
  expiresAt: Date | null;
};

/** Tokens are replaced when less than this is left: a request must not die on the way. */
const MARGIN_MS = 120_000;

/** The right to exchange outlasts every exchange. */
const REFRESH_RIGHT_S = 40;
const LOOK_AGAIN_MS = 60;
const PATIENCE_MS = 45_000;

const keysOf = () => env().TOKEN_ENCRYPTION_KEYS ?? [];
const aboutTokens = (tx: { userId: string }, provider: Provider, generation: number) => `${tx.userId} ${provider} ${generation}`;

function opened(tx: Tx, provider: Provider, stored: StoredTokens): OpenTokens {
  let text: string;
  try {
    text = unseal(stored.sealed, aboutTokens(tx, provider, stored.generation), keysOf());
  } catch {
    const name = PROVIDER_NAMES[provider];
    throw new ProviderFailure(
      "needs_reconnect",
      `The stored access to ${name} cannot be opened with this server's keys. Connect ${name} again.`,
    );
  }
  const { accessToken, refreshToken } = JSON.parse(text) as { accessToken: string; refreshToken: string | null };
  const { tokenType, generation, expiresAt } = stored;
  return { accessToken, refreshToken, tokenType, generation, expiresAt };
}

function sealed(tx: Tx, provider: Provider, generation: number, tokens: Omit<Tokens, "scopes">): NewTokens {
  const { accessToken, refreshToken, tokenType, expiresAt } = tokens;
  const text = JSON.stringify({ accessToken, refreshToken });
  return { sealed: seal(text, aboutTokens(tx, provider, generation), keysOf()), tokenType, expiresAt, generation };
}

/** Stores the secrets that a consent, or a person who typed a key, brought. */
export async function storeTokens(tx: Tx, provider: Provider, tokens: Omit<Tokens, "scopes">): Promise<void> {
  const generation = await nextGeneration(tx, provider);
  await putTokens(tx, provider, sealed(tx, provider, generation, tokens));
  // An answer that was kept for a connection that ended counts its generations anew.
  forgetExchange(journalPath(tx.userId, provider, generation));
}

/** The secrets of a connection as they are, null where there are none. @throws ProviderFailure where no key opens them */
export async function readTokens(tx: Tx, provider: Provider): Promise<OpenTokens | null> {
  const stored = await findTokens(tx, provider);
  return stored && opened(tx, provider, stored);
}

/** What `freshTokens` needs to know beside whose tokens they are. Without a client they never change (API keys). */
export type Refresher = { client: OAuthClient | null; redirectUri: string; now: () => Date };

const underWay = new Map<string, Promise<OpenTokens>>();

/**
 * Tokens that are good now. Those that are about to run out, or that the provider refused (`refused`: their generation), are exchanged
 * first: of any number of callers in any number of processes one does it, with no transaction open, and the others wait for what it
 * brings. @throws ProviderFailure "needs_reconnect" | "transient"
 */
export async function freshTokens(actor: Actor, provider: Provider, refresher: Refresher, refused = 0): Promise<OpenTokens> {
  const { current, refreshing } = await asUser(actor, async (tx) => {
    const stored = await findTokens(tx, provider);
    if (!stored) throw new ProviderFailure("needs_reconnect", `${PROVIDER_NAMES[provider]} is not connected.`);
    return { current: opened(tx, provider, stored), refreshing: stored.refreshing };
  });
  if (isGood(current, refresher, refused)) return current;
  const key = `${actor.userId} ${provider} ${current.generation}`;
  let work = underWay.get(key);
  if (!work) {
    work = (
      refreshing ? waitForOther(actor, provider, current, refresher) : refresh(actor, provider, current, refresher)
    ).finally(() => underWay.delete(key));
    underWay.set(key, work);
  }
  return work;
}

function isGood(tokens: OpenTokens, { client, now }: Refresher, refused: number): boolean {
  if (tokens.generation <= refused) return false;
  return client === null || tokens.expiresAt === null || tokens.expiresAt.getTime() - now().getTime() > MARGIN_MS;
}

async function refresh(actor: Actor, provider: Provider, old: OpenTokens, refresher: Refresher): Promise<OpenTokens> {
  const { client, redirectUri, now } = refresher;
  const name = PROVIDER_NAMES[provider];
  if (!client || old.refreshToken === null) throw deadTokens(name);
  const refreshId = newId();
  if (!(await asUser(actor, (tx) => takeRefresh(tx, provider, old.generation, refreshId, REFRESH_RIGHT_S)))) {
    return waitForOther(actor, provider, old, refresher);
  }
  const journal = journalPath(actor.userId, provider, old.generation);
  const kept = keptExchange(journal, keysOf(), old.refreshToken);
  const outcome = kept
    ? { exchanged: kept }
    : await exchange(refreshRequest(client, old.refreshToken, redirectUri), journal, keysOf()).catch((error: unknown) => ({
        failure: String(error),
        sent: true,
      }));
  if ("failure" in outcome) {
    // Where the request never left, the next may try at once; else the courier may still bring an answer.
    if (!outcome.sent) await asUser(actor, (tx) => releaseRefresh(tx, provider, refreshId));
    throw new ProviderFailure("transient", `${name} could not be asked for a new token: ${outcome.failure}.`);
  }
  const tokens = readExchanged(client, outcome.exchanged, now());
  if (!tokens) {
    await asUser(actor, (tx) => releaseRefresh(tx, provider, refreshId));
    forgetExchange(journal);
    const { status, text } = outcome.exchanged;
    if (client.isDead({ status, text, headers: new Headers() })) throw deadTokens(name);
    throw new ProviderFailure("transient", `${name} did not give a new token (status ${status}).`);
  }
  const next = { ...tokens, refreshToken: tokens.refreshToken ?? old.refreshToken };
  const generation = old.generation + 1;
  const replaced = await asUser(actor, (tx) => replaceTokens(tx, provider, refreshId, sealed(tx, provider, generation, next)));
  forgetExchange(journal);
  if (!replaced) throw new ProviderFailure("transient", `${name} was disconnected or connected anew meanwhile.`);
  return { ...next, generation };
}

function readExchanged(client: OAuthClient, exchanged: Exchanged, now: Date): Tokens | null {
  if (exchanged.status !== 200) return null;
  try {
    return client.readTokens({ ...exchanged, headers: new Headers() }, now);
  } catch {
    return null;
  }
}

async function waitForOther(actor: Actor, provider: Provider, old: OpenTokens, refresher: Refresher): Promise<OpenTokens> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    await pause(LOOK_AGAIN_MS);
    const found = await asUser(actor, async (tx) => {
      const stored = await findTokens(tx, provider);
      return stored && { tokens: opened(tx, provider, stored), refreshing: stored.refreshing };
    });
    if (!found) throw deadTokens(PROVIDER_NAMES[provider]);
    if (found.tokens.generation > old.generation) return found.tokens;
    if (!found.refreshing) return refresh(actor, provider, old, refresher);
  }
  throw new ProviderFailure("transient", `${PROVIDER_NAMES[provider]} is slow to give a new token.`);
}

function deadTokens(name: string): ProviderFailure {
  return new ProviderFailure("needs_reconnect", `${name} does not accept Almanac's access any more. Connect ${name} again.`);
}

/** Puts secrets that are sealed with an older key under the newest. Answers whether it had to. */
export async function resealWithNewest(tx: Tx, provider: Provider): Promise<boolean> {
  const stored = await findTokens(tx, provider);
  if (!stored || isSealedWithNewest(stored.sealed, keysOf())) return false;
  const about = aboutTokens(tx, provider, stored.generation);
  await resealTokens(tx, provider, stored.generation, seal(unseal(stored.sealed, about, keysOf()), about, keysOf()));
  return true;
}
