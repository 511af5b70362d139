import { type GoalChanges, type GoalSetting, goalProblems, goalResource, type NewGoal } from "@/domain/goals";
import { newId } from "@/lib/crypto";
import { Failure, notFound, staleVersion } from "@/lib/errors";
import { recordActivity } from "./activity";
import type { Tx } from "./client";
import { GOALS, type GoalRow, goalOf, type StoredGoal } from "./goal-rows";
import { getGoalEvenDeleted } from "./goals";
import { type Change, getVersion, insertVersioned, listVersions, updateVersioned, type Version } from "./history";
import { checkLinks } from "./task-links";

/** PostgreSQL's own word for the start of the transaction. */
const NOW = "now";

/** What a manual goal goes for unless said: all of it, in per cent. */
const WHOLE = 100;

const COLUMN_OF = {
  title: "title",
  description: "description",
  metric: "metric",
  target: "target",
  habitId: "habit_id",
  startDate: "start_date",
  endDate: "end_date",
  status: "status",
  progress: "manual_value",
} as const satisfies Record<keyof GoalChanges, string>;

type Field = keyof typeof COLUMN_OF;
const FIELDS = Object.keys(COLUMN_OF) as Field[];

/** Whatever is wrong with a goal as a whole. @throws Failure "invalid" */
async function check(tx: Tx, goal: Pick<GoalSetting, "metric" | "target" | "habitId" | "startDate" | "endDate">): Promise<void> {
  const fields = goalProblems(goal);
  if (fields.length > 0) throw new Failure("invalid", fields[0]?.message ?? "This goal makes no sense.", { fields });
  if (goal.habitId !== null) await checkLinks(tx, "habits", [goal.habitId], "habitId");
}

function refuseProgress(metric: string): void {
  if (metric === "manual") return;
  const message = "The progress of this goal is counted from what you do. Only a manual goal's is set by hand.";
  throw new Failure("invalid", message, { fields: [{ path: "progress", message }] });
}

/** Sets a goal; it begins `today` unless said. @throws Failure "invalid" */
export async function createGoal(tx: Tx, input: NewGoal, today: string): Promise<GoalRow> {
  const metric = input.metric ?? "manual";
  if (input.progress !== undefined) refuseProgress(metric);
  const goal = {
    metric,
    target: input.target ?? (metric === "manual" && input.target === undefined ? WHOLE : null),
    habitId: input.habitId ?? null,
    startDate: input.startDate ?? (input.endDate && input.endDate < today ? input.endDate : today),
    endDate: input.endDate ?? null,
  };
  await check(tx, goal);
  const id = newId();
  await insertVersioned<StoredGoal>(tx, GOALS, {
    id,
    title: input.title,
    description: input.description ?? null,
    metric,
    target: goal.target,
    habit_id: goal.habitId,
    start_date: goal.startDate,
    end_date: goal.endDate,
    status: input.status ?? "active",
    manual_value: input.progress ?? 0,
  });
  await recordActivity(tx, { kind: "goals.create", subjectId: id, title: input.title });
  return getGoalEvenDeleted(tx, id);
}

/** What a goal is set to, locked until the transaction ends. @throws Failure "not_found" | "conflict" with the goal as it is now */
async function lockGoal(
  tx: Tx,
  id: string,
  expected: number | undefined,
  today: string,
  evenDeleted = false,
): Promise<GoalSetting> {
  const [row] = await tx.query<StoredGoal>("select * from app.goals where user_id = $1 and id = $2 for no key update", [
    tx.userId,
    id,
  ]);
  if (!row || (row.deleted_at !== null && !evenDeleted)) throw notFound("goal");
  if (expected !== undefined && expected !== row.version) {
    throw staleVersion("goal", goalResource(await getGoalEvenDeleted(tx, id), today));
  }
  return goalOf(row);
}

const valueIn = (goal: GoalSetting, field: Field) => (field === "progress" ? goal.manualValue : goal[field]);

