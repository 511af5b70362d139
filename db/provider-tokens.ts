import type { Provider } from "@/domain/connections";
import type { Tx } from "./client";

/** The sealed secrets of a connection. Who holds the refresh may exchange them; of many who ask exactly one gets it. */
export type StoredTokens = {
  sealed: Buffer;
  tokenType: string | null;
  expiresAt: Date | null;
  generation: number;
  /** Somebody exchanges them at this moment. */
  refreshing: boolean;
};

const FIELDS = `sealed, token_type as "tokenType", expires_at as "expiresAt", generation,
  coalesce(refresh_until > now(), false) as refreshing`;

/** The secrets of a connection, null where there are none. */
export async function findTokens(tx: Tx, provider: Provider): Promise<StoredTokens | null> {
  const [row] = await tx.named<StoredTokens>(
    { name: "tokens_find", text: `select ${FIELDS} from app.provider_tokens where user_id = $1 and provider = $2` },
    [tx.userId, provider],
  );
  return row ?? null;
}

/** The generation that the next secrets get: it is bound into what is sealed. Takes the row's lock. */
export async function nextGeneration(tx: Tx, provider: Provider): Promise<number> {
  const [row] = await tx.query<{ generation: number }>(
    "select generation from app.provider_tokens where user_id = $1 and provider = $2 for update",
    [tx.userId, provider],
  );
  return (row?.generation ?? 0) + 1;
}

/** What is stored of new secrets. */
export type NewTokens = { sealed: Buffer; tokenType: string | null; expiresAt: Date | null; generation: number };

/** Stores secrets that a consent brought; whatever was there is replaced. */
export async function putTokens(tx: Tx, provider: Provider, tokens: NewTokens): Promise<void> {
  await tx.query(
    `insert into app.provider_tokens (user_id, provider, sealed, token_type, expires_at, generation) values ($1, $2, $3, $4, $5, $6)
      on conflict (user_id, provider) do update set sealed = excluded.sealed, token_type = excluded.token_type,
        expires_at = excluded.expires_at, generation = excluded.generation, refresh_id = null, refresh_until = null, updated_at = now()`,
    [tx.userId, provider, tokens.sealed, tokens.tokenType, tokens.expiresAt, tokens.generation],
  );
}

/** Takes the right to exchange the secrets of a generation. False where another has it, or has used it already. */
export async function takeRefresh(
  tx: Tx,
  provider: Provider,
  generation: number,
  refreshId: string,
  forS: number,
): Promise<boolean> {
  const rows = await tx.query(
    `update app.provider_tokens set refresh_id = $4, refresh_until = now() + make_interval(secs => $5)
      where user_id = $1 and provider = $2 and generation = $3 and (refresh_until is null or refresh_until < now()) returning 1`,
    [tx.userId, provider, generation, refreshId, forS],
  );
  return rows.length > 0;
}

/** Gives the right back without having used it. */
export async function releaseRefresh(tx: Tx, provider: Provider, refreshId: string): Promise<void> {
  await tx.query(
    "update app.provider_tokens set refresh_id = null, refresh_until = null where user_id = $1 and provider = $2 and refresh_id = $3",
    [tx.userId, provider, refreshId],
  );
}

/**
 * Replaces secrets by what an exchange brought. False where whoever exchanged has no right to any more: others are there by now, perhaps
 * of another person, whose generations count from one again.
 */
export async function replaceTokens(tx: Tx, provider: Provider, refreshId: string, tokens: NewTokens): Promise<boolean> {
  const rows = await tx.query(
    `update app.provider_tokens set sealed = $3, token_type = $4, expires_at = $5, generation = $6, refresh_id = null,
        refresh_until = null, updated_at = now()
      where user_id = $1 and provider = $2 and generation = $6 - 1 and refresh_id = $7 returning 1`,
    [tx.userId, provider, tokens.sealed, tokens.tokenType, tokens.expiresAt, tokens.generation, refreshId],
  );
  return rows.length > 0;
}

/** Puts the same secrets of the same generation under another key. */
export async function resealTokens(tx: Tx, provider: Provider, generation: number, sealed: Buffer): Promise<void> {
  await tx.query("update app.provider_tokens set sealed = $4 where user_id = $1 and provider = $2 and generation = $3", [
    tx.userId,
    provider,
    generation,
    sealed,
  ]);
}

/** When the secrets of each connection run out; null where they never do. */
export function listTokenExpiries(tx: Tx): Promise<{ provider: Provider; expiresAt: Date | null; typed: boolean }[]> {
  return tx.query(
    `select provider, expires_at as "expiresAt", token_type is null as typed from app.provider_tokens where user_id = $1`,
    [tx.userId],
  );
}
