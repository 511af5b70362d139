import type { CalendarRun } from "@/domain/calendar-entry";
import { parseUserId, type UserId } from "@/domain/users";
import { newSecret, sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";
import { isSealedWithNewest, seal, unseal } from "@/lib/seal";
import { lookUp, type Named, type SystemTx, type Tx } from "./client";

const keysOf = () => env().TOKEN_ENCRYPTION_KEYS ?? [];
const about = (tx: Tx) => `${tx.userId} calendar feed`;

async function sealedFeed(tx: Tx): Promise<Buffer | null> {
  const [row] = await tx.query<{ sealed: Buffer }>("select sealed from app.calendar_feeds where user_id = $1", [tx.userId]);
  return row?.sealed ?? null;
}

/** The secret in the address of the person's feed; null without a feed, `"lost"` where no key opens it: it works, but cannot be shown. */
export async function findFeedSecret(tx: Tx): Promise<{ secret: string } | "lost" | null> {
  const sealed = await sealedFeed(tx);
  if (!sealed) return null;
  try {
    return { secret: unseal(sealed, about(tx), keysOf()) };
  } catch {
    return "lost";
  }
}

/**
 * Gives the person's feed a new secret address; the one before leads nowhere from then on. Answers whether there was one.
 */
export async function makeFeed(tx: Tx): Promise<boolean> {
  const before = await sealedFeed(tx);
  const secret = newSecret();
  await tx.query(
    `insert into app.calendar_feeds (user_id, sealed) values ($1, $2)
      on conflict (user_id) do update set sealed = excluded.sealed, created_at = now()`,
    [tx.userId, seal(secret, about(tx), keysOf())],
  );
  await tx.query("select door.own_feed_set($1)", [sha256(secret)]);
  return before !== null;
}

/** Ends the person's feed. */
export async function stopFeed(tx: Tx): Promise<void> {
  await tx.query("delete from app.calendar_feeds where user_id = $1", [tx.userId]);
  await tx.query("select door.own_feed_remove()", []);
}

const FIND: Named = { name: "find_feed", text: `select user_id as "userId" from door.find_feed($1)` };

/** Whose feed has this secret in its address; null where nobody's has. */
export async function findFeedOwner(secret: string): Promise<UserId | null> {
  const [row] = await lookUp<{ userId: string }>(FIND, [sha256(secret)]);
  return row ? parseUserId(row.userId) : null;
}

/** Everybody who has a feed: for jobs. */
export async function listFeedOwners(tx: SystemTx): Promise<string[]> {
  const rows = await tx.query<{ userId: string }>(`select user_id as "userId" from app.calendar_feeds order by user_id`, []);
  return rows.map(({ userId }) => userId);
}

/** Puts the secret under the newest key. Answers whether it had to. @throws Error where no key opens it */
export async function resealFeed(tx: Tx): Promise<boolean> {
  const sealed = await sealedFeed(tx);
  if (!sealed || isSealedWithNewest(sealed, keysOf())) return false;
  await tx.query("update app.calendar_feeds set sealed = $2 where user_id = $1", [
    tx.userId,
    seal(unseal(sealed, about(tx), keysOf()), about(tx), keysOf()),
  ]);
  return true;
}

/** The runs that the feed shows, by their start. */
export function listFeedRuns(tx: Tx): Promise<(CalendarRun & { updatedAt: Date })[]> {
  return tx.query(
    `select id, name, type, start_at as "startAt", start_precision as "startPrecision", time_zone as "timeZone", local_date as "localDate",
        distance_m as "distanceM", duration_s as "durationS", elapsed_s as "elapsedS", average_heart_rate_bpm as "averageHeartRateBpm",
        max_heart_rate_bpm as "maxHeartRateBpm", elevation_gain_m as "elevationGainM", version, updated_at as "updatedAt"
      from app.runs where user_id = $1 and deleted_at is null order by start_at, id`,
    [tx.userId],
  );
}
