import { Readable } from "node:stream";
import { parse } from "csv-parse";

/** A row that became nothing, and why; `row` counts from 1 without the header. */
export type FailedRow = { row: number; reason: string };

/** Longest row taken in; a quote that never closes would otherwise swallow the rest of the file. */
const LONGEST_ROW = 1024 * 1024;

/**
 * Reads a table row by row as arrays of cells, the header first. A byte order mark, line breaks inside quotes, rows of uneven
 * length and stray quotes are accepted. What is no row (a quote that never closes) is left out and told to `skipped`.
 */
export async function* csvRows(source: AsyncIterable<Uint8Array>, skipped: () => void = () => {}): AsyncGenerator<string[]> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    skip_records_with_error: true,
    on_skip: () => {
      skipped();
      return undefined;
    },
  });
  const input = Readable.from(source);
  input.on("error", (error) => parser.destroy(error));
  input.pipe(parser);
  try {
    for await (const row of parser) yield row as string[];
  } finally {
    input.destroy();
    parser.destroy();
  }
}

/** What a reader makes of the first row: a function that turns each later row into a value, or throws the reason it cannot. */
export type RowReader<T> = (cells: string[], row: number) => T;

/** Thrown by a `RowReader`: this row alone fails, the rest go on. */
export class RowRefused extends Error {}

/**
 * Runs a reader over a table: values and failed rows in order. `begin` gets the header and throws `FileRefused` where the whole
 * table is none of its kind. Where the table breaks off inside, the rows before it stand and the last result says so.
 */
export async function* readTable<T extends object>(
  source: AsyncIterable<Uint8Array>,
  begin: (header: string[]) => RowReader<T>,
): AsyncGenerator<T | FailedRow> {
  let reader: RowReader<T> | null = null;
  let row = 0;
  let broken = false;
  const skipped = () => {
    broken = true;
  };
  for await (const cells of csvRows(source, skipped)) {
    if (reader) yield readRow(reader, cells, ++row);
    else reader = begin(cells);
  }
  if (!reader) begin([]);
  if (broken) yield { row: row + 1, reason: "The table cannot be read to its end: a quotation mark is never closed." };
}

function readRow<T extends object>(reader: RowReader<T>, cells: string[], row: number): T | FailedRow {
  try {
    return reader(cells, row);
  } catch (error) {
    if (error instanceof RowRefused) return { row, reason: error.message };
    throw error;
  }
}

/** Whether a result of `readTable` is a failed row. */
export function isFailedRow(result: object): result is FailedRow {
  return "reason" in result;
}
