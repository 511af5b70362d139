import type { ShoeRow } from "@/db/shoe-rows";
import { localDate } from "@/domain/time-zones";
import { parseDistance, type Typed } from "@/domain/typed-values";
import { type Format, formatDistance } from "@/domain/units";
import { Failure, type FieldError } from "@/lib/errors";
import { plain } from "../_view/conflict";
import { instantOf } from "../_view/local-time";

/** The controls of every shoe, and with them those of one that is retired. */
export const SHOE_TEXT_FIELDS = ["name", "startingDistance", "limit", "notes"] as const;
export const RETIRED_TEXT_FIELDS = [...SHOE_TEXT_FIELDS, "retiredAt", "retirementNotes"] as const;
export type ShoeField = (typeof RETIRED_TEXT_FIELDS)[number];
export type ShoeTexts = Record<ShoeField, string>;

const LABELS: Record<ShoeField, string> = {
  name: "Name",
  startingDistance: "Starting distance",
  limit: "Limit",
  notes: "Notes",
  retiredAt: "Retired on",
  retirementNotes: "Why it was retired",
};

/** In which words and on whose calendar a person reads and writes. */
export type ShoeWords = Format & { timeZone: string };

/** The label of a control. */
export function shoeLabel(field: ShoeField): string {
  return LABELS[field];
}

/** A shoe in the words of its form. */
export function shoeTexts(shoe: Omit<ShoeRow, "id" | "version" | "deletedAt">, words: ShoeWords): ShoeTexts {
  return {
    name: shoe.name,
    startingDistance: formatDistance(shoe.startingDistanceM, words, 1).value,
    limit: shoe.limitM === null ? "" : formatDistance(shoe.limitM, words, 0).value,
    notes: shoe.notes ?? "",
    retiredAt: shoe.retiredAt === null ? "" : localDate(shoe.retiredAt, words.timeZone),
    retirementNotes: shoe.retirementNotes ?? "",
  };
}

/** Reads the named fields into metres and plain texts. @throws Failure "invalid" with words for each field that cannot be read */
export function readShoeTexts<Field extends ShoeField>(
  typed: Record<Field, string>,
  fields: readonly Field[],
  { units, timeZone }: Pick<ShoeWords, "units" | "timeZone">,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  const distance = (path: ShoeField, value: Typed) => {
    if (value.ok) values[path] = value.value;
    else errors.push({ path, message: value.error });
  };
  for (const field of fields) {
    const text = plain(typed[field]);
    if (field === "startingDistance") distance(field, parseDistance(text === "" ? "0" : text, units));
    else if (field === "retiredAt") {
      const noon = instantOf(`${text}T12:00`, timeZone);
      if (noon) values[field] = noon.toISOString();
      else errors.push({ path: field, message: "Choose a day." });
    } else if (field === "limit" && text !== "") distance(field, parseDistance(text, units));
    else values[field] = text === "" && field !== "name" ? null : text;
  }
  if (errors.length > 0) throw new Failure("invalid", "Some fields need another look.", { fields: errors });
  return values;
}
