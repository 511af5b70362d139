import { between, untied, wordsOf } from "./left-words";
import { type ReadingDay, readDay, weekdayOfWord } from "./natural-days";
import { readRepeat } from "./natural-repeats";

/** What quick add makes of a line. `found` are the pieces that were understood, in the words they were written in. */
export type QuickAdd = {
  title: string;
  dueDate: string | null;
  priority: number;
  repeat: string | null;
  repeatFrom: "due" | "completion";
  /** Names after `#`, as they were written. */
  goals: string[];
  found: { kind: "due" | "repeat" | "priority" | "goal"; text: string }[];
};

/** The longest day or repeat in words: “every 2 weeks on mon, tue, wed, thu and fri after done”. */
const MOST_WORDS = 14;

/** Words in front of a day that only lead to it. */
const LEADING = new Set(["on", "by", "due", "starting"]);

/** Words in front of a day that make it something else than the day to do this on: “today or tomorrow”, “until friday”, “last sunday”. */
const BLOCKING =
  /^(?:or|and|to|from|until|till|since|before|after|than|of|the|a|an|last|past|every|each|other|first|second|third|fourth|not|no|vs\.?|&|-|–|\/)$/;

/**
 * Reads a line as it is typed: “Call mum tomorrow !2 #family”, “Water the plants every 3 days”. `!0` to `!3` and `#goal` are read anywhere,
 * `p1` (high) to `p4` at the end; a day or a repeat only where it stands at the end, or (but for short weekdays, which are words of their own) at the beginning. What can
 * be read in two ways stays in the title, and a title is never empty. Phrases of `left` (the `text` of what was found) are left in the
 * title as they are written.
 */
export function readQuickAdd(line: string, on: ReadingDay, left: readonly string[] = []): QuickAdd {
  const result: QuickAdd = { title: "", dueDate: null, priority: 0, repeat: null, repeatFrom: "due", goals: [], found: [] };
  let words = wordsOf(line, left);
  const marks = words.filter((word) => MARK.test(word));
  if (marks.length < words.length) {
    words = words.filter((word) => !MARK.test(word));
    for (const mark of marks) take(result, mark);
  }
  let before: number;
  do {
    before = words.length;
    words = between(words, (some) => priorityFromEnd(fromEnd(fromStart(some, result, on), result, on), result));
  } while (words.length < before);
  result.title = words.map(untied).join(" ");
  return result;
}

const MARK = /^(?:![0-3]|#[\p{L}\p{N}][\p{L}\p{N}_-]*)$/u;

function take(result: QuickAdd, mark: string): void {
  if (mark.startsWith("!")) {
    result.priority = Number(mark.slice(1));
    result.found = [...result.found.filter(({ kind }) => kind !== "priority"), { kind: "priority", text: mark }];
  } else if (!result.goals.includes(mark.slice(1))) {
    result.goals.push(mark.slice(1));
    result.found.push({ kind: "goal", text: mark });
  }
}

/** What a run of words means, if it means something that the line does not have yet. */
function meaning(text: readonly string[], result: QuickAdd, on: ReadingDay): (() => void) | null {
  const words = text.map((word) => word.toLowerCase());
  const led = LEADING.has(words[0] ?? "");
  const written = text.join(" ");
  const day = readDay(led ? words.slice(1) : words, on, led);
  if (day !== null) {
    // The first day of a repeat gives way to one that is written.
    if (result.found.some(({ kind }) => kind === "due")) return null;
    return () => {
      result.dueDate = day;
      result.found.push({ kind: "due", text: written });
    };
  }
  if (result.repeat !== null) return null;
  const limited = cut(words, UNTIL, on);
  const { rest, day: start } = result.dueDate === null ? cut(limited.rest, STARTING, on) : { rest: limited.rest, day: null };
  const repeat = readRepeat(rest, on.today, limited.day);
  if (repeat === null) return null;
  return () => {
    result.repeat = repeat.repeat;
    result.repeatFrom = repeat.repeatFrom;
    result.dueDate ??= start ?? repeat.first;
    result.found.push({ kind: "repeat", text: written });
  };
}

const UNTIL = /^(?:until|till|ending)$/;
const STARTING = /^starting$/;

/** What stands before a word such as “until”, and the day that follows it; all of it where no day does. */
function cut(words: readonly string[], at: RegExp, on: ReadingDay): { rest: readonly string[]; day: string | null } {
  const place = words.findIndex((word) => at.test(word));
  const day = place > 0 ? readDay(words.slice(place + 1), on, true) : null;
  return day === null ? { rest: words, day } : { rest: words.slice(0, place), day };
}

/** “at 9”, “5 pm”, “17:30”, “morning”: tasks have no times, but a day before one is a day, and the time stays in the title. */
const TIME =
  /(?:^| )(?:(?:at )?(?:\d{1,2}(?::\d\d)? ?[ap]m|\d{1,2}:\d\d)|at \d{1,2}|(?:in the )?(?:morning|afternoon|evening|night))$/i;

function fromEnd(words: string[], result: QuickAdd, on: ReadingDay): string[] {
  const time = TIME.exec(words.join(" "))?.[0].trim().split(" ").length ?? 0;
  const before = words.slice(0, words.length - time);
  const rest = time > 0 && result.dueDate === null ? daysFromEnd(before, result, on) : before;
  return rest.length < before.length ? [...rest, ...words.slice(-time)] : daysFromEnd(words, result, on);
}

function daysFromEnd(words: string[], result: QuickAdd, on: ReadingDay): string[] {
  for (let length = Math.min(MOST_WORDS, words.length - 1); length > 0; length--) {
    const rest = words.slice(0, words.length - length);
    const apply = meaning(words.slice(-length), result, on);
    if (apply === null) continue;
    if (BLOCKING.test(rest[rest.length - 1]?.toLowerCase() ?? "")) return words;
    apply();
    return rest;
  }
  return words;
}

/** `p1` (high) to `p4` (none), as other lists of tasks number them: only at the end, elsewhere they are names of things. */
const PRIORITY = /^p[1-4]$/i;

function fromStart(words: string[], result: QuickAdd, on: ReadingDay): string[] {
  for (let length = Math.min(MOST_WORDS, words.length - 1); length > 0; length--) {
    const [first = ""] = words;
    if (length === 1 && weekdayOfWord(first.toLowerCase()) > 0 && first.length < 6) continue;
    // “Daily standup” is what it is called.
    if (length === 1 && /ly$/i.test(first)) continue;
    const apply = meaning(words.slice(0, length), result, on);
    if (apply === null) continue;
    if (BLOCKING.test(words[length]?.toLowerCase() ?? "")) return words;
    apply();
    return words.slice(length);
  }
  return words;
}

function priorityFromEnd(words: string[], result: QuickAdd): string[] {
  const last = words[words.length - 1] ?? "";
  const taken = words.length < 2 || result.found.some(({ kind }) => kind === "priority");
  if (taken || !PRIORITY.test(last) || BLOCKING.test(words[words.length - 2]?.toLowerCase() ?? "")) return words;
  result.priority = 4 - Number(last.slice(1));
  result.found.push({ kind: "priority", text: last });
  return words.slice(0, -1);
}
