import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, resolve } from "node:path";
import { sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";
import { seal, unseal } from "@/lib/seal";

/**
 * Answers of token exchanges, sealed, on disk before anything else is done with them. A provider that turns its refresh tokens over
 * has killed the old one when it answers; should everything die before the database has the new one, the next exchange of the same
 * generation finds the answer here.
 */
export type Exchanged = { status: number; text: string };

/** Where the answer to an exchange of these secrets lies: user, provider and generation. */
export function journalPath(userId: string, provider: string, generation: number): string {
  return resolve(env().ALMANAC_DATA_DIR, "tokens", `${userId}.${provider}.${generation}`);
}

/** Generations of a connection that was made anew have the same numbers: what was given for another token does not open. */
const about = (path: string, refreshToken: string) =>
  `exchange ${path.slice(path.lastIndexOf("/") + 1)} ${sha256(refreshToken).toString("base64url")}`;

/** Keeps what came for a refresh token; on disk when it returns. @throws Error where the folder cannot be written */
export function keepExchange(path: string, exchanged: Exchanged, keys: readonly Buffer[], refreshToken: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  const file = openSync(draft, "w", 0o600);
  try {
    writeSync(file, seal(JSON.stringify(exchanged), about(path, refreshToken), keys));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}

/** The answer that was kept for a refresh token, null when there is none that can be read. */
export function keptExchange(path: string, keys: readonly Buffer[], refreshToken: string): Exchanged | null {
  try {
    return JSON.parse(unseal(readFileSync(path), about(path, refreshToken), keys)) as Exchanged;
  } catch {
    return null;
  }
}

/** Forgets all answers that were kept for a person, or for one connection of theirs: nobody will ask for them any more. */
export function forgetExchangesOf(userId: string, provider?: string): void {
  const folder = resolve(env().ALMANAC_DATA_DIR, "tokens");
  const mine = provider === undefined ? `${userId}.` : `${userId}.${provider}.`;
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) if (name.startsWith(mine)) forgetExchange(resolve(folder, name));
}

/** Forgets an answer that the database has. */
export function forgetExchange(path: string): void {
  rmSync(path, { force: true });
}
