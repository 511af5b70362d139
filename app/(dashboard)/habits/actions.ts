"use server";

import { z } from "zod";
import { createHabit, deleteHabit, orderHabits, restoreHabit, undeleteHabit, updateHabit } from "@/db/habit-edits";
import { logHabit, unlogHabit } from "@/db/habit-logs";
import { getHabitEvenDeleted, listHabitLogs, listHabitNames } from "@/db/habits";
import { formVersionField } from "@/domain/fields";
import type { HabitLog } from "@/domain/habits";
import { momentIn } from "@/domain/moments";
import { plannedDayField, uuidField } from "@/domain/tasks";
import { formatDate } from "@/domain/units";
import { userAction } from "../../_auth/action";
import { formatOf } from "../_view/visitor-format";
import { readHabitForm } from "./habit-form";

const audited = { resource: "habit", idField: "id" } as const;
const one = z.object({ id: uuidField });
const lists = ["/habits", "/"];

const wordField = z
  .string()
  .trim()
  .regex(/^(?:done|skip|clear|\d{1,10}(?:[.,]\d{1,15})?)$/, "Write a number like 6 or 2.5.");

/** What would say of the day again what is known of it now. */
function wordFor(log: HabitLog | undefined): string {
  if (!log || log.source === "auto") return "clear";
  return log.skipped ? "skip" : String(log.value);
}

/** Says of a day of a habit that it was done, skipped, so much; or nothing any more. */
export const say = userAction(
  {
    name: "habits.log",
    ...audited,
    schema: z.object({ id: uuidField, date: plannedDayField, word: wordField }),
    allow: ["date", "word"],
  },
  async (tx, { id, date, word }, { visitor }) => {
    const { today } = momentIn(new Date(), visitor.timeZone);
    const { name } = await getHabitEvenDeleted(tx, id);
    const [was] = await listHabitLogs(tx, id, { from: date, to: date });
    if (word !== "clear") {
      const value = word === "done" || word === "skip" ? {} : { value: Number(word.replace(",", ".")) };
      await logHabit(tx, id, { date, skipped: word === "skip", ...value }, today);
    } else if (was) await unlogHabit(tx, id, date);
    const day = date === today ? "today" : formatDate(date, formatOf(visitor).locale);
    const what = word === "skip" ? "skipped" : word === "clear" ? "taken back" : word === "0" ? "not done" : "noted";
    return { id, message: `${name}: ${what} for ${day}.`, undo: { word: wordFor(was) }, revalidate: [...lists, `/habits/${id}`] };
  },
);

const idList = z
  .string()
  .transform((text) => text.split(",").filter((id) => id !== ""))
  .pipe(z.array(uuidField).min(1).max(500));

/** Puts habits in this order. */
export const order = userAction(
  { name: "habits.order", resource: "habit", schema: z.object({ ids: idList }) },
  async (tx, { ids }) => {
    const before = await listHabitNames(tx);
    await orderHabits(tx, ids);
    return { message: "Order saved.", undo: { ids: before.map(({ id }) => id).join(",") }, revalidate: lists };
  },
);

/** Begins a habit. */
export const create = userAction(
  { name: "habits.create", resource: "habit", schema: z.looseObject({ name: z.string() }) },
  async (tx, sent, { visitor }) => {
    const habit = await createHabit(tx, readHabitForm(sent, formatOf(visitor)), momentIn(new Date(), visitor.timeZone));
    return { id: habit.id, message: `“${habit.name}” begins.`, href: "/habits" };
  },
);

/** Changes what a habit is. */
export const edit = userAction(
  { name: "habits.edit", ...audited, schema: z.looseObject({ id: uuidField, version: formVersionField }) },
  async (tx, sent, { visitor }) => {
    const changes = readHabitForm(sent, formatOf(visitor));
    await updateHabit(tx, sent.id, changes, momentIn(new Date(), visitor.timeZone), sent.version);
    return { id: sent.id, message: "Saved.", href: `/habits/${sent.id}` };
  },
);

const archiving = (name: string, archived: boolean, words: string) =>
  userAction({ name, ...audited, schema: one }, async (tx, { id }, { visitor }) => {
    await updateHabit(tx, id, { archived }, momentIn(new Date(), visitor.timeZone));
    return { id, message: words, revalidate: [...lists, `/habits/${id}`] };
  });

/** Puts a habit aside: it asks for nothing, and its days stay. */
export const archive = archiving("habits.archive", true, "Habit archived.");
/** Takes a habit up again. */
export const resume = archiving("habits.resume", false, "The habit goes on.");

/** Deletes a habit from its own page, which is left. */
export const discard = userAction({ name: "habits.delete", ...audited, schema: one }, async (tx, { id }, { visitor }) => {
  await deleteHabit(tx, id, momentIn(new Date(), visitor.timeZone));
  return { id, href: `/habits?removed=${id}` };
});

/** Brings a deleted habit back. */
export const undelete = userAction({ name: "habits.undelete", ...audited, schema: one }, async (tx, { id }, { visitor }) => {
  await undeleteHabit(tx, id, momentIn(new Date(), visitor.timeZone));
  return { id, message: "The habit is back.", revalidate: [...lists, "/habits/deleted", `/habits/${id}`] };
});

const restoring = z.object({ id: uuidField, to: formVersionField, from: formVersionField });

/** Makes an earlier version of a habit the newest. */
export const restore = userAction(
  { name: "habits.restore", ...audited, schema: restoring, allow: ["to"] },
  async (tx, { id, to }, { visitor }) => {
    await restoreHabit(tx, id, to, momentIn(new Date(), visitor.timeZone));
    return { id, message: `Version ${to} is the habit again.`, revalidate: [`/habits/${id}`] };
  },
);

/** Takes a restore back. */
export const unrestore = userAction(
  { name: "habits.restore", ...audited, schema: restoring, allow: ["from"] },
  async (tx, { id, from }, { visitor }) => {
    await restoreHabit(tx, id, from, momentIn(new Date(), visitor.timeZone));
    return { id, message: "Undone.", revalidate: [`/habits/${id}`] };
  },
);
