"use client";
import { type FormEvent, useState } from "react";
import { Button, IconButton } from "../ui/button";
import { Icon } from "../ui/icons";
import { amountWords, type BoardDay, dayWords, type HabitToTick, nextWord } from "./habit-line";
import type { Say } from "./use-habit-days";

/** So many habits stand one under the other; of more, those that were settled when the page came are folded. */
const MOST_UNFOLDED = 6;

const isSettled = ({ state }: BoardDay) => state === "done" || state === "skipped";

/** Today's habits: first what it still asks for, then what is settled, then what may wait. */
export function HabitToday({ lines, say, title = "Today" }: { lines: HabitToTick[]; say: Say; title?: string }) {
  const days = lines.flatMap((line) => {
    const day = line.days.at(-1);
    return day ? [{ line, day }] : [];
  });
  const asked = days.filter(({ line, day }) => line.due || day.state !== "none");
  const open = asked.filter(({ day }) => !isSettled(day)).length;
  // What is ticked now stays where the thumb is.
  const [folding] = useState(() =>
    asked.length > MOST_UNFOLDED ? new Set(asked.filter(({ day }) => isSettled(day)).map(({ line }) => line.id)) : null,
  );
  const folded = asked.filter(({ line }) => folding?.has(line.id));
  const resting = days.filter((one) => !asked.includes(one));
  return (
    <section className="section" aria-label={title}>
      <div className="section-head">
        <h2>{title}</h2>
        <div className="section-aside">
          {asked.length === 0 ? null : open === 0 ? "all settled" : `${open} of ${asked.length} open`}
        </div>
      </div>
      {asked.length === 0 ? <p className="text-soft">Nothing is asked for today.</p> : null}
      <ul className="habits-today">
        {asked.map(({ line, day }) =>
          folding?.has(line.id) ? null : <TodayItem key={line.id} line={line} day={day} say={say} />,
        )}
      </ul>
      {folded.length > 0 ? (
        <details className="habits-resting">
          <summary>Settled: {folded.length}</summary>
          <ul className="habits-today">
            {folded.map(({ line, day }) => (
              <TodayItem key={line.id} line={line} day={day} say={say} />
            ))}
          </ul>
        </details>
      ) : null}
      {resting.length > 0 && lines.length > 1 ? (
        <details className="habits-resting">
          <summary>Not asked for today: {resting.map(({ line }) => line.name).join(", ")}</summary>
          <ul className="habits-today">
            {resting.map(({ line, day }) => (
              <TodayItem key={line.id} line={line} day={day} say={say} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

type Props = { line: HabitToTick; day: BoardDay; say: Say };

function TodayItem({ line, day, say }: Props) {
  const done = day.state === "done";
  const skipped = day.state === "skipped";
  const note = [line.schedule, line.left].filter(Boolean).join(", ");
  return (
    <li data-done={done || skipped ? "" : undefined}>
      <button
        type="button"
        className="task-tick"
        aria-pressed={done}
        aria-label={`Done today: ${line.name}`}
        onClick={() => say(line.id, day.date, nextWord(day))}
      >
        {done ? <Icon name="check" /> : skipped ? <Icon name="minus" className="text-soft" /> : null}
      </button>
      <span className="habit-name">
        <a href={`/habits/${line.id}`}>{line.name}</a>
        <span className="habit-note">
          {day.auto && line.fact ? (
            <>
              {line.target === null ? "Ticked by " : `${amountWords(day, line)}, by `}
              <a href={line.fact.href}>{line.fact.label}</a>
            </>
          ) : day.state === "none" || (done && line.target === null) ? (
            note
          ) : (
            dayWords(day, line)
          )}
        </span>
      </span>
      {line.target === null ? null : <NumberOf line={line} day={day} say={say} />}
      <IconButton
        label={skipped ? `Do not skip today: ${line.name}` : `Skip today: ${line.name}`}
        icon={skipped ? "undo" : "minus"}
        onClick={() => say(line.id, day.date, skipped ? "clear" : "skip")}
      />
    </li>
  );
}

/** The day's number, typed or counted up. */
export function NumberOf({ line, day, say }: Props) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const word = String(new FormData(event.currentTarget).get("number") ?? "").trim();
    say(line.id, day.date, word === "" ? "clear" : word);
  }
  const value = day.value ?? 0;
  return (
    <form className="habit-number" onSubmit={submit} key={`${day.date} ${day.value}`}>
      <span className="control" data-unit={line.unit || undefined}>
        <input
          name="number"
          inputMode="decimal"
          autoComplete="off"
          defaultValue={day.value ?? ""}
          placeholder={String(line.target)}
          aria-label={`${line.name}: number${line.unit ? ` of ${line.unit}` : ""}`}
          data-day={day.date}
        />
      </span>
      <Button type="submit" variant="quiet">
        Set
      </Button>
      <IconButton
        label={`One more: ${line.name}`}
        icon="plus"
        onClick={() => say(line.id, day.date, String(Math.round((value + 1) * 1000) / 1000))}
      />
    </form>
  );
}
