import { deletionOf, lockActivities, updateActivities } from "./activities";
import { type ActivityNoun, NOUNS } from "./activity-rows";
import { deleteSources, findSources, type StoredSource, sourcesOf } from "./activity-sources";
import { arrayLiteral, send } from "./bulk";
import type { Tx } from "./client";
import { Work } from "./merged-activities";
import { takeTurn } from "./turns";
import { writeWorks } from "./write-activities";

const NOUN_LIST = ["run", "workout"] as const;

/** A source and the activity that it is of. */
type Belonging = Pick<StoredSource, "id" | "noun" | "activityId">;

/**
 * What a provider has no more. Activities that nobody else tells of are deleted, softly, and keep their sources, so that they can come
 * back as they were; others lose these sources and become what the rest says. What a person deleted stays deleted; what a person brought
 * back after such a deletion stays. Answers how many sources that changed anything for.
 * @param ids ids of sources · `reason` for the histories · `timeZone` the person's
 */
export async function withdrawSources(
  tx: Tx,
  ids: readonly string[],
  { reason, timeZone }: { reason: string; timeZone: string },
): Promise<number> {
  if (ids.length === 0) return 0;
  await takeTurn(tx);
  const leaving = await findSources(tx, ids, []);
  const { alone, shared } = await divide(tx, leaving);
  let changed = shared.length;
  for (const noun of NOUN_LIST) {
    const own = [...new Set(alone.flatMap((source) => (source.noun === noun ? source.activityId : [])))];
    const kept = await broughtBack(tx, noun, own);
    const rows = (await lockActivities(tx, noun, own)).filter((row) => row.deleted_at === null && !kept.has(row.id));
    const updates = rows.map((row) => deletionOf(noun, row));
    await send(tx, updateActivities(tx, noun, updates, { type: "deletion", reason }));
    const gone = new Set(rows.map(({ id }) => id));
    changed += alone.filter((source) => source.noun === noun && gone.has(source.activityId)).length;
  }
  await takeOut(tx, shared, { reason, timeZone });
  return changed;
}

/** Takes sources out of activities that others tell of as well: those become what the others say. */
export async function takeOut(
  tx: Tx,
  leaving: readonly Belonging[],
  { reason, timeZone }: { reason: string; timeZone: string },
): Promise<void> {
  if (leaving.length === 0) return;
  await deleteSources(
    tx,
    leaving.map(({ id }) => id),
  );
  const works = new Map<string, Work>();
  for (const { noun, activityId } of leaving) {
    const work = new Work(noun, activityId, "file", false, undefined);
    work.changed = true;
    works.set(`${noun} ${activityId}`, work);
  }
  await writeWorks(tx, { importId: null, timeZone }, [...works.values()], { reasons: { sync: reason } });
}

/** Which of some sources are all that tells of their activity, together or alone, and which are not. */
export async function divide<Of extends Belonging>(tx: Tx, leaving: readonly Of[]): Promise<{ alone: Of[]; shared: Of[] }> {
  const ids = (noun: ActivityNoun) => leaving.flatMap((source) => (source.noun === noun ? source.activityId : []));
  const going = new Set(leaving.map(({ id }) => id));
  const all = await sourcesOf(tx, { run: ids("run"), workout: ids("workout") });
  const staying = new Set(all.flatMap((one) => (going.has(one.id) ? [] : `${one.noun} ${one.activityId}`)));
  const isShared = ({ noun, activityId }: Belonging) => staying.has(`${noun} ${activityId}`);
  return { alone: leaving.filter((source) => !isShared(source)), shared: leaving.filter(isShared) };
}

/** Activities that a person undeleted: their word counts for more. */
async function broughtBack(tx: Tx, noun: ActivityNoun, ids: readonly string[]): Promise<Set<string>> {
  const { table, idColumn } = NOUNS[noun];
  const rows = await tx.query<{ id: string }>(
    `select distinct ${idColumn} as id from app.${table}_history
      where user_id = $1 and ${idColumn} = any($2::text[]) and change_type = 'undeletion' and actor = 'user'`,
    [tx.userId, arrayLiteral(ids)],
  );
  return new Set(rows.map(({ id }) => id));
}
