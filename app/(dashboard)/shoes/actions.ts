"use server";

import { z } from "zod";
import { createShoe, deleteShoe, listShoeVersions, retireShoe, undeleteShoe, unretireShoe, updateShoe } from "@/db/shoe-edits";
import { dayField, idField, noteField, formVersionField as version } from "@/domain/fields";
import { newShoeSchema, shoeChangesSchema } from "@/domain/shoes";
import { Failure, notFound } from "@/lib/errors";
import { userAction } from "../../_auth/action";
import { checked } from "../_view/checked";
import { conflict, touched } from "../_view/conflict";
import { instantOf } from "../_view/local-time";
import { formatOf } from "../_view/visitor-format";
import { RETIRED_TEXT_FIELDS, readShoeTexts, SHOE_TEXT_FIELDS, shoeLabel, shoeTexts } from "./shoe-form";

const text = z.string().default("");
const texts = { name: text, startingDistance: text, limit: text, notes: text };
const retirement = { retiredAt: text, retirementNotes: text };
const audited = { resource: "shoe", idField: "id" } as const;
const one = z.object({ id: idField });
const kept = ["name", "startingDistance", "limit"];
const revalidate = ["/shoes"];

/** A new pair of shoes. */
export const create = userAction(
  { name: "shoes.create", resource: "shoe", schema: z.object(texts), allow: kept },
  async (tx, typed, { visitor }) => {
    const values = checked(newShoeSchema, readShoeTexts(typed, SHOE_TEXT_FIELDS, visitor));
    const shoe = await createShoe(tx, values);
    return { message: "Shoe added.", id: shoe.id, href: `/shoes/${shoe.id}` };
  },
);

/** Changes what the person changed, on top of the version they last saw. */
export const edit = userAction(
  {
    name: "shoes.edit",
    ...audited,
    schema: z.object({ ...texts, ...retirement, id: idField, base: version, version }),
    allow: [...kept, "retiredAt", "version"],
  },
  async (tx, typed, { visitor }) => {
    const { id } = typed;
    const words = { ...formatOf(visitor), timeZone: visitor.timeZone };
    const [now, ...earlier] = await listShoeVersions(tx, id);
    const base = [now, ...earlier].find((one) => one?.version === typed.base);
    if (!now || !base) throw notFound("shoe");
    const shown = shoeTexts(base.shoe, words);
    const fields = touched(base.shoe.retiredAt ? RETIRED_TEXT_FIELDS : SHOE_TEXT_FIELDS, typed, shown);
    if (fields.length === 0) return { message: "Nothing was changed.", id, href: `/shoes/${id}` };
    const changes = checked(shoeChangesSchema, readShoeTexts(typed, fields, visitor));
    if (now.version !== typed.version) {
      const all = { typed, shown, now: shoeTexts(now.shoe, words) };
      throw conflict({ what: "shoe", fields, labelOf: shoeLabel, ...all, current: now });
    }
    await updateShoe(tx, id, changes, typed.version);
    return { message: "Shoe saved.", id, href: `/shoes/${id}` };
  },
);

/** Takes a shoe out of use on a day, with a word why. */
export const retire = userAction(
  {
    name: "shoes.retire",
    ...audited,
    schema: one.extend({ date: dayField, retirementNotes: noteField(20_000).default(null) }),
    allow: ["date"],
  },
  async (tx, { id, date, retirementNotes }, { visitor }) => {
    const retiredAt = instantOf(`${date}T12:00`, visitor.timeZone);
    if (!retiredAt) throw new Failure("invalid", "Choose a day.", { fields: [{ path: "date", message: "Choose a day." }] });
    const shoe = await retireShoe(tx, id, { retiredAt, retirementNotes });
    return { id, href: `/shoes/${id}?retired=${shoe.version}` };
  },
);

/** Puts a retired shoe back into use. */
export const unretire = userAction({ name: "shoes.unretire", ...audited, schema: one }, async (tx, { id }) => {
  await unretireShoe(tx, id);
  return { message: "Back in use.", id, revalidate };
});

/** Deletes softly: the shoe leaves all lists; its runs keep it by name. */
export const remove = userAction({ name: "shoes.delete", ...audited, schema: one }, async (tx, { id }) => {
  await deleteShoe(tx, id);
  return { id, href: `/shoes?removed=${id}` };
});

/** Brings a deleted shoe back. */
export const undelete = userAction({ name: "shoes.undelete", ...audited, schema: one }, async (tx, { id }) => {
  await undeleteShoe(tx, id);
  return { message: "Shoe is back.", id, revalidate };
});
