import type { Moment } from "@/domain/moments";
import { type NewReflection, type ReflectionChanges, reflectionResource } from "@/domain/reflections";
import { newId } from "@/lib/crypto";
import { Failure, notFound, staleVersion } from "@/lib/errors";
import { recordActivity } from "./activity";
import type { Tx } from "./client";
import { errorCode } from "./connect";
import { tickHabits } from "./habit-ticks";
import { type Change, getVersion, insertVersioned, listVersions, updateVersioned, type Version } from "./history";
import { REFLECTIONS, type ReflectionRow, type StoredReflection } from "./reflection-rows";
import { getReflectionEvenDeleted, getReflectionOf } from "./reflections";
import { checkLinks } from "./task-links";

/** PostgreSQL's own word for the start of the transaction. */
const NOW = "now";

/** What a reflection is made of, beside its id and its state. */
type Content = Pick<ReflectionRow, "date" | "mood" | "text" | "taskIds" | "goalIds" | "habitIds">;
const FIELDS = ["date", "mood", "text", "taskIds", "goalIds", "habitIds"] as const satisfies readonly (keyof Content)[];
const LINKS = [
  ["tasks", "task_id", "taskIds"],
  ["goals", "goal_id", "goalIds"],
  ["habits", "habit_id", "habitIds"],
] as const;

const beside = ({ text, taskIds, goalIds, habitIds }: Content) => ({ text, taskIds, goalIds, habitIds });

/**
 * Writes a day down, one reflection a day. @throws Failure "conflict" naming the one that is there | "invalid" for links to what is not
 * there, or when it says nothing
 */
export async function createReflection(tx: Tx, input: NewReflection, at: Moment): Promise<ReflectionRow> {
  const content: Content = {
    date: input.date ?? at.today,
    mood: input.mood ?? null,
    text: input.text ?? "",
    taskIds: input.taskIds ?? [],
    goalIds: input.goalIds ?? [],
    habitIds: input.habitIds ?? [],
  };
  refuseEmpty(content);
  const there = await getReflectionOf(tx, content.date);
  if (there) throw taken(there);
  for (const [table, , field] of LINKS) await checkLinks(tx, table, content[field], field);
  const id = newId();
  const row = { id, date: content.date, mood: content.mood };
  await unlessTaken(
    content.date,
    insertVersioned(tx, REFLECTIONS, row, { type: "original", fields: [], beside: beside(content) }),
  );
  await writeBeside(tx, id, content);
  await settle(tx, "create", id, content.date);
  return getReflectionEvenDeleted(tx, id);
}

function refuseEmpty({ mood, text }: Content): void {
  if (mood !== null || text.trim() !== "") return;
  const message = "Say how the day was: choose a mood, or write a few words.";
  throw new Failure("invalid", message, { fields: [{ path: "mood", message }] });
}

function taken(there: ReflectionRow): Failure {
  const message = `There is a reflection of ${there.date} already (${there.id}). Change that one.`;
  return new Failure("conflict", message, { current: reflectionResource(there), fields: [{ path: "date", message }] });
}

/** The database's word for a day that somebody took a moment ago. */
async function unlessTaken<T>(date: string, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (errorCode(error) !== "23505") throw error;
    const message = `There is a reflection of ${date} already. Change that one.`;
    throw new Failure("conflict", message, { fields: [{ path: "date", message }] });
  }
}

/** The text and the links of a reflection become these. */
async function writeBeside(tx: Tx, id: string, content: Content): Promise<void> {
  await tx.query(
    `insert into app.reflection_texts (user_id, reflection_id, text) values ($1, $2, $3)
      on conflict (user_id, reflection_id) do update set text = excluded.text where reflection_texts.text <> excluded.text`,
    [tx.userId, id, content.text],
  );
  for (const [table, column, field] of LINKS) {
    const values = [tx.userId, id, content[field]];
    await tx.query(
      `delete from app.reflections_${table} l where l.user_id = $1 and l.reflection_id = $2 and l.${column} <> all($3::uuid[])`,
      values,
    );
    if (content[field].length === 0) continue;
    await tx.query(
      `insert into app.reflections_${table} (user_id, reflection_id, ${column}) select $1, $2, x.id from app.${table} x
        where x.user_id = $1 and x.id = any($3::uuid[]) and x.deleted_at is null on conflict do nothing`,
      values,
    );
  }
}

/** What follows from a change: the timeline, and habits that go by reflections. The words themselves are nobody else's. */
async function settle(tx: Tx, verb: string, id: string, ...days: string[]): Promise<void> {
  for (const day of new Set(days)) await tickHabits(tx, day, day, ["reflections"]);
  await recordActivity(tx, { kind: `reflections.${verb}`, subjectId: id, title: days[days.length - 1] });
}

/** The reflection, locked until the transaction ends. @throws Failure "not_found" | "conflict" with it as it is now */
async function lockReflection(tx: Tx, id: string, expected: number | undefined, evenDeleted = false): Promise<ReflectionRow> {
  await tx.query("select 1 from app.reflections where user_id = $1 and id = $2 for no key update", [tx.userId, id]);
  const reflection = await getReflectionEvenDeleted(tx, id);
  if (reflection.deletedAt !== null && !evenDeleted) throw notFound("reflection");
  if (expected !== undefined && expected !== reflection.version) throw staleVersion("reflection", reflectionResource(reflection));
  return reflection;
}

