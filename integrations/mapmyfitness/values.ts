import { isPlausibleYear } from "@/integrations/files/iso-time";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The day in "Jan. 30, 2021", "Sept. 5, 2020" or "June 11, 2017" as `YYYY-MM-DD`; null when it is none. */
export function workoutDate(cell: string): string | null {
  const [, name = "", day = "", year = ""] = /^\s*([A-Za-z]{3,9})\.?\s+(\d{1,2}),\s+(\d{4})\s*$/.exec(cell) ?? [];
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  if (month < 0) return null;
  const date = new Date(Date.UTC(Number(year), month, Number(day)));
  return date.getUTCDate() === Number(day) && isPlausibleYear(Number(year)) ? date.toISOString().slice(0, 10) : null;
}

const ESCAPES: Record<string, number> = { n: 10, r: 13, t: 9, "\\": 92, "'": 39, '"': 34 };

/**
 * Notes of a row. The exports of 2021 show them as Python prints bytes (`b'Hot, dry'`, `b"It's"`, `\xc3\xa9`), which is undone
 * here; other notes are plain. Null when there are none.
 */
export function unwrapNotes(cell: string): string | null {
  const [, , inside] = /^b(['"])([\s\S]*)\1$/.exec(cell.trim()) ?? [];
  const text = inside === undefined ? cell : unescapeBytes(inside);
  return text.trim() || null;
}

function unescapeBytes(text: string): string {
  const pieces: Buffer[] = [];
  let from = 0;
  for (const match of text.matchAll(/\\(?:x([0-9a-fA-F]{2})|([nrt\\'"]))/g)) {
    pieces.push(Buffer.from(text.slice(from, match.index)));
    pieces.push(Buffer.of(match[1] === undefined ? (ESCAPES[match[2] ?? ""] ?? 0) : Number.parseInt(match[1], 16)));
    from = match.index + match[0].length;
  }
  pieces.push(Buffer.from(text.slice(from)));
  return Buffer.concat(pieces).toString("utf8");
}
