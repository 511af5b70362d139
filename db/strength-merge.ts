import { equalExercises, type StrengthSession, sameSession } from "@/domain/strength";
import { type EditableStrengthField, type StrengthContent, sessionLength } from "@/domain/strength-changes";
import { localDate } from "@/domain/time-zones";
import type { BulkChange } from "./bulk";
import type { StrengthRow } from "./strength-rows";

/** A session as a source brings it: `hevyId` from the API, none from an export. */
export type BroughtSession = { id: string; by: "api" | "export"; hevyId: string | null; session: StrengthSession };

/** What is to become of a stored session: its new values, which fields differ, and what kind of version that is. */
export type SessionChange = { next: StrengthRow; fields: string[]; type: BulkChange["type"] };

/** Whether a source may be another one's telling of a stored session, of which it does not know the id. */
export function isTwin(row: StrengthRow, { by, session }: BroughtSession): boolean {
  const other = by === "api" ? row.hevyId === null : row.hevyId !== null;
  return other && row.source === "hevy" && sameSession(toldOf(row), session);
}

/**
 * What a source changes of a session that is stored; null where it changes nothing. What the API tells wins over an export, which is
 * only to the minute. Exports are the person's own data, so a session that is in one is no longer bound to the provider's terms. What
 * a person deleted stays deleted; what went with an undone import, or was deleted at Hevy and is there again, comes back.
 */
export function changeOf(row: StrengthRow, brought: BroughtSession): SessionChange | null {
  const api = brought.by === "api";
  if (row.deletedAt !== null && row.undoneImportId === null && !(api && row.hevyDeletedAt !== null)) return null;
  const next: StrengthRow = { ...row, deletedAt: null, undoneImportId: null };
  if (api) next.hevyId = brought.hevyId;
  else next.origin = "export";
  if (api || row.hevyId === null) Object.assign(next, underEdits(row, told({ ...row, ...toldOf(row) }, brought)));
  // What a source says of a field that the person has set is told by the history, too.
  const said = differences(toldOf(row), toldOf(next));
  const fields = [...new Set([...differences(row, next), ...said, ...(row.deletedAt === null ? [] : ["deletedAt"])])];
  if (fields.length === 0 && row.hevyId === next.hevyId && row.origin === next.origin) return null;
  const joins = row.hevyId !== next.hevyId || row.origin !== next.origin;
  return { next, fields, type: row.deletedAt !== null ? "undeletion" : joins ? "merge" : "sync" };
}

/** The day of a session stays in the zone that it was first seen in: moving house does not move it. */
function told(row: StrengthRow, { by, session }: BroughtSession): StrengthContent {
  const { title, description, durationS, exercises } = session;
  // An export's clock is in a zone that it does not tell; what was once taken for it stands.
  const startAt = by === "api" ? session.startAt : row.startAt;
  const endAt = by === "api" || session.endAt === null ? session.endAt : new Date(startAt.getTime() + durationS * 1000);
  return { title, description, exercises, startAt, endAt };
}

/** What sources tell now, with what the person has set laid over it; `provider` takes what they say of that. */
function underEdits(row: StrengthRow, content: StrengthContent): Partial<StrengthRow> {
  const provider: Record<string, unknown> = {};
  for (const field of row.editedFields) if (field in content) provider[field] = content[field as EditableStrengthField];
  const own = Object.fromEntries(row.editedFields.map((field) => [field, row[field as EditableStrengthField]]));
  const shown: StrengthContent = { ...content, ...own };
  return {
    ...shown,
    provider: storable(provider),
    durationS: sessionLength(shown),
    localDate: localDate(shown.startAt, row.timeZone),
  };
}

/** What the sources say of a session, whatever a person has made of it. */
function toldOf(row: StrengthRow): StrengthContent & { durationS: number } {
  const { title, description, startAt, endAt, exercises } = row;
  const content: StrengthContent = { title, description, startAt, endAt, exercises, ...contentOf(row.provider) };
  return { ...content, durationS: sessionLength(content) };
}

/** Values as `provider` holds them, as a session has them. */
export function contentOf({ startAt, endAt, ...provider }: Record<string, unknown>): Partial<StrengthContent> {
  // Only our own writing is in there: values of sessions that were checked.
  const content: Partial<StrengthContent> = { ...provider };
  if (typeof startAt === "string") content.startAt = new Date(startAt);
  if (endAt !== undefined) content.endAt = typeof endAt === "string" ? new Date(endAt) : null;
  return content;
}

/** Values of a session as `provider` holds them. */
export function storable(content: Record<string, unknown>): Record<string, unknown> {
  const plain = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
  return Object.fromEntries(Object.entries(content).map(([field, value]) => [field, plain(value)]));
}

function differences(a: StrengthSession, b: StrengthSession): string[] {
  const fields: [string, boolean][] = [
    ["title", a.title === b.title],
    ["description", a.description === b.description],
    ["startAt", a.startAt.getTime() === b.startAt.getTime()],
    ["endAt", a.endAt?.getTime() === b.endAt?.getTime()],
    ["duration", a.durationS === b.durationS],
    ["exercises", equalExercises(a.exercises, b.exercises)],
  ];
  return fields.flatMap(([field, equal]) => (equal ? [] : [field]));
}

/** A session that is seen for the first time. */
export function newRow({ id, by, hevyId, session }: BroughtSession, timeZone: string): StrengthRow {
  return {
    ...session,
    id,
    hevyId,
    timeZone,
    localDate: localDate(session.startAt, timeZone),
    ...{ volumeKg: 0, setCount: 0, source: "hevy", origin: by, version: 1, editedFields: [], provider: {} },
    ...{ deletedAt: null, undoneImportId: null, hevyDeletedAt: null },
  };
}
