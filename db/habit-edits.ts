import { type HabitChanges, habitProblems, habitSettings, type NewHabit } from "@/domain/habits";
import type { Moment } from "@/domain/moments";
import { newId } from "@/lib/crypto";
import { Failure, notFound, staleVersion } from "@/lib/errors";
import { recordActivity } from "./activity";
import type { Tx } from "./client";
import { HABITS, type HabitRow, habitOf, type StoredHabit } from "./habit-rows";
import { tickHabits } from "./habit-ticks";
import { getHabitEvenDeleted } from "./habits";
import { type Change, getVersion, insertVersioned, listVersions, updateVersioned, type Version } from "./history";

/** PostgreSQL's own word for the start of the transaction. */
const NOW = "now";

const COLUMN_OF = {
  name: "name",
  description: "description",
  schedule: "schedule",
  kind: "kind",
  unit: "unit",
  target: "target",
  targetType: "target_type",
  auto: "auto",
  startDate: "start_date",
} as const satisfies Partial<Record<keyof HabitChanges, string>>;

type Field = keyof typeof COLUMN_OF;
const FIELDS = Object.keys(COLUMN_OF) as Field[];

/** Of these depends which days are done, or which facts tick. */
const RULES: readonly string[] = ["kind", "target", "targetType", "auto", "startDate", "archived"];

const stored = (value: unknown) =>
  value !== null && typeof value === "object" && !(value instanceof Date) ? JSON.stringify(value) : value;

function check(habit: Pick<HabitRow, "kind" | "target" | "targetType" | "auto">): void {
  const fields = habitProblems(habit);
  if (fields.length > 0) throw new Failure("invalid", fields[0]?.message ?? "This habit makes no sense.", { fields });
}

/** Habits of a person that are not deleted: all of them are shown at once, with every day of theirs. */
const MOST_HABITS = 200;

/** @throws Failure "conflict" where there are as many habits as there can be */
async function refuseMore(tx: Tx): Promise<void> {
  const [row] = await tx.query<{ n: number }>("select count(*) as n from app.habits where user_id = $1 and deleted_at is null", [
    tx.userId,
  ]);
  if ((row?.n ?? 0) < MOST_HABITS) return;
  throw new Failure("conflict", `There are ${MOST_HABITS} habits, and more cannot be kept. Delete one that you no longer need.`);
}

/**
 * Begins a habit: of every day, and of yes or no, unless said. Facts tick it from its first day on.
 * @throws Failure "invalid" | "conflict" where there are as many as there can be
 */
export async function createHabit(tx: Tx, input: NewHabit, at: Moment): Promise<HabitRow> {
  const rule = {
    kind: input.kind ?? "yes_no",
    target: input.target ?? null,
    targetType: input.targetType ?? "at_least",
    auto: input.auto ?? null,
  } as const;
  check(rule);
  await refuseMore(tx);
  const id = newId();
  const startDate = input.startDate ?? at.today;
  await insertVersioned<StoredHabit>(tx, HABITS, {
    id,
    name: input.name,
    description: input.description ?? null,
    schedule: stored(input.schedule ?? { kind: "every_days", days: 1 }),
    kind: rule.kind,
    unit: input.unit ?? null,
    target: rule.target,
    target_type: rule.targetType,
    auto: stored(rule.auto),
    position: at.now.getTime(),
    start_date: startDate,
  });
  if (rule.auto !== null) await tickHabits(tx, startDate, at.today, [rule.auto.metric]);
  await recordActivity(tx, { kind: "habits.create", subjectId: id, title: input.name });
  return getHabitEvenDeleted(tx, id);
}

/** The habit, locked until the transaction ends. @throws Failure "not_found" | "conflict" with the habit as it is now */
async function lockHabit(tx: Tx, id: string, expected: number | undefined, evenDeleted = false): Promise<HabitRow> {
  const [row] = await tx.query<StoredHabit>("select * from app.habits where user_id = $1 and id = $2 for no key update", [
    tx.userId,
    id,
  ]);
  if (!row || (row.deleted_at !== null && !evenDeleted)) throw notFound("habit");
  const habit = habitOf(row);
  if (expected !== undefined && expected !== habit.version) throw staleVersion("habit", habitSettings(habit));
  return habit;
}

/** Objects as their text with sorted names: the database keeps them in an order of its own. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Changes a habit; values that are there already change nothing. Where the rule changes, days are judged anew by it.
 * @throws Failure "not_found" | "conflict" | "invalid"
 */
export async function updateHabit(tx: Tx, id: string, changes: HabitChanges, at: Moment, version?: number): Promise<HabitRow> {
  const habit = await lockHabit(tx, id, version);
  const fields: string[] = FIELDS.filter(
    (field) => changes[field] !== undefined && plain(changes[field]) !== plain(habit[field]),
  );
  const values = Object.fromEntries(fields.map((field) => [COLUMN_OF[field as Field], stored(changes[field as Field])]));
  if (changes.archived !== undefined && changes.archived !== (habit.archivedAt !== null)) {
    fields.push("archived");
    values["archived_at"] = changes.archived ? NOW : null;
  }
  if (fields.length === 0) return habit;
  check({ ...habit, ...Object.fromEntries(fields.map((field) => [field, changes[field as Field]])) });
  return write(tx, habit, values, { type: "edit", fields }, "update", at);
}

