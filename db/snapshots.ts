import type { Moment } from "@/domain/moments";
import type { Snapshot, SnapshotKind } from "@/domain/snapshots";
import { newId } from "@/lib/crypto";
import { notFound } from "@/lib/errors";
import { recordActivity } from "./activity";
import type { SystemTx, Tx } from "./client";
import { Conditions } from "./conditions";
import { byInstant, paged, pageOf } from "./ordering";
import type { Page } from "./run-list";
import { readState } from "./snapshot-state";

/** Nights that are all kept; of those before, the first of each month is. */
const NIGHTS_KEPT = 92;

const COLUMNS = `s.id, s.name, s.kind, s.taken_at as "takenAt", s.data, s.deleted_at as "deletedAt"`;

/** Writes down the state as it is, under a name or the day's. @throws Error when a night's is there already: see {@link takeNightly} */
export async function takeSnapshot(tx: Tx, wish: { name?: string }, at: Moment, firstWeekday: number): Promise<Snapshot> {
  const taken = await insert(tx, wish.name ?? `As of ${at.today}`, "manual", at, firstWeekday);
  if (!taken) throw new Error("the snapshot was not written");
  await recordActivity(tx, { kind: "snapshots.create", subjectId: taken.id, title: taken.name });
  return taken;
}

async function insert(tx: Tx, name: string, kind: SnapshotKind, at: Moment, firstWeekday: number): Promise<Snapshot | null> {
  const data = await readState(tx, { today: at.today, firstWeekday });
  const rows = await tx.query<Snapshot>(
    `with s as (insert into app.snapshots (user_id, id, name, kind, taken_at, taken_on, data) values ($1, $2, $3, $4, $5, $6::date, $7)
      on conflict do nothing returning *) select ${COLUMNS} from s`,
    [tx.userId, newId(), name, kind, at.now, at.today, JSON.stringify(data)],
  );
  return rows[0] ?? null;
}

/**
 * Writes down the state of the night, once a day in the person's zone however often it is asked for, and takes nights away that are too
 * old to be kept one by one. Answers whether it was written.
 */
export async function takeNightly(tx: Tx, at: Moment, firstWeekday: number): Promise<boolean> {
  const [there] = await tx.query("select 1 from app.snapshots where user_id = $1 and kind = 'nightly' and taken_on = $2::date", [
    tx.userId,
    at.today,
  ]);
  if (there) return false;
  const taken = await insert(tx, `Night of ${at.today}`, "nightly", at, firstWeekday);
  await tx.query(
    `delete from app.snapshots where user_id = $1 and kind = 'nightly' and taken_on < $2::date - ${NIGHTS_KEPT} and extract(day from taken_on) <> 1`,
    [tx.userId, at.today],
  );
  return taken !== null;
}

/** A person whose night's snapshot may be due: the last one they have, and where and how they count days. */
export type NightOwner = { userId: string; timeZone: string; firstWeekday: number; last: string | null };

/** Everybody, with the day of their last nightly snapshot. */
export function listNightOwners(tx: SystemTx): Promise<NightOwner[]> {
  return tx.query<NightOwner>(
    `select s.user_id as "userId", s.time_zone as "timeZone", s.first_weekday as "firstWeekday",
        (select max(n.taken_on) from app.snapshots n where n.user_id = s.user_id and n.kind = 'nightly') as last from app.settings s`,
    [],
  );
}

/** Which snapshots, newest first: a page of them. */
export type SnapshotFilter = { deleted?: boolean; limit: number; page?: number; next?: string };

/** One page of the snapshots, newest first. @throws Failure "invalid" for a cursor of another list */
export async function listSnapshots(tx: Tx, filter: SnapshotFilter): Promise<Page<Snapshot>> {
  const order = byInstant("s.taken_at");
  const place = { ...filter, sort: "takenAt", order: "desc" as const };
  const conditions = new Conditions(tx.userId, "s").and(filter.deleted ? "s.deleted_at is not null" : "s.deleted_at is null");
  const rest = paged(conditions, order, place, "s.id", "uuid");
  const rows = await tx.query<Snapshot & { cursorValue: string }>(
    `select ${COLUMNS}, ${order.kept} as "cursorValue" from app.snapshots s ${rest}`,
    conditions.values,
  );
  return pageOf<Snapshot>(rows, place);
}

/** How many snapshots there are. */
export async function countSnapshots(tx: Tx, deleted = false): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    "select count(*) as n from app.snapshots where user_id = $1 and (deleted_at is not null) = $2",
    [tx.userId, deleted],
  );
  return row?.n ?? 0;
}

/** A snapshot. @throws Failure "not_found" */
export async function getSnapshot(tx: Tx, id: string): Promise<Snapshot> {
  const [row] = await tx.query<Snapshot>(
    `select ${COLUMNS} from app.snapshots s where s.user_id = $1 and s.id = $2 and s.deleted_at is null`,
    [tx.userId, id],
  );
  if (!row) throw notFound("snapshot");
  return row;
}

/** Whether there is such a snapshot; `deleted` counts those as well. */
export async function hasSnapshot(tx: Tx, id: string, deleted = false): Promise<boolean> {
  const rows = await tx.query("select 1 from app.snapshots where user_id = $1 and id = $2 and (deleted_at is null or $3)", [
    tx.userId,
    id,
    deleted,
  ]);
  return rows.length > 0;
}

/** Gives a snapshot another name. @throws Failure "not_found" */
export async function renameSnapshot(tx: Tx, id: string, name: string): Promise<Snapshot> {
  const rows = await tx.query(
    "update app.snapshots set name = $3 where user_id = $1 and id = $2 and deleted_at is null returning 1",
    [tx.userId, id, name],
  );
  if (rows.length === 0) throw notFound("snapshot");
  return getSnapshot(tx, id);
}

/** Deletes a snapshot so that it can come back, or brings it back. @throws Failure "not_found" */
export async function setSnapshotDeleted(tx: Tx, id: string, deleted: boolean): Promise<void> {
  const rows = await tx.query<{ name: string }>(
    `update app.snapshots set deleted_at = case when $3 then coalesce(deleted_at, now()) end where user_id = $1 and id = $2
      and (deleted_at is null or not $3) returning name`,
    [tx.userId, id, deleted],
  );
  if (!rows[0]) throw notFound("snapshot");
  await recordActivity(tx, { kind: deleted ? "snapshots.delete" : "snapshots.undelete", subjectId: id, title: rows[0].name });
}