/**
 * Changes a goal; values that are there already change nothing. Another metric takes the habit of the former away.
 * @throws Failure "not_found" | "conflict" | "invalid"
 */
export async function updateGoal(tx: Tx, id: string, changes: GoalChanges, today: string, version?: number): Promise<GoalRow> {
  const goal = await lockGoal(tx, id, version, today);
  const metric = changes.metric ?? goal.metric;
  const wanted =
    metric !== "habit_days" && goal.habitId !== null && changes.habitId === undefined ? { ...changes, habitId: null } : changes;
  if (changes.progress !== undefined) refuseProgress(metric);
  const fields = FIELDS.filter((field) => wanted[field] !== undefined && wanted[field] !== valueIn(goal, field));
  if (fields.length === 0) return getGoalEvenDeleted(tx, id);
  await check(tx, { ...goal, ...Object.fromEntries(fields.map((field) => [field, wanted[field]])) });
  const values = Object.fromEntries(fields.map((field) => [COLUMN_OF[field], wanted[field]]));
  return write(tx, id, values, { type: "edit", fields }, "update");
}

async function write(tx: Tx, id: string, values: Record<string, unknown>, change: Change, verb: string): Promise<GoalRow> {
  await updateVersioned<StoredGoal>(tx, GOALS, id, values, change);
  const goal = await getGoalEvenDeleted(tx, id);
  const data = verb === "update" ? { fields: change.fields, value: goal.value } : null;
  await recordActivity(tx, { kind: `goals.${verb}`, subjectId: id, title: goal.title, data });
  return goal;
}

/** Deletes a goal so that it can come back; its links stay. @throws Failure "not_found" | "conflict" */
export async function deleteGoal(tx: Tx, id: string, today: string, version?: number): Promise<GoalRow> {
  await lockGoal(tx, id, version, today);
  return write(tx, id, { deleted_at: NOW }, { type: "deletion", fields: ["deletedAt"] }, "delete");
}

/** Brings a deleted goal back; one that is there is answered as it is. @throws Failure "not_found" | "conflict" */
export async function undeleteGoal(tx: Tx, id: string, today: string, version?: number): Promise<GoalRow> {
  const goal = await lockGoal(tx, id, version, today, true);
  if (goal.deletedAt === null) return getGoalEvenDeleted(tx, id);
  return write(tx, id, { deleted_at: null }, { type: "undeletion", fields: ["deletedAt"] }, "undelete");
}

/** A version of a goal: who made it, when, and what it was set to. */
export type GoalVersion = Omit<Version, "data"> & { goal: GoalSetting };

/** All versions of a goal, deleted or not, newest first. @throws Failure "not_found" */
export async function listGoalVersions(tx: Tx, id: string): Promise<GoalVersion[]> {
  const versions = await listVersions(tx, GOALS, id);
  if (versions.length === 0) throw notFound("goal");
  return versions.map(({ data, ...version }) => ({ ...version, goal: goalOf(data as StoredGoal) }));
}

/** Makes an earlier version the newest. @throws Failure "not_found" | "conflict" (stale, or the goal is deleted) | "invalid" */
export async function restoreGoal(
  tx: Tx,
  id: string,
  version: number,
  today: string,
  wish: { reason?: string | null; expected?: number } = {},
): Promise<GoalRow> {
  const goal = await lockGoal(tx, id, wish.expected, today, true);
  const past = goalOf((await getVersion(tx, GOALS, id, version)).data as StoredGoal);
  if (goal.deletedAt !== null) {
    throw new Failure("conflict", "This goal is deleted. Undelete it first, then restore the version you want.");
  }
  const fields = FIELDS.filter((field) => valueIn(past, field) !== valueIn(goal, field));
  if (fields.length === 0) return getGoalEvenDeleted(tx, id);
  await check(tx, past);
  const values = Object.fromEntries(fields.map((field) => [COLUMN_OF[field], valueIn(past, field)]));
  return write(tx, id, values, { type: "restore", fields, reason: wish.reason ?? `Restored version ${version}.` }, "restore");
}
