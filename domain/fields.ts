import { z } from "zod";
import { isLocalDate, isTimeZone } from "./time-zones";

/**
 * Fields that inputs are made of. Whatever passes them can be stored: PostgreSQL refuses NUL in text and JSON, half of a surrogate
 * pair in JSON, the year 0 and integers past 32 bits, so they are refused here, with words, before they get there.
 */

/** Whether a text is valid Unicode without NUL. */
export function isStorableText(text: string): boolean {
  return !text.includes("\0") && !/\p{Surrogate}/u.test(text);
}

const storable = z.string().refine(isStorableText, { error: "This text has characters that cannot be stored.", abort: true });

/** A text of 1 to `max` characters, trimmed. */
export const textField = (max: number) =>
  storable.pipe(
    z
      .string()
      .trim()
      .min(1, "Write something here.")
      .max(max, `At most ${max.toLocaleString("en")} characters.`),
  );

/** A text of up to `max` characters, trimmed; empty becomes null. */
export const noteField = (max: number) =>
  storable
    .pipe(
      z
        .string()
        .trim()
        .max(max, `At most ${max.toLocaleString("en")} characters.`),
    )
    .transform((text) => (text === "" ? null : text))
    .nullable();

/** An id as Almanac makes them. Anything else is nobody's. */
export const idField = z.string().regex(/^[A-Za-z0-9_.:-]{1,200}$/, "This is no id of Almanac's.");

/** A calendar day `YYYY-MM-DD`. */
export const dayField = z
  .string()
  .refine((text) => isLocalDate(text) && text >= "0001-01-01", "Write a calendar day as YYYY-MM-DD.")
  .meta({ format: "date" });

const FIRST_MOMENT = Date.UTC(1900, 0, 1);
const LAST_MOMENT = Date.UTC(2200, 0, 1);

/** An instant, ISO 8601 with `Z` or an offset, between the years 1900 and 2199. */
export const instantField = z.iso
  .datetime({ offset: true, error: "Write an instant as 2026-11-20T07:30:00Z." })
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() >= FIRST_MOMENT && at.getTime() < LAST_MOMENT, "This is outside the years 1900 to 2199.");

/** An IANA time zone that this platform knows. */
export const timeZoneField = z
  .string()
  .max(64)
  .refine(isTimeZone, "This is no time zone that Almanac knows. Write one as Europe/Berlin.");

/** A version as a client saw it. */
export const versionField = z.int().min(1).max(2_147_483_647);

/** A version as a form sends it. */
export const formVersionField = z.coerce.number().pipe(versionField);

/** Why something is changed, for its history. */
export const reasonField = noteField(500);

/** A number in a query string. */
export const queryNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d{1,15}(?:\.\d{1,15})?$/, "Write a number.")
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .meta({ type: "number", minimum: min, maximum: max });

/** A whole number in a query string. */
export const queryWhole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, "Write a whole number.")
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .meta({ type: "integer", minimum: min, maximum: max });

/** `true` or `false` in a query string. */
export const queryFlag = z
  .enum(["true", "false"], "Write true or false.")
  .transform((word) => word === "true")
  .meta({ type: "boolean", enum: [true, false] });

/** The parts of every list's query: at most 500 a page; `next` is the cursor of an answer before. */
export const pageFields = {
  limit: queryWhole(1, 500).default(50),
  page: queryWhole(1, 1_000_000).optional(),
  next: z
    .string()
    .min(1)
    .max(4000)
    .regex(/^[A-Za-z0-9_-]+$/, "This is no cursor of Almanac's.")
    .optional(),
};
