"use client";
import { Fragment, type KeyboardEvent, useRef, useState } from "react";
import { HabitCell } from "./habit-cell";
import { type HabitLine, nextWord } from "./habit-line";
import { NumberOf } from "./habit-today";
import type { Say } from "./use-habit-days";

type Props = {
  label: string;
  lines: HabitLine[];
  /** What each day is called: "Thu 19 Nov". */
  dayNames: string[];
  say: Say;
  /** Puts a habit at a place among the others. */
  put?: (id: string, place: number) => void;
};

type Place = { id: string; date: string };

const WORDS: Record<string, string> = { s: "skip", Delete: "clear", Backspace: "clear" };

/** Habits and their days: pressed or by key, one stop for the tab key and arrows from there on. */
export function HabitGrid({ label, lines, dayNames, say, put }: Props) {
  const days = lines[0]?.days ?? [];
  const last = days.at(-1)?.date ?? "";
  const [at, setAt] = useState<Place>({ id: lines[0]?.id ?? "", date: last });
  const [asked, setAsked] = useState<Place | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const here = lines.some(({ id }) => id === at.id) ? at : { id: lines[0]?.id ?? "", date: last };

  function go(id: string | undefined, date: string | undefined) {
    const cell = table.current?.querySelector<HTMLElement>(`[data-cell="${id} ${date}"]`);
    if (!id || !date || !cell?.offsetParent) return;
    setAt({ id, date });
    cell.focus();
  }

  function press(line: HabitLine, date: string) {
    const day = line.days.find((one) => one.date === date);
    if (day) say(line.id, date, nextWord(day));
  }

  function onKey(event: KeyboardEvent<HTMLTableElement>) {
    const [id, date] = (event.target instanceof HTMLElement ? event.target.dataset["cell"] : undefined)?.split(" ") ?? [];
    const row = lines.findIndex((line) => line.id === id);
    const line = lines[row];
    if (!line || !date || event.metaKey || event.ctrlKey) return;
    const column = days.findIndex((day) => day.date === date);
    const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const right = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (down !== undefined && event.altKey) put?.(line.id, row + down);
    else if (down !== undefined) go(lines[row + down]?.id, date);
    else if (right !== undefined) go(line.id, days[column + right]?.date);
    else if (event.key === "Home") go(line.id, days[0]?.date);
    else if (event.key === "End") go(line.id, last);
    else if (event.key === " ") press(line, date);
    else if (WORDS[event.key]) say(line.id, date, WORDS[event.key] ?? "");
    else return;
    event.preventDefault();
  }

  return (
    <div className="habits-scroll">
      <table ref={table} className="habits-grid" aria-label={label} onKeyDown={onKey}>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">Habit</span>
            </th>
            {days.map((day, index) => (
              <th
                key={day.date}
                scope="col"
                data-week={index % 7 === 0 ? "" : undefined}
                data-back={Math.floor((days.length - 1 - index) / 7)}
              >
                <abbr title={dayNames[index]}>
                  <span aria-hidden="true">{dayNames[index]?.slice(0, 1)}</span>
                  <span>{Number(day.date.slice(8))}</span>
                </abbr>
              </th>
            ))}
            <th scope="col">Streak</th>
            <th scope="col">Strength</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, row) => (
            <Fragment key={line.id}>
              <tr
                onDragOver={(event) => {
                  if (put && event.dataTransfer.types.includes("text/habit")) event.preventDefault();
                }}
                onDrop={(event) => {
                  const moved = event.dataTransfer.getData("text/habit");
                  if (put && moved) put(moved, row);
                }}
              >
                <th
                  scope="row"
                  draggable={put !== undefined}
                  onDragStart={(event) => event.dataTransfer.setData("text/habit", line.id)}
                >
                  <a href={`/habits/${line.id}`}>{line.name}</a>
                  <span className="habit-note">{line.schedule}</span>
                </th>
                {line.days.map((day, index) => (
                  <td
                    key={day.date}
                    data-week={index % 7 === 0 ? "" : undefined}
                    data-back={Math.floor((days.length - 1 - index) / 7)}
                  >
                    <HabitCell
                      line={line}
                      day={day}
                      name={dayNames[index] ?? day.date}
                      entry={here.id === line.id && here.date === day.date}
                      onFocus={() => setAt({ id: line.id, date: day.date })}
                      onPress={() => (line.target === null ? press(line, day.date) : setAsked({ id: line.id, date: day.date }))}
                    />
                  </td>
                ))}
                <td>{line.streak ?? "–"}</td>
                <td>
                  <a href={`/habits/${line.id}#strength`}>{line.strength}</a>
                  <span className="unit"> %</span>
                </td>
              </tr>
              {asked?.id === line.id ? (
                <AskedRow
                  line={line}
                  date={asked.date}
                  name={dayNames[days.findIndex(({ date }) => date === asked.date)] ?? asked.date}
                  span={days.length + 3}
                  say={(id, date, word) => {
                    say(id, date, word);
                    setAsked(null);
                    go(id, date);
                  }}
                  close={() => {
                    setAsked(null);
                    go(line.id, asked.date);
                  }}
                />
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type AskedProps = { line: HabitLine; date: string; name: string; span: number; say: Say; close: () => void };

/** The number of a day that was pressed. */
function AskedRow({ line, date, name, span, say, close }: AskedProps) {
  const day = line.days.find((one) => one.date === date);
  if (!day) return null;
  return (
    <tr className="habit-asked">
      <td
        colSpan={span}
        onKeyDown={(event) => {
          if (event.key === "Escape") close();
        }}
        ref={(cell) => cell?.querySelector("input")?.focus()}
      >
        <span>{name}</span>
        <NumberOf line={line} day={day} say={say} />
      </td>
    </tr>
  );
}