async function write(
  tx: Tx,
  habit: HabitRow,
  values: Record<string, unknown>,
  change: Change,
  verb: string,
  at: Moment,
): Promise<HabitRow> {
  await updateVersioned<StoredHabit>(tx, HABITS, habit.id, values, change);
  const written = await getHabitEvenDeleted(tx, habit.id);
  if (change.fields.some((field) => RULES.includes(field))) await judgeAnew(tx, habit, written, at.today);
  await recordActivity(tx, { kind: `habits.${verb}`, subjectId: habit.id, title: written.name });
  return written;
}

/** What is done depends on the rule: all days are looked at again, those of facts too. */
async function judgeAnew(tx: Tx, before: HabitRow, now: HabitRow, today: string): Promise<void> {
  // Each day by itself: joined with themselves, the days of many years take minutes.
  const done = `(not l.skipped and case when $3 = 'yes_no' then l.value >= 1 when $4 = 'at_least' then l.value >= $5::float8
    else l.value <= $5::float8 end)`;
  await tx.query(
    `update app.habit_logs l set done = ${done}, updated_at = now() where l.user_id = $1 and l.habit_id = $2 and l.done <> ${done}`,
    [tx.userId, now.id, now.kind, now.targetType, now.target ?? 0],
  );
  if (before.auto !== null && before.auto.metric !== now.auto?.metric) {
    await tx.query("delete from app.habit_logs where user_id = $1 and habit_id = $2 and source = 'auto'", [tx.userId, now.id]);
  }
  const from = before.startDate < now.startDate ? before.startDate : now.startDate;
  if (now.auto !== null) await tickHabits(tx, from, today, [now.auto.metric]);
}

/** Deletes a habit so that it can come back; its days leave all totals. @throws Failure "not_found" | "conflict" */
export async function deleteHabit(tx: Tx, id: string, at: Moment, version?: number): Promise<HabitRow> {
  const habit = await lockHabit(tx, id, version);
  await setCounts(tx, id, false);
  return write(tx, habit, { deleted_at: NOW }, { type: "deletion", fields: ["deletedAt"] }, "delete", at);
}

/** Brings a deleted habit back; one that is there is answered as it is. @throws Failure "not_found" | "conflict" */
export async function undeleteHabit(tx: Tx, id: string, at: Moment, version?: number): Promise<HabitRow> {
  const habit = await lockHabit(tx, id, version, true);
  if (habit.deletedAt === null) return habit;
  await refuseMore(tx);
  await setCounts(tx, id, true);
  const written = await write(tx, habit, { deleted_at: null }, { type: "undeletion", fields: ["deletedAt"] }, "undelete", at);
  if (written.auto !== null) await tickHabits(tx, written.startDate, at.today, [written.auto.metric]);
  return written;
}

async function setCounts(tx: Tx, id: string, counts: boolean): Promise<void> {
  await tx.query(
    "update app.habit_logs set counts = $3, updated_at = now() where user_id = $1 and habit_id = $2 and counts <> $3",
    [tx.userId, id, counts],
  );
}

/** Puts these habits first, in this order; the others follow in theirs. */
export async function orderHabits(tx: Tx, ids: readonly string[]): Promise<void> {
  const all = await tx.query<{ id: string; position: number }>(
    "select id, position from app.habits where user_id = $1 and deleted_at is null order by position, id for no key update",
    [tx.userId],
  );
  const named = [...new Set(ids)].flatMap((id) => all.filter((habit) => habit.id === id));
  const order = [...named, ...all.filter(({ id }) => !ids.includes(id))];
  for (const [place, { id, position }] of order.entries()) {
    if (position === place) continue;
    await updateVersioned<StoredHabit>(tx, HABITS, id, { position: place }, { type: "edit", fields: ["position"] });
  }
}

/** A version of a habit: who made it, when, and the habit as it became. */
export type HabitVersion = Omit<Version, "data"> & { habit: HabitRow };

/** All versions of a habit, deleted or not, newest first. @throws Failure "not_found" */
export async function listHabitVersions(tx: Tx, id: string): Promise<HabitVersion[]> {
  const versions = await listVersions(tx, HABITS, id);
  if (versions.length === 0) throw notFound("habit");
  return versions.map(({ data, ...version }) => ({ ...version, habit: habitOf(data as StoredHabit) }));
}

/** Makes an earlier version the newest. @throws Failure "not_found" | "conflict" (stale, or the habit is deleted) */
export async function restoreHabit(
  tx: Tx,
  id: string,
  version: number,
  at: Moment,
  wish: { reason?: string | null; expected?: number } = {},
): Promise<HabitRow> {
  const habit = await lockHabit(tx, id, wish.expected, true);
  const past = habitOf((await getVersion(tx, HABITS, id, version)).data as StoredHabit);
  if (habit.deletedAt !== null) {
    throw new Failure("conflict", "This habit is deleted. Undelete it first, then restore the version you want.");
  }
  const fields = FIELDS.filter((field) => plain(past[field]) !== plain(habit[field]));
  if (fields.length === 0) return habit;
  const values = Object.fromEntries(fields.map((field) => [COLUMN_OF[field], stored(past[field])]));
  const reason = wish.reason ?? `Restored version ${version}.`;
  return write(tx, habit, values, { type: "restore", fields, reason }, "restore", at);
}
