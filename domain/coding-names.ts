/**
 * Names of projects, languages, editors in addresses. They hold any character and may be empty (time that no project is known for),
 * while browsers and proxies fold dots, slashes and empty parts away. `~` marks what is written otherwise.
 */

const WRITTEN: Readonly<Record<string, string>> = { "~": "~~", "/": "~s", "\\": "~b", ".": "~d", "%": "~p" };
const READ = new Map(Object.entries(WRITTEN).map(([character, mark]) => [mark, character]));
const EMPTY = "~";

/** A name as one part of a path; `encodeURIComponent` comes after it. The same name always gives the same part. */
export function namePart(name: string): string {
  return name === "" ? EMPTY : name.replaceAll(/[~/\\.%]/g, (character) => WRITTEN[character] ?? character);
}

/** The name that a part of a path means, after percent-decoding. */
export function nameOfPart(part: string): string {
  return part === EMPTY ? "" : part.replaceAll(/~./g, (mark) => READ.get(mark) ?? mark);
}

/** A name as a value of a query, readable; only an empty one, and one that looks like it, is written otherwise. */
export function nameParam(name: string): string {
  return name === "" || name.startsWith(EMPTY) ? `${EMPTY}${name}` : name;
}

/** The name that a value of a query means. */
export function nameOfParam(value: string): string {
  return value.startsWith(EMPTY) ? value.slice(1) : value;
}
