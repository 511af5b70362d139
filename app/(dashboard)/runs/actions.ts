"use server";

import { z } from "zod";
import { mergeRuns } from "@/db/merge-by-hand";
import { releaseRunFields } from "@/db/released-fields";
import { createRun, deleteRun, editRun, undeleteRun } from "@/db/run-edits";
import { getRunVersion, restoreRun } from "@/db/run-versions";
import { getRunEvenDeleted } from "@/db/runs";
import { splitRun } from "@/db/split-activities";
import { idField, noteField, formVersionField as version } from "@/domain/fields";
import { newRunSchema, runChangesSchema } from "@/domain/run-changes";
import { labelOf } from "@/domain/run-fields";
import { Failure } from "@/lib/errors";
import { userAction } from "../../_auth/action";
import { conflict, touched } from "../_view/conflict";
import { splitOff } from "../_view/split-off";
import { formatOf } from "../_view/visitor-format";
import { checkRun, RUN_TEXT_FIELDS, readRunTexts, runTexts } from "./run-form";

const text = z.string().default("");
const texts = {
  name: text,
  notes: text,
  type: text,
  startAt: text,
  distance: text,
  duration: text,
  averageHeartRate: text,
  shoeId: text,
};
/** What the audit log keeps of a form: everything but the person's own prose. */
const kept = RUN_TEXT_FIELDS.filter((field) => field !== "notes");
const audited = { resource: "run", idField: "id" } as const;
const one = z.object({ id: idField });

/** Writes a run down by hand. */
export const create = userAction(
  { name: "runs.create", resource: "run", schema: z.object(texts), allow: kept },
  async (tx, typed, { visitor }) => {
    const given = RUN_TEXT_FIELDS.filter((field) => field !== "name" || typed.name.trim() !== "");
    const { timeZone, units } = visitor;
    const read = checkRun(readRunTexts(typed, given, { timeZone, units }), newRunSchema);
    const run = await createRun(tx, { ...read, timeZone }, new Date());
    return { message: "Run added.", id: run.id, href: `/runs/${run.id}` };
  },
);

/**
 * Changes what the person changed: `base` is the version whose values the form showed, `version` the one they last saw, which after a
 * conflict is a later one.
 */
export const edit = userAction(
  {
    name: "runs.edit",
    ...audited,
    schema: z.object({ ...texts, id: idField, base: version, version, reason: noteField(500).default(null) }),
    allow: [...kept, "version", "reason"],
  },
  async (tx, typed, { visitor }) => {
    const { id, reason } = typed;
    const format = formatOf(visitor);
    const base = (await getRunVersion(tx, id, typed.base)).run;
    const shown = runTexts(base, format);
    const fields = touched(RUN_TEXT_FIELDS, typed, shown);
    if (fields.length === 0) return { message: "Nothing was changed.", id, href: `/runs/${id}` };
    const changes = checkRun(readRunTexts(typed, fields, { timeZone: base.timeZone, units: visitor.units }), runChangesSchema);
    const now = await getRunEvenDeleted(tx, id);
    if (now.version !== typed.version) {
      const texts = { typed, shown, now: runTexts(now, format) };
      throw conflict({ what: "run", fields: RUN_TEXT_FIELDS, labelOf, ...texts, current: now });
    }
    const run = await editRun(tx, id, changes, { reason, version: typed.version, now: new Date() });
    return { id, href: run.version === base.version ? `/runs/${id}` : `/runs/${id}?done=${run.version}` };
  },
);

/** Deletes softly: the run leaves every list and total until it is brought back. For the rows of a list, which stays. */
export const remove = userAction({ name: "runs.delete", ...audited, schema: one }, async (tx, { id }) => {
  await deleteRun(tx, id);
  return { message: "Run deleted.", id, revalidate: ["/runs"] };
});

/** The same from the run's own page, which is left for the list; the list offers the way back. */
export const removeAndLeave = userAction({ name: "runs.delete", ...audited, schema: one }, async (tx, { id }) => {
  await deleteRun(tx, id);
  return { id, href: `/runs?removed=${encodeURIComponent(id)}` };
});

/** Brings a deleted run back. */
export const undelete = userAction({ name: "runs.undelete", ...audited, schema: one }, async (tx, { id }) => {
  await undeleteRun(tx, id);
  return { message: "Run is back.", id, revalidate: ["/runs"] };
});

/** Makes an earlier version the current one; that is a version, too. */
export const restore = userAction(
  { name: "runs.restore", ...audited, schema: one.extend({ to: version, from: version }), allow: ["to", "from"] },
  async (tx, { id, to, from }) => {
    const run = await restoreRun(tx, id, to, { expected: from });
    return { message: `Version ${to} restored as version ${run.version}.`, id, revalidate: [`/runs/${id}/history`] };
  },
);

/** Takes a restoration back: restores the version that was there before it. */
export const unrestore = userAction(
  { name: "runs.restore", ...audited, schema: one.extend({ from: version }), allow: ["from"] },
  async (tx, { id, from }) => {
    const now = await getRunEvenDeleted(tx, id);
    if (now.version !== from + 1) {
      throw new Failure("conflict", "The run was changed again since. Choose the version you want in its history.");
    }
    await restoreRun(tx, id, from, { expected: now.version });
    return { id, revalidate: [`/runs/${id}/history`] };
  },
);

/** Gives fields that the person set back to the sources: `fields` names them, with commas between. */
export const release = userAction(
  { name: "runs.use-source", ...audited, schema: one.extend({ fields: text, from: version }), allow: ["fields", "from"] },
  async (tx, { id, fields, from }) => {
    const names = fields.split(",");
    const run = await releaseRunFields(tx, id, names, { version: from });
    const what = names.length === 1 ? labelOf(names[0] ?? "") : "All of it";
    return { message: `${what} is the source’s again, as version ${run.version}.`, id, revalidate: [`/runs/${id}/edit`] };
  },
);

/** Makes two runs one: `id` stays and takes in the other. */
export const merge = userAction(
  { name: "runs.merge", ...audited, schema: one.extend({ with: idField, version }), allow: ["with", "version"] },
  async (tx, { id, with: other, version }) => {
    const run = await mergeRuns(tx, id, other, { version });
    return { id, href: `/runs/${encodeURIComponent(id)}?done=${run.version}&merged=${encodeURIComponent(other)}` };
  },
);

/** Takes a merged run out of the one that took it in. */
export const unmerge = userAction(
  { name: "runs.unmerge", ...audited, schema: one.extend({ into: idField }), allow: ["into"] },
  async (tx, { id, into }) => {
    await undeleteRun(tx, id);
    return { message: "They are two runs again.", id, revalidate: [`/runs/${into}`] };
  },
);

/** Takes one source off a run that several tell of: it becomes an activity of its own and is never merged by itself again. */
export const split = userAction(
  { name: "runs.split", ...audited, schema: one.extend({ source: idField }), allow: ["source"] },
  async (tx, { id, source }) => splitOff(tx, { noun: "run", id }, await splitRun(tx, id, source)),
);
