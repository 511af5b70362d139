import { dueInFull } from "@/domain/due-words";
import { GOALS_KNOWN, isTagOf } from "@/domain/goal-tags";
import type { QuickAdd } from "@/domain/natural-dates";
import { describeRepeat } from "@/domain/repeat-words";
import { Icon } from "../ui/icons";

type On = { today: string; locale: string; goals: readonly string[] };
type Props = {
  read: QuickAdd;
  on: On;
  left: readonly string[];
  setLeft: (phrases: readonly string[]) => void;
  empty: boolean;
};

const PRIORITIES = ["none", "low", "medium", "high"];

/** What was understood of a line, piece by piece: a press leaves the piece in the title, another one reads it again. */
export function QuickAddRead({ read, on, left, setLeft, empty }: Props) {
  const pieces = read.found.map(({ kind, text }) => ({ text, ...meaningOf(kind, text, read, on) }));
  return (
    <div id="quick-add-read" className="quick-add-read">
      <p id="quick-add-help" hidden={!empty}>
        A day, “every weekday”, p1 to p3 and #goal are understood.
      </p>
      <ul aria-label="Understood">
        {pieces.map(({ text, word, known }) => (
          <li key={text}>
            {known ? (
              <button
                type="button"
                className="read-piece"
                aria-label={`${word}: leave “${text}” in the title`}
                onClick={() => setLeft([...left, text])}
              >
                {word}
                <Icon name="close" size={12} />
              </button>
            ) : (
              <span className="text-soft">{word}</span>
            )}
          </li>
        ))}
        {left.map((text) => (
          <li key={text}>
            <button
              type="button"
              className="read-piece"
              data-left=""
              aria-label={`“${text}” is text: read it again`}
              onClick={() => setLeft(left.filter((phrase) => phrase !== text))}
            >
              “{text}” is text
              <Icon name="undo" size={12} />
            </button>
          </li>
        ))}
      </ul>
      <p className="sr-only" aria-live="polite">
        {pieces.map(({ word }) => word).join(", ")}
      </p>
    </div>
  );
}

function meaningOf(
  kind: QuickAdd["found"][number]["kind"],
  text: string,
  { dueDate, repeat, repeatFrom, priority, found }: QuickAdd,
  { today, locale, goals }: On,
): { word: string; known: boolean } {
  if (kind === "due") return { word: dueDate === null ? text : dueInFull(dueDate, today, locale), known: true };
  if (kind === "priority") return { word: `Priority ${PRIORITIES[priority]}`, known: true };
  if (kind === "repeat") {
    const rule = repeat === null ? text : describeRepeat(repeat, repeatFrom);
    // Without a day of its own, the first one comes from the rule.
    const first =
      dueDate === null || found.some((one) => one.kind === "due") ? "" : `, first ${dueInFull(dueDate, today, locale)}`;
    return { word: rule + first, known: true };
  }
  const name = text.slice(1);
  const title = goals.find((one) => isTagOf(name, one));
  if (title === undefined && goals.length < GOALS_KNOWN)
    return { word: `No goal is called ${name}: it stays in the title`, known: false };
  return { word: `Goal ${title ?? name}`, known: true };
}
