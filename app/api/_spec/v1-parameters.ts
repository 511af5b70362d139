import { z } from "zod";
import { isRangeDay } from "@/domain/coding-range";
import { isStorableText } from "@/domain/fields";
import { isTimeZone } from "@/domain/time-zones";

/** What the calls of WakaTime's clients are asked with. */

/** A day; clients also send instants, of which the day counts. */
export const dayField = z
  .string()
  .transform((value) => value.slice(0, 10))
  .refine(isRangeDay, "Invalid date. Send YYYY-MM-DD, in the years 1900 to 2199.");

export const boundField = z.union([z.enum(["today", "yesterday"]), dayField]).describe("YYYY-MM-DD, `today` or `yesterday`.");

const STORABLE = "Holds characters that no name has.";
const text = z.string().max(512).refine(isStorableText, STORABLE);
const branches = z.string().max(4_000).refine(isStorableText, STORABLE).describe("Names separated by commas, 20 at most.");
/** Python writes `True`. */
const flag = z
  .string()
  .regex(/^(true|false|1|0)$/i, "Send true or false.")
  .transform((value) => value === "1" || value.toLowerCase() === "true");

/** How time is counted, where another rule than the person's own is asked for. */
const rule = {
  timezone: z.string().refine(isTimeZone, "Unknown time zone. Send an IANA name like Europe/Berlin."),
  timeout: z
    .string()
    .regex(/^\d{1,3}$/, "Send whole minutes, 1 to 240.")
    .transform(Number)
    .refine((minutes) => minutes >= 1 && minutes <= 240, "Send whole minutes, 1 to 240."),
  writes_only: flag,
};

export const filter = {
  project: text,
  branches,
  language: text,
  editor: text,
  operating_system: text,
  machine: text,
  category: text,
};

export const counted = z.object({ ...filter, ...rule }).partial();
export type CountedQuery = z.output<typeof counted>;
export const paging = z
  .object({
    page: z
      .string()
      .regex(/^[1-9]\d{0,5}$/, "Send the number of a page, 1 the first.")
      .transform(Number),
    q: text,
  })
  .partial();
