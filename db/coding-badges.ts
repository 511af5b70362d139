import { parseUserId, type UserId } from "@/domain/users";
import { newSecret, sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";
import { isSealedWithNewest, seal, unseal } from "@/lib/seal";
import { lookUp, type Named, type SystemTx, type Tx } from "./client";

const keysOf = () => env().TOKEN_ENCRYPTION_KEYS ?? [];
const about = (tx: Tx) => `${tx.userId} coding badge`;

async function sealedBadge(tx: Tx): Promise<Buffer | null> {
  const [row] = await tx.query<{ sealed: Buffer }>("select sealed from app.coding_badges where user_id = $1", [tx.userId]);
  return row?.sealed ?? null;
}

/** The secret in the address of the person's badge; null without one, `"lost"` where no key opens it: it works, but cannot be shown. */
export async function findBadgeSecret(tx: Tx): Promise<{ secret: string } | "lost" | null> {
  const sealed = await sealedBadge(tx);
  if (!sealed) return null;
  try {
    return { secret: unseal(sealed, about(tx), keysOf()) };
  } catch {
    return "lost";
  }
}

/** Gives the person's badge a new secret address; the one before shows nothing from then on. Answers whether there was one. */
export async function makeBadge(tx: Tx): Promise<boolean> {
  const before = await sealedBadge(tx);
  const secret = newSecret();
  await tx.query(
    `insert into app.coding_badges (user_id, sealed) values ($1, $2)
      on conflict (user_id) do update set sealed = excluded.sealed, created_at = now()`,
    [tx.userId, seal(secret, about(tx), keysOf())],
  );
  await tx.query("select door.own_badge_set($1)", [sha256(secret)]);
  return before !== null;
}

/** Ends the person's badge. */
export async function stopBadge(tx: Tx): Promise<void> {
  await tx.query("delete from app.coding_badges where user_id = $1", [tx.userId]);
  await tx.query("select door.own_badge_remove()", []);
}

const FIND: Named = { name: "find_badge", text: `select user_id as "userId" from door.find_badge($1)` };

/** Whose badge has this secret in its address; null where nobody's has. */
export async function findBadgeOwner(secret: string): Promise<UserId | null> {
  const [row] = await lookUp<{ userId: string }>(FIND, [sha256(secret)]);
  return row ? parseUserId(row.userId) : null;
}

/** Everybody who has a badge: for jobs. */
export async function listBadgeOwners(tx: SystemTx): Promise<string[]> {
  const rows = await tx.query<{ userId: string }>(`select user_id as "userId" from app.coding_badges order by user_id`, []);
  return rows.map(({ userId }) => userId);
}

/** Puts the secret under the newest key. Answers whether it had to. @throws Error where no key opens it */
export async function resealBadge(tx: Tx): Promise<boolean> {
  const sealed = await sealedBadge(tx);
  if (!sealed || isSealedWithNewest(sealed, keysOf())) return false;
  await tx.query("update app.coding_badges set sealed = $2 where user_id = $1", [
    tx.userId,
    seal(unseal(sealed, about(tx), keysOf()), about(tx), keysOf()),
  ]);
  return true;
}
