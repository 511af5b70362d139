"use server";

import { z } from "zod";
import { mergeWorkouts } from "@/db/merge-by-hand";
import { splitWorkout } from "@/db/split-activities";
import { getWorkoutVersion, restoreWorkout } from "@/db/workout-versions";
import { deleteWorkout, editWorkout, getWorkoutEvenDeleted, undeleteWorkout } from "@/db/workouts";
import { idField, noteField, formVersionField as version } from "@/domain/fields";
import { workoutChangesSchema } from "@/domain/workout-changes";
import { workoutLabelOf } from "@/domain/workout-fields";
import { Failure } from "@/lib/errors";
import { userAction } from "../../_auth/action";
import { checked } from "../_view/checked";
import { conflict, touched } from "../_view/conflict";
import { splitOff } from "../_view/split-off";
import { RIDE_TEXT_FIELDS, rideTexts } from "./ride-form";

const text = z.string().default("");
const audited = { resource: "workout", idField: "id" } as const;
const one = z.object({ id: idField });

/**
 * Changes what the person changed: `base` is the version whose values the form showed, `version` the one they last saw, which after a
 * conflict is a later one.
 */
export const edit = userAction(
  {
    name: "workouts.edit",
    ...audited,
    schema: one.extend({
      title: text,
      sport: text,
      description: text,
      base: version,
      version,
      reason: noteField(500).default(null),
    }),
    allow: ["title", "sport", "version", "reason"],
  },
  async (tx, typed) => {
    const { id, reason } = typed;
    const href = `/rides/${encodeURIComponent(id)}`;
    const shown = rideTexts((await getWorkoutVersion(tx, id, typed.base)).values);
    const fields = touched(RIDE_TEXT_FIELDS, typed, shown);
    if (fields.length === 0) return { message: "Nothing was changed.", id, href };
    const values = Object.fromEntries(fields.map((field) => [field, typed[field]]));
    const changes = checked(workoutChangesSchema, values);
    const now = await getWorkoutEvenDeleted(tx, id);
    if (now.version !== typed.version) {
      const texts = { typed, shown, now: rideTexts(now) };
      throw conflict({ what: "activity", fields: RIDE_TEXT_FIELDS, labelOf: workoutLabelOf, ...texts, current: now });
    }
    const ride = await editWorkout(tx, id, changes, { reason, version: typed.version });
    return { id, href: ride.version === typed.base ? href : `${href}?done=${ride.version}` };
  },
);

/** Deletes softly: the activity leaves every list and total until it is brought back. */
export const remove = userAction({ name: "workouts.delete", ...audited, schema: one }, async (tx, { id }) => {
  await deleteWorkout(tx, id);
  return { id, href: `/rides?removed=${encodeURIComponent(id)}` };
});

/** Brings a deleted activity back. */
export const undelete = userAction({ name: "workouts.undelete", ...audited, schema: one }, async (tx, { id }) => {
  await undeleteWorkout(tx, id);
  return { message: "Activity is back.", id, revalidate: ["/rides"] };
});

/** Makes title, sport and notes what they were in an earlier version; that is a version, too. */
export const restore = userAction(
  { name: "workouts.restore", ...audited, schema: one.extend({ to: version, from: version }), allow: ["to", "from"] },
  async (tx, { id, to, from }) => {
    const ride = await restoreWorkout(tx, id, to, from);
    return { message: `Version ${to} restored as version ${ride.version}.`, id, revalidate: [`/rides/${id}/history`] };
  },
);

/** Takes an edit or a restoration back: restores the version that was there before it. */
export const unrestore = userAction(
  { name: "workouts.restore", ...audited, schema: one.extend({ from: version }), allow: ["from"] },
  async (tx, { id, from }) => {
    const now = await getWorkoutEvenDeleted(tx, id);
    if (now.version !== from + 1) {
      throw new Failure("conflict", "The activity was changed again since. Choose the version you want in its history.");
    }
    await restoreWorkout(tx, id, from, now.version);
    return { id, revalidate: [`/rides/${id}`, `/rides/${id}/history`] };
  },
);

/** Makes two activities one: `id` stays and takes in the other. */
export const merge = userAction(
  { name: "workouts.merge", ...audited, schema: one.extend({ with: idField, version }), allow: ["with", "version"] },
  async (tx, { id, with: other, version }) => {
    const ride = await mergeWorkouts(tx, id, other, { version });
    return { id, href: `/rides/${encodeURIComponent(id)}?done=${ride.version}&merged=${encodeURIComponent(other)}` };
  },
);

/** Takes a merged activity out of the one that took it in. */
export const unmerge = userAction(
  { name: "workouts.unmerge", ...audited, schema: one.extend({ into: idField }), allow: ["into"] },
  async (tx, { id, into }) => {
    await undeleteWorkout(tx, id);
    return { message: "They are two activities again.", id, revalidate: [`/rides/${into}`] };
  },
);

/** Takes one source off an activity that several tell of: it becomes one of its own and is never merged by itself again. */
export const split = userAction(
  { name: "workouts.split", ...audited, schema: one.extend({ source: idField }), allow: ["source"] },
  async (tx, { id, source }) => splitOff(tx, { noun: "workout", id }, await splitWorkout(tx, id, source)),
);
