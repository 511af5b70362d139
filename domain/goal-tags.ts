/** What a goal is called behind `#`: its words with `-` between them, “run-10-km”; empty where it has none. */
export function goalTag(title: string): string {
  return title.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "");
}

/** Whether a name behind `#` means the goal of this title, in any case, with `-` or `_` for whatever stands between words. */
export function isTagOf(name: string, title: string): boolean {
  const tag = plain(name);
  return tag !== "" && tag === plain(title);
}

const plain = (text: string) => goalTag(text.normalize("NFC")).toLowerCase();

/** So many goals are known to a line that tasks are written in; of more than these the server alone says which name is one's. */
export const GOALS_KNOWN = 200;

/** So many goals are offered at once: the list stays in sight above a phone's keyboard. */
const MOST_OFFERED = 5;

/** A piece of a line that is becoming a goal's name: where its `#` stands, and the goals that it may mean. */
export type TagWish = { from: number; to: number; titles: string[] };

/**
 * The goals that the piece at the caret may come to mean: those with the letters behind its `#` at the beginning of one of their words,
 * of their beginning first. Null where there is no such piece, or it is a goal's whole name already.
 */
export function tagWish(line: string, caret: number, titles: readonly string[]): TagWish | null {
  const begun = /(?:^|\s)(#[\p{L}\p{N}_-]*)$/u.exec(line.slice(0, caret))?.[1];
  if (begun === undefined) return null;
  const from = caret - begun.length;
  const to = caret + (/^[\p{L}\p{N}_-]*/u.exec(line.slice(caret))?.[0].length ?? 0);
  const typed = plain(begun);
  if (titles.some((title) => isTagOf(line.slice(from + 1, to), title))) return null;
  // Of goals that are called the same, a name means the first.
  const named = [...new Map(titles.toReversed().map((title) => [plain(title), title])).values()].toReversed().filter(goalTag);
  const begin = named.filter((title) => plain(title).startsWith(typed));
  const within = named.filter((title) => !begin.includes(title) && plain(title).includes(`-${typed}`));
  const found = [...begin, ...within].slice(0, MOST_OFFERED);
  return found.length > 0 ? { from, to, titles: found } : null;
}

/** The line with a goal's name in the place of a wish, and where the caret stands behind it. */
export function takeTag(line: string, { from, to }: TagWish, title: string): { line: string; caret: number } {
  const before = `${line.slice(0, from)}#${goalTag(title)} `;
  return { line: before + line.slice(to).trimStart(), caret: before.length };
}
