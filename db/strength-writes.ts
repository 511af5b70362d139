import { MATCH_WINDOW_MS } from "@/domain/strength";
import { arrayLiteral, type BulkUpdate, insertManyVersioned, send, updateVersionedStatements } from "./bulk";
import type { Tx } from "./client";
import { adoptTitles, identified } from "./strength-exercises";
import { linkSessions } from "./strength-links";
import { type BroughtSession, changeOf, isTwin, newRow, type SessionChange } from "./strength-merge";
import { STRENGTH, STRENGTH_COLUMNS, STRENGTH_WRITTEN, type StrengthRow, strengthValues } from "./strength-rows";
import { deleteSets, insertSets } from "./strength-sets";
import { takeTurn } from "./turns";

/** What became of a brought session; `id` is the stored one's. `kept`: the person deleted it, and so it stays. */
export type PutResult = { id: string; title: string; result: "imported" | "updated" | "duplicate" | "unchanged"; kept: boolean };

/**
 * Stores sessions: what is known changes what changed or nothing, what another source told already is joined with it, the rest is
 * new. `timeZone` is the person's, for the day of new ones. A handful of statements whatever the number; a result for each, in order.
 */
export async function putSessions(tx: Tx, timeZone: string, given: readonly BroughtSession[]): Promise<PutResult[]> {
  if (given.length === 0) return [];
  await takeTurn(tx, "repeatable");
  const brought = await withExerciseIds(tx, given);
  const stored = await findStored(tx, brought);
  const fresh: StrengthRow[] = [];
  const changes = new Map<string, Changed>();
  const results = brought.map((one): PutResult => {
    const row = stored.find((row) => row.id === one.id || (one.hevyId !== null && row.hevyId === one.hevyId));
    const twin = row ?? stored.find((row) => isTwin(row, one));
    if (!twin) {
      const made = newRow(one, timeZone);
      fresh.push(made);
      // What comes twice in one go is one all the same.
      stored.push(made);
      return { id: made.id, title: made.title, result: "imported", kept: false };
    }
    const change = changeOf(twin, one);
    if (!change) return { id: twin.id, title: twin.title, result: "unchanged", kept: twin.deletedAt !== null };
    stored.splice(stored.indexOf(twin), 1, change.next);
    const made = fresh.indexOf(twin);
    if (made >= 0) fresh[made] = change.next;
    else changes.set(twin.id, joined(changes.get(twin.id), change, twin));
    const result = twin.deletedAt !== null ? "imported" : row || one.by === "api" ? "updated" : "duplicate";
    return { id: twin.id, title: change.next.title, result, kept: false };
  });
  await write(tx, fresh, [...changes.values()]);
  const told = brought.flatMap(({ by, session }) => (by === "api" ? [session] : []));
  if (told.length > 0) await adoptTitles(tx, told);
  const written = [...fresh, ...[...changes.values()].filter(isMoved).map(({ next }) => next)];
  await linkSessions(
    tx,
    written.map(({ startAt }) => startAt),
  );
  return results;
}

const isMoved = ({ fields }: Changed) => fields.some((field) => MOVES.has(field));
const MOVES = new Set(["startAt", "endAt", "deletedAt"]);

type Changed = SessionChange & { was: StrengthRow };

/** A session that is told twice in one go gets one version. */
function joined(before: Changed | undefined, { next, fields, type }: SessionChange, was: StrengthRow): Changed {
  if (!before) return { next, fields, type, was };
  return { next, fields: [...new Set([...before.fields, ...fields])], type: before.type, was: before.was };
}

async function withExerciseIds(tx: Tx, brought: readonly BroughtSession[]): Promise<BroughtSession[]> {
  const exports = brought.filter(({ by }) => by === "export");
  if (exports.length === 0) return [...brought];
  const named = await identified(
    tx,
    exports.map(({ session }) => session),
  );
  const sessions = new Map(exports.map((one, index) => [one, named[index] ?? one.session]));
  return brought.map((one) => ({ ...one, session: sessions.get(one) ?? one.session }));
}

/** All stored sessions that the brought ones may be, locked. */
function findStored(tx: Tx, brought: readonly BroughtSession[]): Promise<StrengthRow[]> {
  const starts = brought.map(({ session }) => session.startAt.getTime());
  return tx.query<StrengthRow>(
    `select ${STRENGTH_COLUMNS} from app.strength_workouts w where w.user_id = $1
      and (w.id = any($2::text[]) or w.hevy_id = any($3::text[]) or w.start_at between $4 and $5 or w.edited_fields <> '{}')
      for update`,
    [
      tx.userId,
      arrayLiteral(brought.map(({ id }) => id)),
      arrayLiteral(brought.flatMap(({ hevyId }) => hevyId ?? [])),
      new Date(starts.reduce((a, b) => Math.min(a, b), Infinity) - MATCH_WINDOW_MS),
      new Date(starts.reduce((a, b) => Math.max(a, b), -Infinity) + MATCH_WINDOW_MS),
    ],
  );
}

async function write(tx: Tx, fresh: readonly StrengthRow[], changes: readonly Changed[]) {
  const inserted = fresh.map((row) => ({ id: row.id, ...strengthValues(row) }));
  await insertManyVersioned(tx, STRENGTH, [["id", "text"], ...STRENGTH_WRITTEN], inserted);
  for (const type of new Set(changes.map((change) => change.type))) {
    const updates = changes.flatMap(({ next, was, fields, type: own }): BulkUpdate[] =>
      own === type ? [{ id: was.id, version: was.version, fields, values: strengthValues(next) }] : [],
    );
    await send(tx, updateVersionedStatements(tx, STRENGTH, STRENGTH_WRITTEN, updates, { type, reason: null }));
  }
  const touched = changes.filter(({ fields }) => fields.some((field) => SHOWN_IN_SETS.has(field))).map(({ next }) => next);
  await deleteSets(
    tx,
    touched.map(({ id }) => id),
  );
  await insertSets(tx, [...fresh, ...touched]);
}

const SHOWN_IN_SETS = new Set(["exercises", "startAt", "deletedAt"]);

/**
 * Deletes what was deleted at Hevy, so that it can come back. What a person brought back after that very deletion stays. Answers how
 * many were deleted.
 */
export async function deleteGone(tx: Tx, gone: readonly { hevyId: string; at: Date }[]): Promise<number> {
  if (gone.length === 0) return 0;
  await takeTurn(tx, "repeatable");
  const rows = await tx.query<StrengthRow>(
    `select ${STRENGTH_COLUMNS} from app.strength_workouts w where w.user_id = $1 and w.hevy_id = any($2::text[])
      and w.deleted_at is null for update`,
    [tx.userId, arrayLiteral(gone.map(({ hevyId }) => hevyId))],
  );
  const updates = rows.flatMap((row): BulkUpdate[] => {
    const at = gone.find(({ hevyId }) => hevyId === row.hevyId)?.at;
    if (!at || (row.hevyDeletedAt !== null && row.hevyDeletedAt >= at)) return [];
    const next = { ...row, deletedAt: at, hevyDeletedAt: at };
    return [{ id: row.id, version: row.version, fields: ["deletedAt"], values: strengthValues(next) }];
  });
  const change = { type: "deletion", reason: "It was deleted at Hevy" } as const;
  await send(tx, updateVersionedStatements(tx, STRENGTH, STRENGTH_WRITTEN, updates, change));
  await deleteSets(
    tx,
    updates.map(({ id }) => id),
  );
  return updates.length;
}
