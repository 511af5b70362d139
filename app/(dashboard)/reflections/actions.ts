"use server";

import { z } from "zod";
import {
  createReflection,
  deleteReflection,
  restoreReflection,
  undeleteReflection,
  updateReflection,
} from "@/db/reflection-edits";
import { getReflection, getReflectionOf } from "@/db/reflections";
import { formVersionField } from "@/domain/fields";
import { momentIn } from "@/domain/moments";
import { newReflectionSchema, updateReflectionSchema } from "@/domain/reflections";
import { uuidField } from "@/domain/tasks";
import { isLocalDate } from "@/domain/time-zones";
import { Failure } from "@/lib/errors";
import { userAction } from "../../_auth/action";

const audited = { resource: "reflection", idField: "id" } as const;
const id = z.object({ id: uuidField });

const many = (value: unknown) => [value ?? []].flat().map(String);

/** What the form of a day says, as the schemas take it. */
function contentOf(sent: Record<string, unknown>) {
  const mood = Number(sent["mood"] || 0);
  return {
    mood: mood === 0 ? null : mood,
    text: String(sent["text"] ?? "").replaceAll("\r\n", "\n"),
    taskIds: many(sent["taskIds[]"]),
    goalIds: many(sent["goalIds[]"]),
    habitIds: many(sent["habitIds[]"]),
  };
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ path: String(path[0] ?? ""), message }));
  throw new Failure("invalid", "Some fields need another look.", { fields });
}

/** Writes a day down, or changes what was written. */
export const save = userAction(
  {
    name: "reflections.save",
    ...audited,
    schema: z.looseObject({ id: z.union([uuidField, z.literal("")]), date: z.string(), version: z.coerce.number().int().min(0) }),
    allow: ["date"],
  },
  async (tx, sent, { visitor }) => {
    const content = contentOf(sent);
    const at = momentIn(new Date(), visitor.timeZone);
    if (sent.id === "" && isLocalDate(sent.date) && (await getReflectionOf(tx, sent.date))) {
      const message = "This day was written in another window meanwhile. Reload the page to see it: what you typed here stays.";
      throw new Failure("conflict", message);
    }
    const written =
      sent.id === ""
        ? await createReflection(tx, checked(newReflectionSchema, { ...content, date: sent.date }), at)
        : await updateReflection(tx, sent.id, checked(updateReflectionSchema, content), sent.version);
    return {
      id: written.id,
      message: "Saved.",
      undo: { id: written.id },
      revalidate: ["/reflections", `/reflections/${written.date}`, "/"],
    };
  },
);

/** Gives a day that is written another mood; the way back takes the one it had. */
export const feel = userAction(
  { name: "reflections.save", ...audited, schema: id.extend({ mood: z.coerce.number().int().min(0).max(5) }) },
  async (tx, sent) => {
    const { mood: before } = await getReflection(tx, sent.id);
    const { date } = await updateReflection(tx, sent.id, { mood: sent.mood || null });
    const undo = { id: sent.id, mood: String(before ?? 0) };
    return { id: sent.id, message: "Saved.", undo, revalidate: ["/reflections", `/reflections/${date}`, "/"] };
  },
);

/** Deletes what was written of a day. */
export const remove = userAction({ name: "reflections.delete", ...audited, schema: id }, async (tx, sent) => {
  const { date } = await getReflection(tx, sent.id);
  await deleteReflection(tx, sent.id);
  return { id: sent.id, message: "Deleted.", revalidate: ["/reflections", `/reflections/${date}`, "/"] };
});

/** Brings back what was deleted. */
export const undelete = userAction({ name: "reflections.undelete", ...audited, schema: id }, async (tx, sent) => {
  const { date } = await undeleteReflection(tx, sent.id);
  return {
    id: sent.id,
    message: "The day is back.",
    revalidate: ["/reflections", "/reflections/deleted", `/reflections/${date}`, "/"],
  };
});

const restoring = z.object({ id: uuidField, to: formVersionField, from: formVersionField });

/** Makes an earlier version of a day the newest. */
export const restore = userAction(
  { name: "reflections.restore", ...audited, schema: restoring, allow: ["to"] },
  async (tx, sent, { visitor }) => {
    const { date } = await restoreReflection(tx, sent.id, sent.to, momentIn(new Date(), visitor.timeZone));
    return {
      id: sent.id,
      message: `Version ${sent.to} is the day again.`,
      revalidate: [`/reflections/${date}`, `/reflections/${date}/history`],
    };
  },
);

/** Takes a restore back. */
export const unrestore = userAction(
  { name: "reflections.restore", ...audited, schema: restoring, allow: ["from"] },
  async (tx, sent, { visitor }) => {
    const { date } = await restoreReflection(tx, sent.id, sent.from, momentIn(new Date(), visitor.timeZone));
    return { id: sent.id, message: "Undone.", revalidate: [`/reflections/${date}`, `/reflections/${date}/history`] };
  },
);
