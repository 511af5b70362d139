import { asSystem, type SystemTx } from "./client";

/** Days without use after which a guest's demo life is taken away. */
const GUEST_DAYS = 7;

/**
 * Runs a job unless it runs elsewhere at this moment (then null): one lock per name, held by the transaction.
 */
export function onlyOnce<T>(requestId: string, job: string, work: (tx: SystemTx) => Promise<T>): Promise<T | null> {
  return asSystem(requestId, async (tx) => {
    const [lock] = await tx.query<{ free: boolean }>(
      "select pg_try_advisory_xact_lock(hashtextextended('almanac.job.' || $1::text, 0)) as free",
      [job],
    );
    return lock?.free ? work(tx) : null;
  });
}

/** Takes away unused guests and stale sessions. Answers the guests, whose uploads are still on disk, and the count of the rest. */
export async function purge(tx: SystemTx): Promise<{ guests: string[]; stale: number }> {
  const guests = await tx.query<{ id: string }>("select id from door.purge_guests($1) as id", [GUEST_DAYS]);
  const [row] = await tx.query<{ stale: number }>("select door.purge_stale() as stale", []);
  return { guests: guests.map(({ id }) => id), stale: row?.stale ?? 0 };
}

/** An import whose uploads may be on disk. */
export type KeptUpload = { userId: string; id: string };

/** Imports that were undone or failed so long ago that nobody will ask for their files any more. */
export function listWornUploads(tx: SystemTx, days: number): Promise<KeptUpload[]> {
  return tx.query<KeptUpload>(
    `select user_id as "userId", id from app.imports
      where state in ('undone', 'failed') and coalesce(finished_at, created_at) < now() - make_interval(days => $1)`,
    [days],
  );
}

/** Which of these imports exist. */
export async function knownImports(tx: SystemTx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>("select id from app.imports where id = any($1::uuid[])", [ids]);
  return new Set(rows.map(({ id }) => id));
}
