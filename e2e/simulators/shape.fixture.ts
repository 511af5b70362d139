import { isObject } from "./request";

/** The types seen at each place of some JSON: `athlete.id` → number; lists add `[]`. */
type Shape = Map<string, Set<string>>;

/**
 * Holds our answers against recorded ones: every key recorded must appear in ours, and with no type that was never recorded there.
 * @returns what differs, one line each
 */
export function shapeDifferences(recorded: unknown, ours: unknown): string[] {
  const [theirs, mine] = [shapeOf(recorded), shapeOf(ours)];
  const lines: string[] = [];
  for (const [place, types] of theirs) {
    const own = mine.get(place);
    if (!own) lines.push(`${place} is missing`);
    else
      for (const type of own)
        if (!types.has(type) && type !== "null") lines.push(`${place} is ${type}, recorded ${[...types].join(" or ")}`);
  }
  return lines.sort();
}

function shapeOf(value: unknown, place = "", into: Shape = new Map()): Shape {
  const type = value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
  const types = into.get(place) ?? new Set();
  into.set(place, types.add(type));
  if (Array.isArray(value)) for (const item of value) shapeOf(item, `${place}[]`, into);
  if (isObject(value)) for (const [name, inner] of Object.entries(value)) shapeOf(inner, place ? `${place}.${name}` : name, into);
  return into;
}
