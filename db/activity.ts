import { newId } from "@/lib/crypto";
import type { Tx } from "./client";
import { Conditions } from "./conditions";
import { byInstant, paged, pageOf } from "./ordering";
import type { Page } from "./run-list";

/** Something that happened, for the timeline: noun and verb (`tasks.complete`), what to, and what it was called then. */
export type NewActivity = {
  kind: `${string}.${string}`;
  subjectId?: string | null;
  title?: string | null;
  data?: Record<string, unknown> | null;
};

/** The longest title that the timeline keeps, in characters. */
const TITLE_LENGTH = 200;

/** Writes down what happened, in the transaction that made it happen: neither is there without the other. */
export async function recordActivity(tx: Tx, { kind, subjectId = null, title = null, data = null }: NewActivity): Promise<void> {
  if (tx.untold) return;
  await tx.query(
    `insert into app.user_activity (user_id, id, at, kind, subject_id, title, data, request_id)
      values ($1, $2, now(), $3, $4, left($5, ${TITLE_LENGTH}), $6, $7)`,
    [tx.userId, newId(), kind, subjectId, title, data === null ? null : JSON.stringify(data), tx.actor.requestId],
  );
}

/** A line of the timeline. */
export type Activity = {
  id: string;
  at: Date;
  kind: string;
  subjectId: string | null;
  title: string | null;
  data: Record<string, unknown> | null;
};

/** Which lines of the timeline: instants from (included) and to (not included), one noun's only, which page. */
export type ActivityFilter = { from?: Date; to?: Date; noun?: string; limit: number; page?: number; next?: string };

/** One page of the timeline, newest first. @throws Failure "invalid" for a cursor of another list */
export async function listActivity(tx: Tx, filter: ActivityFilter): Promise<Page<Activity>> {
  const order = byInstant("a.at");
  const place = { ...filter, sort: "at", order: "desc" as const };
  const conditions = new Conditions(tx.userId, "a")
    .with(filter.from, (at) => `a.at >= ${at}::timestamptz`)
    .with(filter.to, (at) => `a.at < ${at}::timestamptz`)
    .with(filter.noun, (noun) => `split_part(a.kind, '.', 1) = ${noun}`);
  const rest = paged(conditions, order, place, "a.id", "uuid");
  const rows = await tx.query<Activity & { cursorValue: string }>(
    `select a.id, a.at, a.kind, a.subject_id as "subjectId", a.title, a.data, ${order.kept} as "cursorValue" from app.user_activity a ${rest}`,
    conditions.values,
  );
  return pageOf<Activity>(rows, place);
}
