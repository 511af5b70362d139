import { binaryArray } from "./binary-arrays";
import type { BulkColumn, BulkRow, BulkValue } from "./bulk";

const QUOTED = /["\\]/;

/** A value within an array literal of PostgreSQL's. */
export function literal(value: BulkValue): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "NULL";
  const text = typeof value === "string" ? value : value.toISOString();
  // Every text is quoted: a bare NULL would lose its meaning.
  return QUOTED.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : `"${text}"`;
}

/** One column of some rows as an array literal. */
function columnText(rows: readonly BulkRow[], name: string): string {
  const texts = new Array<string>(rows.length);
  for (let at = 0; at < texts.length; at++) texts[at] = literal(rows[at]?.[name]);
  return `{${texts.join(",")}}`;
}

/** Whether a column has one value in all rows. */
function isConstant(rows: readonly BulkRow[], name: string): boolean {
  const first = rows[0]?.[name] ?? null;
  for (const row of rows) if ((row[name] ?? null) !== first) return false;
  return true;
}

/** Values of a batch as a FROM item `d`, each column an array; a column with one value for all rows is sent as that value. */
type Given = { from: string; names: string[]; selected: string[]; values: unknown[] };

/**
 * Reads `rows` as parameters $`from` and on. `names` are the columns that have any value at all, `selected` how each is read:
 * columns that are null in every row are left out where `sparse`, so that the table's own null stands.
 */
export function givenRows(columns: readonly BulkColumn[], rows: readonly BulkRow[], from: number, sparse: boolean): Given {
  const given: Given = { from: "", names: [], selected: [], values: [] };
  const arrays: string[] = [];
  for (const [name, type] of columns) {
    const first = rows[0]?.[name] ?? null;
    const constant = isConstant(rows, name);
    if (constant && first === null && sparse) continue;
    const hole = `$${from + given.values.length}::${type === "text[]" ? "text" : type}`;
    const cast = type === "text[]" ? "::text[]" : "";
    given.names.push(name);
    // The first column is never a constant, since an unnest must say how many rows there are.
    if (constant && arrays.length > 0) {
      given.selected.push(`${hole}${cast}`);
      given.values.push(first);
      continue;
    }
    given.selected.push(`d.${name}${cast}`);
    arrays.push(`unnest(${hole}[]) as ${name}`);
    given.values.push(binaryArray(rows, name, type) ?? columnText(rows, name));
  }
  // In a list of columns, each unnest hands over value by value; in FROM, each would be written into a table of its own first.
  given.from = `(select ${arrays.join(", ")}) d`;
  return given;
}
