import { z } from "zod";
import { dayField, isStorableText, pageFields, queryFlag, queryWhole, versionField } from "./fields";
import { readQuery, type SearchParams } from "./query";
import { linksField, plannedDayField } from "./tasks";

/** A day as a person saw it. */
export type Reflection = {
  id: string;
  date: string;
  /** 1 to 5; null where only words were written. */
  mood: number | null;
  text: string;
  taskIds: string[];
  goalIds: string[];
  habitIds: string[];
  version: number;
  updatedAt: Date;
  deletedAt: Date | null;
};

/** A reflection as the API shows it. */
export function reflectionResource(reflection: Reflection) {
  return {
    id: reflection.id,
    date: reflection.date,
    mood: reflection.mood,
    text: reflection.text,
    taskIds: reflection.taskIds,
    goalIds: reflection.goalIds,
    habitIds: reflection.habitIds,
    version: reflection.version,
    deletedAt: reflection.deletedAt?.toISOString() ?? null,
  };
}

const fields = {
  date: plannedDayField,
  mood: z.int().min(1).max(5).nullable(),
  text: z
    .string()
    .max(50_000, "At most 50,000 characters.")
    .refine(isStorableText, "This text has characters that cannot be stored."),
  taskIds: linksField,
  goalIds: linksField,
  habitIds: linksField,
};

/** A reflection to be written; of today unless said. */
export const newReflectionSchema = z.strictObject(fields).partial();
export type NewReflection = z.output<typeof newReflectionSchema>;

const reflectionChangesSchema = z.strictObject(fields).partial();
export type ReflectionChanges = z.output<typeof reflectionChangesSchema>;
export const updateReflectionSchema = reflectionChangesSchema.extend({ version: versionField.optional() });

/** Which reflections, newest day first unless said. */
export const reflectionFilterSchema = z.strictObject({
  from: dayField.optional(),
  to: dayField.optional(),
  mood: queryWhole(1, 5).optional(),
  q: z
    .string()
    .trim()
    .max(200)
    .refine(isStorableText, "This text cannot be searched for.")
    .optional()
    .describe("Words that begin like these, all of them; “in quotation marks” as they stand."),
  order: z.enum(["asc", "desc"]).default("desc"),
  deleted: queryFlag.default(false),
  ...pageFields,
});
export type ReflectionFilter = z.output<typeof reflectionFilterSchema>;

/** The filter of a page's URL; what does not parse is left out. */
export function readReflectionFilter(params: SearchParams): ReflectionFilter {
  return readQuery(reflectionFilterSchema, params);
}

/** What is searched for: each a phrase as it stands, or the beginning of a word; `not` those that must not be there. */
export type SearchTerm = { words: string; phrase: boolean; not: boolean };

/** Whether a text has anything that words are made of. */
export const hasLetters = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Signs that stand alone in a search mean nothing, but a picture is looked for as it is. */
const PICTURE = /\p{Extended_Pictographic}/u;

/** Takes a search apart: words, “phrases in quotation marks”, and with a minus in front what is not wanted. */
export function searchTerms(q: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [, minus, quoted, word] of q.matchAll(/(-)?(?:["“„]([^"“”]*)["”“]|(\S+))/g)) {
    const words = (quoted ?? word ?? "").trim();
    if (hasLetters(words) || PICTURE.test(words)) terms.push({ words, phrase: quoted !== undefined, not: minus !== undefined });
  }
  return terms;
}

/** Characters of an excerpt, about. */
const EXCERPT = 160;

/** A piece of a text; `found` where it is what was searched for. */
export type Piece = { text: string; found: boolean };

/** Letters that have no marks to lose and are written plainly all the same. */
const PLAIN: Record<string, string> = { ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l" }, ...{ đ: "d", ı: "i", ð: "d", þ: "t" } };

/** A text in small letters without their marks, as the database searches it, and where each of them stands in the text. */
function plainLetters(text: string): { plain: string; at: number[] } {
  let plain = "";
  const at: number[] = [];
  let index = 0;
  for (const sign of text) {
    for (const letter of sign
      .normalize("NFKD")
      .toLowerCase()
      .replaceAll(/[\u0300-\u036f]/g, "")) {
      const written = PLAIN[letter] ?? letter;
      plain += written;
      for (let unit = 0; unit < written.length; unit++) at.push(index);
    }
    index += sign.length;
  }
  at.push(text.length);
  return { plain, at };
}

/** Where what is searched for stands in a text, from and to, rising. */
function placesOf(text: string, terms: readonly SearchTerm[]): { from: number; to: number }[] {
  const wanted = terms
    .filter(({ not }) => !not)
    .map(({ words, phrase }) => escaped(plainLetters(words).plain) + (phrase || !hasLetters(words) ? "" : "[\\p{L}\\p{N}]*"));
  if (wanted.length === 0) return [];
  const { plain, at } = plainLetters(text);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${wanted.join("|")})`, "gu");
  return [...plain.matchAll(pattern)].map(({ 0: found, index }) => ({
    from: at[index] ?? 0,
    to: at[index + found.length] ?? text.length,
  }));
}

/**
 * What a text says around the first of the words searched for, in pieces, so that they can be marked; from its beginning where none is in
 * it. Cut at blanks, with an ellipsis where something was left out.
 */
export function excerptOf(text: string, terms: readonly SearchTerm[]): Piece[] {
  const places = placesOf(text, terms);
  const first = places[0]?.from ?? 0;
  const blank = first > 40 ? text.indexOf(" ", first - 40) : -1;
  const from = blank < 0 || blank > first ? (first > 40 ? first : 0) : blank + 1;
  const end = text.length - from <= EXCERPT ? text.length : Math.max(text.lastIndexOf(" ", from + EXCERPT), from + EXCERPT / 2);
  const pieces: Piece[] = from > 0 ? [{ text: "… ", found: false }] : [];
  let last = from;
  for (const place of places) {
    if (place.from >= end) break;
    const to = Math.min(place.to, end);
    if (place.from > last) pieces.push({ text: text.slice(last, place.from), found: false });
    pieces.push({ text: text.slice(place.from, to), found: true });
    last = to;
  }
  if (last < end) pieces.push({ text: text.slice(last, end), found: false });
  if (end < text.length) pieces.push({ text: " …", found: false });
  return pieces;
}

/** A text as a pattern of itself; blanks stand for any run of what is between words. A hyphen means itself: Unicode patterns refuse it escaped. */
function escaped(words: string): string {
  return words.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll(/\s+/g, "[^\\p{L}\\p{N}]+");
}
