import { jobActor, type SystemTx } from "./client";
import type { ImportFile } from "./schema/imports";

/** An import that a worker has taken: nobody else works on it until the lease runs out. */
export type LeasedImport = {
  userId: string;
  id: string;
  files: ImportFile[];
  done: number;
  total: number | null;
  attempts: number;
  requestId: string;
  /** The person asked to have it undone; the work is to take it back. */
  undoing: boolean;
};

/** Tries without any progress after which an import is given up. */
export const MOST_ATTEMPTS = 3;

/**
 * Takes the oldest import that waits, or whose worker has gone. Counts the attempt; progress forgives it again.
 * @param requestId stands in logs and histories where the upload's own is not known
 */
export async function takeImport(tx: SystemTx, requestId: string): Promise<LeasedImport | null> {
  const [row] = await tx.query<LeasedImport>(
    `update app.imports i set state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, now()),
        lease_until = now() + interval '60 seconds'
      from (select user_id, id from app.imports
        where state in ('queued', 'running') and (lease_until is null or lease_until < now())
        order by created_at limit 1 for update skip locked) next
      where i.user_id = next.user_id and i.id = next.id
      returning i.user_id as "userId", i.id, i.files, i.done, i.total, i.attempts, coalesce(i.request_id, $1::uuid) as "requestId",
        i.undone_at is not null as undoing`,
    [requestId],
  );
  return row ?? null;
}

/** Holds on to a lease while work on one batch takes long. Answers false when it is lost. */
export async function renewLease(tx: SystemTx, lease: LeasedImport): Promise<boolean> {
  const rows = await tx.query<object>(
    `update app.imports set lease_until = now() + interval '60 seconds'
      where user_id = $1 and id = $2 and state = 'running' returning id`,
    [lease.userId, lease.id],
  );
  return rows.length > 0;
}

/** Lets go of an import, so that the next worker need not wait for the lease to run out; the attempt does not count. */
export async function releaseLease(tx: SystemTx, lease: LeasedImport): Promise<void> {
  await tx.query(
    `update app.imports set lease_until = null, attempts = greatest(attempts - 1, 0)
      where user_id = $1 and id = $2 and state = 'running'`,
    [lease.userId, lease.id],
  );
}

/** The actor of a leased import: the person it belongs to, by the hand of an import, under the upload's request id. */
export function importActor(lease: LeasedImport) {
  return jobActor(lease.userId, lease.requestId, "import");
}
