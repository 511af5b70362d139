import type { ShoeRow } from "@/db/shoe-rows";
import { parseDistance, type Typed } from "@/domain/typed-values";
import { type Format, formatDistance } from "@/domain/units";
import { Failure, type FieldError } from "@/lib/errors";
import { plain } from "../_view/conflict";

export const SHOE_TEXT_FIELDS = ["name", "startingDistance", "limit", "notes"] as const;
export type ShoeField = (typeof SHOE_TEXT_FIELDS)[number];
export type ShoeTexts = Record<ShoeField, string>;

const LABELS: Record<ShoeField, string> = { name: "Name", startingDistance: "Starting distance", limit: "Limit", notes: "Notes" };

/** The label of a control. */
export function shoeLabel(field: ShoeField): string {
  return LABELS[field];
}

/** A shoe in the words of its form. */
export function shoeTexts(shoe: Pick<ShoeRow, "name" | "startingDistanceM" | "limitM" | "notes">, format: Format): ShoeTexts {
  return {
    name: shoe.name,
    startingDistance: formatDistance(shoe.startingDistanceM, format, 1).value,
    limit: shoe.limitM === null ? "" : formatDistance(shoe.limitM, format, 0).value,
    notes: shoe.notes ?? "",
  };
}

/** Reads the named fields into metres and plain texts. @throws Failure "invalid" with words for each field that cannot be read */
export function readShoeTexts(typed: ShoeTexts, fields: readonly ShoeField[], units: Format["units"]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  const distance = (path: ShoeField, value: Typed) => {
    if (value.ok) values[path] = value.value;
    else errors.push({ path, message: value.error });
  };
  for (const field of fields) {
    const text = plain(typed[field]);
    if (field === "startingDistance") distance(field, parseDistance(text === "" ? "0" : text, units));
    else if (field === "limit" && text !== "") distance(field, parseDistance(text, units));
    else values[field] = text === "" && field !== "name" ? null : text;
  }
  if (errors.length > 0) throw new Failure("invalid", "Some fields need another look.", { fields: errors });
  return values;
}
