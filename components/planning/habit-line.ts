/** What is known of a day: done, a number short of what is asked, said not to be, skipped, or nothing. */
export type DayState = "done" | "short" | "not" | "skipped" | "none";

/** A day of a habit as the board shows it. */
export type BoardDay = {
  date: string;
  state: DayState;
  value: number | null;
  /** A fact said so, not the person. */
  auto: boolean;
  /** The schedule asks for nothing on this day. */
  rest: boolean;
};

/** A habit to be ticked: everything as words already, its days rising and the last one today. */
export type HabitToTick = {
  id: string;
  name: string;
  schedule: string;
  /** Of a number: how much a day asks for, and of what. */
  target: number | null;
  unit: string;
  /** "at least" a number or "at most" one. */
  atMost: boolean;
  /** Whether today still asks for it. */
  due: boolean;
  /** "2 more this week" */
  left: string | null;
  /** The row that ticked today. */
  fact: { href: string; label: string } | null;
  days: BoardDay[];
};

/** A habit as the board shows it. */
export type HabitLine = HabitToTick & { strength: number; streak: string | null };

type Asked = Pick<HabitLine, "target" | "unit">;

/** A day's number beside what it asks for: "6 of 8 glasses". */
export function amountWords(day: BoardDay, { target, unit }: Asked): string {
  return `${day.value ?? 0} of ${target}${unit ? ` ${unit}` : ""}`;
}

/** A day in words: "done", "6 of 8 glasses", "skipped", "nothing known". */
export function dayWords(day: BoardDay, line: Asked): string {
  const by = day.auto ? ", by what you did" : "";
  if (day.state === "skipped") return "skipped";
  if (day.state === "none") return day.rest ? "not asked for" : "nothing known";
  if (line.target !== null) return `${amountWords(day, line)}${by}`;
  return `${day.state === "done" ? "done" : "not done"}${by}`;
}

/**
 * What a press on a day says of it next, in the words of the action: done is taken back, anything else is done. What a fact has ticked is
 * contradicted by hand, as taking it back would bring the fact's word again.
 */
export function nextWord(day: BoardDay): "done" | "clear" | "0" {
  if (day.state === "done") return day.auto ? "0" : "clear";
  return "done";
}

/** The day as it will be once the action has said `word` of it; what facts say instead comes with the answer. */
export function said(day: BoardDay, word: string, line: Pick<HabitLine, "target" | "atMost">): BoardDay {
  if (word === "clear") return { ...day, state: "none", value: null, auto: false };
  if (word === "skip") return { ...day, state: "skipped", value: null, auto: false };
  if (word === "done") return { ...day, state: "done", value: line.target ?? 1, auto: false };
  const value = Number(word);
  const done = line.target === null ? value >= 1 : line.atMost ? value <= line.target : value >= line.target;
  return { ...day, state: done ? "done" : value > 0 ? "short" : "not", value, auto: false };
}