const differs = (a: unknown, b: unknown) =>
  Array.isArray(a) && Array.isArray(b) ? [...a].sort().join() !== [...b].sort().join() : a !== b;

/**
 * Changes a reflection; values that are there already change nothing.
 * @throws Failure "not_found" | "conflict" (stale, or the day has one) | "invalid"
 */
export async function updateReflection(tx: Tx, id: string, changes: ReflectionChanges, version?: number): Promise<ReflectionRow> {
  const now = await lockReflection(tx, id, version);
  const fields = FIELDS.filter((field) => changes[field] !== undefined && differs(changes[field], now[field]));
  if (fields.length === 0) return now;
  const content: Content = { ...now, ...Object.fromEntries(fields.map((field) => [field, changes[field]])) };
  refuseEmpty(content);
  for (const [table, , field] of LINKS) if (fields.includes(field)) await checkLinks(tx, table, content[field], field);
  return write(tx, now, content, { type: "edit", fields }, "update");
}

async function write(tx: Tx, now: ReflectionRow, content: Content, change: Change, verb: string): Promise<ReflectionRow> {
  if (content.date !== now.date) {
    const there = await getReflectionOf(tx, content.date);
    if (there) throw taken(there);
  }
  await writeBeside(tx, now.id, content);
  const { taskIds, goalIds, habitIds } = await getReflectionEvenDeleted(tx, now.id);
  const kept = beside({ ...content, taskIds, goalIds, habitIds });
  const values = { date: content.date, mood: content.mood };
  await unlessTaken(content.date, updateVersioned(tx, REFLECTIONS, now.id, values, { ...change, beside: kept }));
  await settle(tx, verb, now.id, now.date, content.date);
  return getReflectionEvenDeleted(tx, now.id);
}

/** Deletes a reflection so that it can come back. @throws Failure "not_found" | "conflict" */
export async function deleteReflection(tx: Tx, id: string, version?: number): Promise<ReflectionRow> {
  const now = await lockReflection(tx, id, version);
  const change: Change = { type: "deletion", fields: ["deletedAt"], beside: beside(now) };
  await updateVersioned(tx, REFLECTIONS, id, { deleted_at: NOW }, change);
  await settle(tx, "delete", id, now.date);
  return getReflectionEvenDeleted(tx, id);
}

/** Brings a deleted reflection back; one that is there is answered as it is. @throws Failure "not_found" | "conflict" when the day has one */
export async function undeleteReflection(tx: Tx, id: string, version?: number): Promise<ReflectionRow> {
  const now = await lockReflection(tx, id, version, true);
  if (now.deletedAt === null) return now;
  const there = await getReflectionOf(tx, now.date);
  if (there) throw taken(there);
  const change: Change = { type: "undeletion", fields: ["deletedAt"], beside: beside(now) };
  await unlessTaken(now.date, updateVersioned(tx, REFLECTIONS, id, { deleted_at: null }, change));
  await settle(tx, "undelete", id, now.date);
  return getReflectionEvenDeleted(tx, id);
}

/** A version of a reflection: who made it, when, and the reflection as it became, text and links included. */
export type ReflectionVersion = Omit<Version, "data"> & { reflection: ReflectionRow };

function past(data: Record<string, unknown>, at: Date): ReflectionRow {
  const { deleted_at, ...stored } = data as StoredReflection;
  return { ...stored, updatedAt: at, deletedAt: deleted_at === null ? null : new Date(deleted_at) };
}

/** All versions of a reflection, deleted or not, newest first. @throws Failure "not_found" */
export async function listReflectionVersions(tx: Tx, id: string): Promise<ReflectionVersion[]> {
  const versions = await listVersions(tx, REFLECTIONS, id);
  if (versions.length === 0) throw notFound("reflection");
  return versions.map(({ data, ...version }) => ({ ...version, reflection: past(data, version.at) }));
}

/**
 * Makes an earlier version the newest; links to what is gone are left out.
 * @throws Failure "not_found" | "conflict" (stale, deleted, or another has the day)
 */
export async function restoreReflection(
  tx: Tx,
  id: string,
  version: number,
  at: Moment,
  wish: { reason?: string | null; expected?: number } = {},
): Promise<ReflectionRow> {
  const now = await lockReflection(tx, id, wish.expected, true);
  const was = past((await getVersion(tx, REFLECTIONS, id, version)).data, at.now);
  if (now.deletedAt !== null) {
    const message = "This reflection is deleted. Undelete it first, then restore the version you want.";
    throw new Failure("conflict", message, { current: reflectionResource(now) });
  }
  const fields = FIELDS.filter((field) => differs(was[field], now[field]));
  if (fields.length === 0) return now;
  const reason = wish.reason ?? `Restored version ${version}.`;
  return write(tx, now, was, { type: "restore", fields, reason }, "restore");
}
