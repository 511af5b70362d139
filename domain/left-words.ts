/** Ties the words of a piece together that is to stay as it is written; no keyboard makes it. */
const TIE = "\uE000";

/**
 * The words of a line. Each phrase of `left` becomes, wherever the line has its words in this order and in any case, one word that
 * nothing is read from; {@link untied} gives its words back.
 */
export function wordsOf(line: string, left: readonly string[] = []): string[] {
  let words = split(line.replaceAll(TIE, ""));
  for (const phrase of left) words = tied(words, split(phrase.toLowerCase()));
  return words;
}

const split = (text: string) => text.trim().split(/\s+/).filter(Boolean);

function tied(words: readonly string[], phrase: readonly string[]): string[] {
  const result: string[] = [];
  for (let at = 0; at < words.length; ) {
    const here = words.slice(at, at + phrase.length);
    const same = phrase.length > 0 && here.length === phrase.length && here.every((word, i) => word.toLowerCase() === phrase[i]);
    result.push(same ? TIE + here.join(TIE) : (words[at] ?? ""));
    at += same ? phrase.length : 1;
  }
  return result;
}

const isTied = (word: string | undefined) => word?.startsWith(TIE) ?? false;

/** A word as it was written. */
export const untied = (word: string): string => (isTied(word) ? word.slice(1).replaceAll(TIE, " ") : word);

/** Whether the words of a line hold a phrase. */
export const holds = (line: string, phrase: string): boolean => wordsOf(line, [phrase]).some(isTied);

/** Reads what stands between the tied words at both ends, as if the line were that alone. */
export function between(words: string[], read: (words: string[]) => string[]): string[] {
  const first = words.findIndex((word) => !isTied(word));
  if (first < 0) return words;
  const end = words.findLastIndex((word) => !isTied(word)) + 1;
  return [...words.slice(0, first), ...read(words.slice(first, end)), ...words.slice(end)];
}
