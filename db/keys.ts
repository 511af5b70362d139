import type { Scope } from "@/domain/users";
import { notFound } from "@/lib/errors";
import type { Tx } from "./client";

/** An API key as its owner sees it: never the key itself. */
export type ApiKey = {
  id: string;
  name: string;
  lastFour: string;
  scopes: Scope[];
  createdAt: Date;
  /** Null: it does not expire. */
  expiresAt: Date | null;
  lastUsedAt: Date | null;
};

/** The user's own keys that were not revoked, newest first; expired ones are among them. */
export function listKeys(tx: Tx): Promise<ApiKey[]> {
  return tx.query<ApiKey>(
    `select id, name, last_four as "lastFour", scopes, created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt"
      from door.own_keys()`,
    [],
  );
}

export type NewKey = {
  id: string;
  keyHash: Buffer;
  name: string;
  lastFour: string;
  scopes: readonly Scope[];
  expiresAt: Date | null;
};

/** Makes a key; only its hash is kept. */
export async function createKey(tx: Tx, key: NewKey): Promise<void> {
  await tx.query("select door.own_key_create($1, $2, $3, $4, $5, $6)", [
    key.id,
    key.keyHash,
    key.name,
    key.lastFour,
    key.scopes,
    key.expiresAt,
  ]);
}

/** Ends a key at once. @throws Failure "not_found" */
export async function revokeKey(tx: Tx, id: string): Promise<void> {
  const [row] = await tx.query<{ done: boolean }>("select door.own_key_revoke($1) as done", [id]);
  if (!row?.done) throw notFound("API key");
}
