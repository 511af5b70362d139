/** A value of a CSV field; null is an empty field. */
export type CsvValue = string | number | null;

/** Spreadsheets run what begins like this as a formula, also behind spaces and with the wide signs of East Asian keyboards. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r]/;
const PLAIN_NUMBER = /^-?\d+([.,]\d+)?$/;

/**
 * One line of RFC 4180, with CRLF. Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(field).join(",")}\r\n`;
}

function field(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const safe = FORMULA.test(value) && !PLAIN_NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
