import { Failure } from "@/lib/errors";
import { deletionOf, lockActivities, updateActivities } from "./activities";
import type { ActivityNoun } from "./activity-rows";
import { type StoredSource, sourcesOf } from "./activity-sources";
import { send } from "./bulk";
import type { Tx } from "./client";
import { countCodingToUndo, undoCoding } from "./coding-undo";
import { removeShoesOf } from "./gear";
import { getImport, type Import, notifyWorkers, ownTimeZone } from "./imports";
import { countSessionsToUndo, undoSessions } from "./strength-undo";
import { takeTurn } from "./turns";
import { takeOut } from "./withdrawn-sources";

/** Activities per transaction of an undo. */
const MOST_AT_ONCE = 2_000;

/** An import of so few results is taken back while the person waits. */
const SMALL = 1_000;

/** Heartbeats per transaction of an undo, and how many are taken back while the person waits. */
const MOST_CODING = 20_000;

/**
 * Takes an import back: what came from it alone is deleted (and may be imported again), what it added to other activities is taken
 * out of them. What another import brought again since stays. Small imports are undone when this returns; large ones are queued for the worker and are `running` until then.
 * @throws Failure "not_found" | "conflict" while the import still runs or when it is undone already
 */
export async function undoImport(tx: Tx, id: string): Promise<Import> {
  await tx.query("select from app.imports where user_id = $1 and id = $2 for update", [tx.userId, id]);
  const found = await getImport(tx, id);
  if (found.state === "undone") throw new Failure("conflict", "This import has been undone already.");
  if (found.state === "queued" || found.state === "running") {
    throw new Failure("conflict", "This import is still being worked on. Wait until it is done, then undo it.");
  }
  await handOver(tx, id);
  const coding = await countCodingToUndo(tx, id);
  await tx.query(
    `update app.imports set state = 'running', undone_at = now(), error = null, attempts = 0, lease_until = null, done = 0, total = $3
      where user_id = $1 and id = $2`,
    [tx.userId, id, (await countActivities(tx, id)) + (await countSessionsToUndo(tx, id)) + coding],
  );
  if (found.done <= SMALL && coding <= MOST_CODING) while (!(await undoNextBatch(tx, id)));
  else await notifyWorkers(tx, id);
  return getImport(tx, id);
}

/**
 * What a later import, not undone itself, confirmed by bringing it again is that one's from now on: its file tells of it, too. Of
 * several the first one.
 */
async function handOver(tx: Tx, importId: string): Promise<void> {
  await tx.query(
    `update app.activity_sources s set import_id = c.import_id, updated_at = now()
      from (select distinct on (k.id) k.id, i.import_id
          from app.import_items i join app.imports m on m.user_id = $1 and m.id = i.import_id and m.undone_at is null
          cross join unnest(i.source_ids) k(id)
          where i.user_id = $1 and i.import_id <> $2 and i.source_ids is not null
          order by k.id, m.created_at, m.id) c
      where s.user_id = $1 and s.id = c.id and s.import_id = $2`,
    [tx.userId, importId],
  );
}

async function countActivities(tx: Tx, importId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(distinct (run_id, workout_id))::integer as count from app.activity_sources where user_id = $1 and import_id = $2`,
    [tx.userId, importId],
  );
  return row?.count ?? 0;
}

type Touched = { noun: ActivityNoun; id: string };

/** The next activities that the import brought something to and that still show it. */
function nextTouched(tx: Tx, importId: string): Promise<Touched[]> {
  return tx.query<Touched>(
    `select distinct case when s.run_id is null then 'workout' else 'run' end as noun, coalesce(s.run_id, s.workout_id) as id
      from app.activity_sources s
      left join app.runs r on r.user_id = $1 and r.id = s.run_id
      left join app.workouts w on w.user_id = $1 and w.id = s.workout_id
      where s.user_id = $1 and s.import_id = $2
        and coalesce(r.undone_import_id, w.undone_import_id) is distinct from $2
        and (coalesce(r.deleted_at, w.deleted_at) is null
          or exists (select from app.activity_sources o where o.user_id = $1 and o.import_id is distinct from $2
            and (o.run_id = s.run_id or o.workout_id = s.workout_id)))
      order by 2 limit $3`,
    [tx.userId, importId, MOST_AT_ONCE],
  );
}

/** Takes some of an import's activities back; answers whether nothing is left, and then ends the import as undone. */
export async function undoNextBatch(tx: Tx, importId: string): Promise<boolean> {
  await takeTurn(tx);
  await handOver(tx, importId);
  const touched = await nextTouched(tx, importId);
  const sessions = touched.length === 0 ? await undoSessions(tx, importId, MOST_AT_ONCE, new Date()) : 0;
  const coding = touched.length + sessions === 0 ? await undoCoding(tx, importId, MOST_CODING) : 0;
  if (touched.length + sessions + coding === 0) {
    await removeShoesOf(tx, importId, new Date());
    await tx.query(
      `update app.imports set state = 'undone', done = coalesce(total, done), lease_until = null, finished_at = now()
        where user_id = $1 and id = $2 and state = 'running'`,
      [tx.userId, importId],
    );
    return true;
  }
  const ids = (noun: ActivityNoun) => touched.flatMap((one) => (one.noun === noun ? one.id : []));
  const all = await sourcesOf(tx, { run: ids("run"), workout: ids("workout") });
  const shared = new Set(all.filter((source) => source.importId !== importId).map(keyOf));
  for (const noun of ["run", "workout"] as const) {
    await removeAlone(
      tx,
      importId,
      noun,
      ids(noun).filter((id) => !shared.has(`${noun} ${id}`)),
    );
  }
  const leaving = all.filter((source) => source.importId === importId && shared.has(keyOf(source)));
  await takeOut(tx, leaving, { reason: "An import that had added to it was undone", timeZone: await ownTimeZone(tx) });
  await tx.query(
    `update app.imports set done = least(done + $3, coalesce(total, done + $3)), attempts = 0, lease_until = now() + interval '60 seconds'
      where user_id = $1 and id = $2`,
    [tx.userId, importId, touched.length + sessions + coding],
  );
  return false;
}

function keyOf(source: StoredSource): string {
  return `${source.noun} ${source.activityId}`;
}

/** Activities that came from this import alone: deleted, with a mark by which a later import may bring them back. */
async function removeAlone(tx: Tx, importId: string, noun: ActivityNoun, ids: readonly string[]): Promise<void> {
  const rows = await lockActivities(tx, noun, ids);
  const updates = rows.filter((row) => row.deleted_at === null).map((row) => deletionOf(noun, row, importId));
  await send(tx, updateActivities(tx, noun, updates, { type: "deletion", reason: "The import was undone" }));
}
