import { equalExercises } from "@/domain/strength";
import {
  contradictionsOf,
  EDITABLE_STRENGTH_FIELDS,
  type EditableStrengthField,
  type StrengthChanges,
  type StrengthContent,
  sessionLength,
} from "@/domain/strength-changes";
import { localDate } from "@/domain/time-zones";
import { Failure } from "@/lib/errors";
import type { Tx } from "./client";
import { ownership } from "./edited-overlay";
import { updateVersioned } from "./history";
import { getStrengthWorkout, lockSession, type Wish } from "./strength";
import { named } from "./strength-exercises";
import { linkSessions } from "./strength-links";
import { contentOf, storable } from "./strength-merge";
import { STRENGTH, type StrengthRow, strengthValues } from "./strength-rows";
import { deleteSets, insertSets } from "./strength-sets";
import { takeTurn } from "./turns";

/**
 * Changes what a person may change. Fields that become what they are already are no change; without any change the session is answered
 * as it is and no version is made. Changed fields are the person's from now on: what the sources say of them is kept in `provider`.
 * `now`: a start after it is refused. @throws Failure "not_found" | "conflict" (stale; with the session as it is now) | "invalid"
 */
export async function editStrengthWorkout(
  tx: Tx,
  id: string,
  changes: StrengthChanges,
  wish: Wish & { now: Date },
): Promise<StrengthRow> {
  await takeTurn(tx);
  const session = await lockSession(tx, id, wish, false);
  const content = { ...contentIn(session), ...given(changes) };
  content.exercises = await named(tx, content.exercises);
  const fields = changedFields(session, content);
  const own = Object.fromEntries(fields.map((field) => [field, content[field]]));
  const errors = contradictionsOf(own, content, wish.now);
  if (errors.length > 0) throw new Failure("invalid", "Some fields need another look.", { fields: errors });
  return changeSession(tx, session, content, { type: "edit", reason: wish.reason });
}

function given(changes: StrengthChanges): Partial<StrengthContent> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function contentIn({ title, description, startAt, endAt, exercises }: StrengthContent): StrengthContent {
  return { title, description, startAt, endAt, exercises };
}

function changedFields(was: StrengthContent, is: StrengthContent): EditableStrengthField[] {
  return EDITABLE_STRENGTH_FIELDS.filter((field) => {
    if (field === "exercises") return !equalExercises(was.exercises, is.exercises);
    const [before, after] = [was[field], is[field]];
    return before instanceof Date && after instanceof Date ? before.getTime() !== after.getTime() : before !== after;
  });
}

/** The one way in which a person's hand changes a session: what differs becomes theirs. The row is locked, exercises have their ids. */
export async function changeSession(
  tx: Tx,
  session: StrengthRow,
  content: StrengthContent,
  change: { type: "edit" | "restore"; reason?: string | null },
): Promise<StrengthRow> {
  const fields = changedFields(session, content);
  if (fields.length === 0) return session;
  const before = Object.fromEntries(fields.map((field) => [field, session[field]]));
  const { edited_fields: editedFields, provider } = ownership(session, storable(before));
  return write(tx, { ...session, ...content, editedFields, provider }, fields, change);
}

/**
 * Gives fields that a person had set back to the sources: what they say is shown again, and a later sync may change it. This is a
 * version. @throws Failure "not_found" | "conflict" | "invalid" for a field that is not edited
 */
export async function releaseStrengthFields(
  tx: Tx,
  id: string,
  fields: readonly string[],
  wish: Wish = {},
): Promise<StrengthRow> {
  await takeTurn(tx);
  const session = await lockSession(tx, id, wish, false);
  const strange = fields.filter((field) => !session.editedFields.includes(field));
  if (strange.length > 0) {
    const message = `You have not set ${strange.join(", ")}; the source’s value is shown already.`;
    throw new Failure("invalid", message, { fields: [{ path: "fields", message }] });
  }
  const said = contentOf(Object.fromEntries(Object.entries(session.provider).filter(([field]) => fields.includes(field))));
  const rest = Object.entries(session.provider).filter(([field]) => !fields.includes(field));
  const next = {
    ...session,
    ...said,
    editedFields: session.editedFields.filter((field) => !fields.includes(field)),
    provider: Object.fromEntries(rest),
  };
  const reason = wish.reason ?? "Taken from the source again";
  return write(tx, next, fields, { type: "edit", reason });
}

async function write(
  tx: Tx,
  next: StrengthRow,
  fields: readonly string[],
  change: { type: "edit" | "restore"; reason?: string | null },
): Promise<StrengthRow> {
  const { startAt, timeZone } = next;
  const row = { ...next, durationS: sessionLength(next), localDate: localDate(startAt, timeZone) };
  await updateVersioned(tx, STRENGTH, row.id, strengthValues(row), { ...change, fields });
  await deleteSets(tx, [row.id]);
  await insertSets(tx, [row]);
  await linkSessions(tx, [startAt]);
  return getStrengthWorkout(tx, row.id);
}
