const LONGEST_NAME = 300;
const LONGEST_NOTES = 20_000;

/** A name out of a file: one line, no control characters (PostgreSQL cannot store NUL), whole characters; null when empty. */
export function plainName(value: unknown): string | null {
  return typeof value === "string" ? clean(value.replace(/\s+/g, " "), LONGEST_NAME) : null;
}

/** Notes out of a file: as `plainName`, but with line breaks. */
export function plainNotes(value: unknown): string | null {
  return typeof value === "string" ? clean(value.replace(/\r\n?/g, "\n"), LONGEST_NOTES) : null;
}

function clean(text: string, longest: number): string | null {
  if (text.length > longest) return clean(text.slice(0, longest), longest);
  const whole = /[^\n\t\x20-\x7e]/.test(text) ? text.replace(/(?![\n\t])\p{Cc}|\p{Surrogate}/gu, "") : text;
  return whole.trim() || null;
}
