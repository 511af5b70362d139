import type { SourceFacts } from "@/domain/source-facts";

/**
 * Whether a source says the same as before. Stored facts come back with their keys in another order, so the order does not count;
 * a key that is missing equals null, so that a field added to the shape later changes nothing by itself.
 */
export function sameFacts(a: SourceFacts, b: SourceFacts): boolean {
  return same(a, b);
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === undefined || a === null || b === undefined || b === null) return (a ?? null) === (b ?? null);
  if (typeof a !== "object" || typeof b !== "object") return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, index) => same(value, b[index]));
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => same(left[key], right[key]));
}

const BAD_TEXT = /[\0\p{Surrogate}]/u;

/**
 * PostgreSQL stores neither NUL nor half a surrogate pair, and what is no number becomes null. Applied to facts before they are
 * compared or stored; nearly always there is nothing to do, and the same value is answered.
 */
export function storable<T>(value: T): T {
  return isStorable(value) ? value : (clean(value) as T);
}

function isStorable(value: unknown): boolean {
  if (typeof value === "string") return !BAD_TEXT.test(value);
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== "object" || value === null) return value !== undefined;
  for (const key in value) if (!isStorable((value as Record<string, unknown>)[key])) return false;
  return true;
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  // Adding 0 turns −0 into 0, which is what comes back.
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : null;
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [cleanText(key), clean(part)]));
}

function cleanText(text: string): string {
  return text.replace(/\0/g, "").replace(/\p{Surrogate}/gu, "\ufffd");
}
