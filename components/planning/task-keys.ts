import type { TaskLine } from "./task-row";

const KEYS: Record<string, string> = { x: "complete", t: "due-today", p: "postpone-1", Delete: "delete", Backspace: "delete" };

/** What a key on a task does to it; nothing where the key means nothing. */
export function verbOfKey(key: string, line: TaskLine | undefined): string | null {
  if (/^[0-3]$/.test(key)) return `priority-${key}`;
  if (key === "x" && line?.done) return "reopen";
  return KEYS[key] ?? null;
}

export type Change = { verb: string; ids: readonly string[]; after?: string | null };

/** The list as it will be, until the server has said so. */
export function applied(lines: TaskLine[], { verb, ids, after }: Change): TaskLine[] {
  if (verb === "delete") return lines.filter(({ id }) => !ids.includes(id));
  if (verb === "move") {
    const [moved] = lines.filter(({ id }) => id === ids[0]);
    const rest = lines.filter(({ id }) => id !== ids[0]);
    const place = after ? rest.findIndex(({ id }) => id === after) + 1 : 0;
    return moved ? [...rest.slice(0, place), moved, ...rest.slice(place)] : lines;
  }
  if (verb.startsWith("priority-"))
    return lines.map((line) => (ids.includes(line.id) ? { ...line, priority: Number(verb.slice(9)) } : line));
  const done = { complete: true, reopen: false, cancel: false }[verb];
  return done === undefined
    ? lines
    : lines.map((line) => (ids.includes(line.id) ? { ...line, done, cancelled: verb === "cancel" } : line));
}

/**
 * Behind which task one has to stand to go a step up (-1) or down (1) in the list: null is the top, undefined says that it stands at that
 * end already.
 */
export function stepTo(ids: readonly string[], id: string, step: number): string | null | undefined {
  const place = ids.indexOf(id);
  if (place < 0 || place + step < 0 || place + step >= ids.length) return undefined;
  return step > 0 ? (ids[place + 1] ?? null) : (ids[place - 2] ?? null);
}
