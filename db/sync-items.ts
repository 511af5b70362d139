import type { Provider } from "@/domain/connections";
import { backoffMs, type SyncItemKind } from "@/domain/syncs";
import { notFound } from "@/lib/errors";
import type { Tx } from "./client";

/** A thing of a provider that waits to be looked at, or was given up (`deadAt`). */
export type SyncItem = {
  provider: Provider;
  kind: SyncItemKind;
  itemId: string;
  payload: Record<string, unknown>;
  reason: string | null;
  attempts: number;
  seen: number;
  nextTryAt: Date;
  deadAt: Date | null;
  createdAt: Date;
};

const FIELDS = `provider, kind, item_id as "itemId", payload, reason, attempts, seen, next_try_at as "nextTryAt", dead_at as "deadAt",
  created_at as "createdAt"`;

/** A thing as it was looked at; hinted at again it has another `seen`. */
type Looked = Pick<SyncItem, "provider" | "kind" | "itemId" | "seen">;

/** Tries after which a person has to say that it is worth another. */
const MOST_ATTEMPTS = 5;

/** What waits and may be tried now, oldest first. */
export function listWaitingItems(tx: Tx, provider: Provider, kinds: readonly SyncItemKind[], most: number): Promise<SyncItem[]> {
  return tx.named<SyncItem>(
    {
      name: "sync_items_waiting",
      text: `select ${FIELDS} from app.sync_items where user_id = $1 and provider = $2 and kind = any($3::text[]) and dead_at is null
      and next_try_at <= now() order by created_at, item_id limit $4`,
    },
    [tx.userId, provider, kinds, most],
  );
}

/** What was given up, of one provider or all, newest first. */
export function listDeadItems(tx: Tx, provider: Provider | null): Promise<SyncItem[]> {
  return tx.query<SyncItem>(
    `select ${FIELDS} from app.sync_items where user_id = $1 and ($2::text is null or provider = $2) and dead_at is not null
      order by dead_at desc limit 200`,
    [tx.userId, provider],
  );
}

/** It was looked at as `item` had it: gone, unless it was hinted at again meanwhile. */
export async function settleItem(tx: Tx, item: Looked): Promise<void> {
  await tx.query("delete from app.sync_items where user_id = $1 and provider = $2 and kind = $3 and item_id = $4 and seen = $5", [
    tx.userId,
    item.provider,
    item.kind,
    item.itemId,
    item.seen,
  ]);
}

/** It failed: tried again after a while, given up after some tries, or at once where trying again would not help (`final`). */
export async function failItem(
  tx: Tx,
  item: { provider: Provider; kind: SyncItemKind; itemId: string; payload?: Record<string, unknown> },
  reason: string,
  final = false,
): Promise<void> {
  const [row] = await tx.query<{ attempts: number }>(
    `insert into app.sync_items as s (user_id, provider, kind, item_id, payload, reason, attempts) values ($1, $2, $3, $4, $5::jsonb, $6, 1)
      on conflict (user_id, provider, kind, item_id) do update set attempts = s.attempts + 1, reason = excluded.reason, updated_at = now()
      returning attempts`,
    [tx.userId, item.provider, item.kind, item.itemId, JSON.stringify(item.payload ?? {}), reason],
  );
  const attempts = row?.attempts ?? 1;
  const dead = final || attempts >= MOST_ATTEMPTS;
  await tx.query(
    `update app.sync_items set next_try_at = now() + make_interval(secs => $5), dead_at = case when $6 then now() end
      where user_id = $1 and provider = $2 and kind = $3 and item_id = $4`,
    [tx.userId, item.provider, item.kind, item.itemId, backoffMs(attempts, 0.5) / 1000, dead],
  );
}

/** What failed, given up or not, is tried with the next sync as if for the first time. */
export async function tryItemNow(tx: Tx, provider: Provider, kind: SyncItemKind, itemId: string): Promise<void> {
  await tx.query(
    `update app.sync_items set dead_at = null, attempts = 0, next_try_at = now(), updated_at = now()
      where user_id = $1 and provider = $2 and kind = $3 and item_id = $4`,
    [tx.userId, provider, kind, itemId],
  );
}

/** Gives what was given up another chance. @throws Failure "not_found" */
export async function retryItem(tx: Tx, provider: Provider, kind: SyncItemKind, itemId: string): Promise<void> {
  const rows = await tx.query(
    `update app.sync_items set dead_at = null, attempts = 0, next_try_at = now(), updated_at = now()
      where user_id = $1 and provider = $2 and kind = $3 and item_id = $4 and dead_at is not null returning 1`,
    [tx.userId, provider, kind, itemId],
  );
  if (rows.length === 0) throw notFound("item");
}

/**
 * As {@link settleItem} for many. A hint that is being written at this moment is hinted at again and stays; waiting for its writer, who
 * may be waiting for us, would be a deadlock.
 */
export async function settleItems(tx: Tx, items: readonly Looked[]): Promise<void> {
  if (items.length === 0) return;
  await tx.query(
    `delete from app.sync_items d using (
        select s.provider, s.kind, s.item_id from app.sync_items s
          join unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) k(provider, kind, item_id, seen)
            on s.user_id = $1 and s.provider = k.provider and s.kind = k.kind and s.item_id = k.item_id and s.seen = k.seen
          for update of s skip locked) l
      where d.user_id = $1 and d.provider = l.provider and d.kind = l.kind and d.item_id = l.item_id`,
    [tx.userId, ...placesOf(items)],
  );
}

/** Lets things of a kind that may be tried now wait until `at`: what they need is used up. */
export async function postponeItems(tx: Tx, provider: Provider, kind: SyncItemKind, at: Date): Promise<void> {
  await tx.query(
    `update app.sync_items set next_try_at = $4, updated_at = now()
      where user_id = $1 and provider = $2 and kind = $3 and dead_at is null and next_try_at <= now()`,
    [tx.userId, provider, kind, at],
  );
}

/** Lets these wait until `at`, except those that were hinted at again meanwhile. */
export async function postponeThese(tx: Tx, items: readonly Looked[], at: Date): Promise<void> {
  await tx.query(
    `update app.sync_items s set next_try_at = $6, updated_at = now()
      from unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) k(provider, kind, item_id, seen)
      where s.user_id = $1 and s.provider = k.provider and s.kind = k.kind and s.item_id = k.item_id and s.seen = k.seen`,
    [tx.userId, ...placesOf(items), at],
  );
}

function placesOf(items: readonly Looked[]): unknown[][] {
  return [
    items.map(({ provider }) => provider),
    items.map(({ kind }) => kind),
    items.map(({ itemId }) => itemId),
    items.map(({ seen }) => seen),
  ];
}
