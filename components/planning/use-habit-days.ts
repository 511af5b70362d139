"use client";
import { useOptimistic, useTransition } from "react";
import type { PlainAction } from "../ui/form-result";
import { runAction } from "../ui/run-action";
import { type HabitToTick, said } from "./habit-line";

/** Says something of a day: "done", "skip", "clear" or a number. */
export type Say = (id: string, date: string, word: string) => void;

type Change = { id: string; date: string; word: string } | { ids: readonly string[] };

function applied<Line extends HabitToTick>(lines: Line[], change: Change): Line[] {
  if ("ids" in change) {
    return [...lines].sort((a, b) => change.ids.indexOf(a.id) - change.ids.indexOf(b.id));
  }
  return lines.map((line) =>
    line.id !== change.id
      ? line
      : { ...line, days: line.days.map((day) => (day.date === change.date ? said(day, change.word, line) : day)) },
  );
}

/** Habits with what was just said of them, shown before the server has answered; each act has its way back. */
export function useHabitDays<Line extends HabitToTick>(given: Line[], say: PlainAction, order?: PlainAction) {
  const [lines, change] = useOptimistic<Line[], Change>(given, applied);
  const [pending, start] = useTransition();

  function run(action: PlainAction, fields: Record<string, string>, next: Change) {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    start(async () => {
      change(next);
      await runAction(action, data, { undo: action });
    });
  }

  const sayOf: Say = (id, date, word) => run(say, { id, date, word }, { id, date, word });

  /** Puts a habit before or behind the one at `place`. */
  function put(id: string, place: number) {
    const ids = lines.map((line) => line.id);
    if (!order || place < 0 || place >= ids.length || ids.indexOf(id) === place) return;
    const rest = ids.filter((other) => other !== id);
    const next = [...rest.slice(0, place), id, ...rest.slice(place)];
    run(order, { ids: next.join(",") }, { ids: next });
  }

  return { lines, pending, say: sayOf, put };
}
