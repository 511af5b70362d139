import { z } from "zod";
import { dayField } from "@/domain/fields";
import type { Conditions } from "./conditions";
import { readCursor, writeCursor } from "./cursor";

export type Direction = "asc" | "desc";

/**
 * How a list is ordered: an expression that is never null (what is missing comes last in both directions), the same as a cursor
 * keeps it, its SQL type, and what a cursor may hold.
 */
export type Order = {
  expression: string;
  kept: string;
  type: "timestamptz" | "float8" | "text" | "date";
  value: z.ZodType<string | number>;
};

const INSTANT = /^\d{4}-\d\d-\d\d (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/;

/** The order by an instant; cursors hold it to the microsecond. */
export const byInstant = (expression: string): Order => ({
  expression,
  kept: `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US"Z"')`,
  type: "timestamptz",
  value: z.string().refine((text) => INSTANT.test(text) && dayField.safeParse(text.slice(0, 10)).success),
});

/** The order by a day that is never missing. */
export const byDay = (expression: string): Order => ({ expression, kept: expression, type: "date", value: dayField });

/** The order by a number that is never missing: an index on it serves. */
export const byPlainNumber = (expression: string): Order => ({ expression, kept: expression, type: "float8", value: z.number() });

/** The order by a text of at most so many characters. */
export const byText = (expression: string, most = 200): Order => ({
  expression,
  kept: expression,
  type: "text",
  // In lower case some letters become two.
  value: z.string().max(2 * most),
});

/** The order by a number that may be missing. */
export const byNumber = (value: string, direction: Direction): Order => {
  const expression = `coalesce(${value}, ${direction === "asc" ? "1e300" : "-1"}::float8)`;
  return { expression, kept: expression, type: "float8", value: z.number() };
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a list goes on: by number of page or after a cursor. */
export type Place = { sort: string; order: Direction; limit: number; page?: number; next?: string };

/**
 * The end of a list's statement: condition of the cursor, order, limit and offset. One row more than the page is asked for: it
 * tells whether there is a next page. Ties are broken by `id`, a column expression. @throws Failure "invalid" for a foreign cursor
 */
export function paged(conditions: Conditions, order: Order, place: Place, id: string, idType: "text" | "uuid" = "text"): string {
  const { expression, type } = order;
  if (place.next !== undefined) {
    const cursor = readCursor(place.next, place.sort, place.order, order.value, idType === "uuid" ? UUID : undefined);
    const sign = place.order === "asc" ? ">" : "<";
    conditions.and(
      `(${expression}, ${id}) ${sign} (${conditions.hole(cursor.value)}::${type}, ${conditions.hole(cursor.id)}::${idType})`,
    );
  }
  const offset = place.next === undefined ? ((place.page ?? 1) - 1) * place.limit : 0;
  const limit = `limit ${conditions.hole(place.limit + 1)}::bigint offset ${conditions.hole(offset)}::bigint`;
  return `where ${conditions.where} order by ${expression} ${place.order}, ${id} ${place.order} ${limit}`;
}

/** Cuts the row too many off and makes the cursor from the last one that stays; the rows come without their `cursorValue`. */
export function pageOf<Row extends { id: string }>(
  rows: (Row & { cursorValue?: string | number })[],
  place: Place,
): { rows: Row[]; next: string | null } {
  const shown = rows.slice(0, place.limit);
  const last = shown[shown.length - 1];
  const value = rows.length > place.limit ? last?.cursorValue : undefined;
  const next = last && value !== undefined ? writeCursor({ sort: place.sort, order: place.order, value, id: last.id }) : null;
  for (const row of shown) delete row.cursorValue;
  return { rows: shown, next };
}
