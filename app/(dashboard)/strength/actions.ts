"use server";

import { z } from "zod";
import { applyChange } from "@/components/strength/exercise-changes";
import { readTexts, writeTexts } from "@/components/strength/exercise-texts";
import type { FormResult } from "@/components/ui/form-result";
import { joinSession, separateSession } from "@/db/session-activities";
import { deleteStrengthWorkout, getStrengthWorkoutEvenDeleted, undeleteStrengthWorkout } from "@/db/strength";
import { editStrengthWorkout, releaseStrengthFields } from "@/db/strength-edits";
import { getStrengthVersion, restoreStrengthWorkout } from "@/db/strength-versions";
import { idField, noteField, formVersionField as version } from "@/domain/fields";
import { Failure } from "@/lib/errors";
import { formOf, formTexts, userAction } from "../../_auth/action";
import { conflict } from "../_view/conflict";
import { formatOf } from "../_view/visitor-format";
import { strengthLabelOf } from "./labels";
import { readSession, SESSION_TEXT_FIELDS, sessionTexts } from "./session-form";

const text = z.string().default("");
const audited = { resource: "strength_workout", idField: "id" } as const;
const one = z.object({ id: idField });

/** The controls of exercises and sets have names of their own, one each. */
const form = z.looseObject({
  ...{ id: idField, base: version, version, title: text, description: text, startAt: text, endAt: text },
  reason: noteField(500).default(null),
});

/**
 * Changes what the person changed: `base` is the version whose values the form showed, `version` the one they last saw, which after a
 * conflict is a later one.
 */
const save = userAction(
  { name: "strength.edit", ...audited, schema: form, allow: ["title", "startAt", "endAt", "version", "reason"] },
  async (tx, typed, { visitor }) => {
    const { id, reason } = typed;
    const format = formatOf(visitor);
    const href = `/strength/${encodeURIComponent(id)}`;
    const base = (await getStrengthVersion(tx, id, typed.base)).session;
    const { changes, texts } = readSession(typed, base, format);
    if (Object.keys(changes).length === 0) return { message: "Nothing was changed.", id, href };
    const now = await getStrengthWorkoutEvenDeleted(tx, id);
    if (now.version !== typed.version) {
      const all = { typed: texts, shown: sessionTexts(base, format), now: sessionTexts(now, format) };
      throw conflict({ what: "session", fields: SESSION_TEXT_FIELDS, labelOf: strengthLabelOf, ...all, current: now });
    }
    const session = await editStrengthWorkout(tx, id, changes, { reason, version: typed.version, now: new Date() });
    return { id, href: session.version === base.version ? href : `${href}?done=${session.version}` };
  },
);

/** A button within the form of a session was pressed without scripts: the form comes back as it is then, and nothing is stored. */
export async function edit(previous: FormResult, data: FormData): Promise<FormResult> {
  const texts = formTexts(formOf(data, previous));
  const { change } = texts;
  if (change === undefined) return save(previous, data);
  const { exercises, focus } = applyChange(readTexts(texts), change);
  const others = Object.entries(texts).filter(([name]) => !/^(x\w|measured\.|change$|focus$)/.test(name));
  return { values: { ...Object.fromEntries(others), ...writeTexts(exercises), ...(focus ? { focus } : {}) } };
}

/** Makes an earlier version the current one; that is a version, too. */
export const restore = userAction(
  { name: "strength.restore", ...audited, schema: one.extend({ to: version, from: version }), allow: ["to", "from"] },
  async (tx, { id, to, from }) => {
    const session = await restoreStrengthWorkout(tx, id, to, { expected: from });
    return { message: `Version ${to} restored as version ${session.version}.`, id, revalidate: [`/strength/${id}/history`] };
  },
);

/** Takes an edit or a restoration back: restores the version that was there before it. */
export const unrestore = userAction(
  { name: "strength.restore", ...audited, schema: one.extend({ from: version }), allow: ["from"] },
  async (tx, { id, from }) => {
    const now = await getStrengthWorkoutEvenDeleted(tx, id);
    if (now.version !== from + 1) {
      throw new Failure("conflict", "The session was changed again since. Choose the version you want in its history.");
    }
    await restoreStrengthWorkout(tx, id, from, { expected: now.version });
    return { id, revalidate: [`/strength/${id}`, `/strength/${id}/history`] };
  },
);

const partner = { schema: one.extend({ workoutId: idField }), allow: ["workoutId"] };

/** Makes a session and an activity two that both count. */
export const separate = userAction({ name: "strength.separate", ...audited, ...partner }, async (tx, { id, workoutId }) => {
  await separateSession(tx, id, workoutId);
  return { message: "Both count now.", id, revalidate: [`/strength/${id}`, `/rides/${workoutId}`] };
});

/** Says that an activity tells of the same hour as a session: it counts once. */
export const join = userAction({ name: "strength.join", ...audited, ...partner }, async (tx, { id, workoutId }) => {
  await joinSession(tx, id, workoutId);
  return { message: "They are one hour now.", id, revalidate: [`/strength/${id}`, `/rides/${workoutId}`] };
});

/** Gives fields that the person set back to Hevy: `fields` names them, with commas between. */
export const release = userAction(
  { name: "strength.use-source", ...audited, schema: one.extend({ fields: text, from: version }), allow: ["fields", "from"] },
  async (tx, { id, fields, from }) => {
    const names = fields.split(",");
    const session = await releaseStrengthFields(tx, id, names, { version: from });
    const what = names.length === 1 ? strengthLabelOf(names[0] ?? "") : "All of it";
    return { message: `${what} as the source says, version ${session.version}.`, id, revalidate: [`/strength/${id}/edit`] };
  },
);

/** Deletes softly: the session leaves every list and total until it is brought back. */
export const remove = userAction({ name: "strength.delete", ...audited, schema: one }, async (tx, { id }) => {
  await deleteStrengthWorkout(tx, id);
  return { id, href: `/strength?removed=${encodeURIComponent(id)}` };
});

/** Brings a deleted session back. */
export const undelete = userAction({ name: "strength.undelete", ...audited, schema: one }, async (tx, { id }) => {
  await undeleteStrengthWorkout(tx, id);
  return { message: "Session is back.", id, revalidate: ["/strength"] };
});
