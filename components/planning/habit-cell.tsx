"use client";
import { memo } from "react";
import { Icon } from "../ui/icons";
import { type BoardDay, dayWords, type HabitLine } from "./habit-line";

type Props = {
  line: HabitLine;
  day: BoardDay;
  name: string;
  /** Where the tab key comes in. */
  entry: boolean;
  onFocus: () => void;
  onPress: () => void;
};

/** One day of one habit. Signs tell the states apart, not colour alone: a tick, a fact's point, a dash, a part filled. */
export const HabitCell = memo(function HabitCell({ line, day, name, entry, onFocus, onPress }: Props) {
  const { state, auto, value } = day;
  const share = state === "short" && line.target ? Math.min(1, (value ?? 0) / line.target) : 0;
  return (
    <button
      type="button"
      className="habit-day"
      data-cell={`${line.id} ${day.date}`}
      data-state={state}
      data-rest={day.rest ? "" : undefined}
      tabIndex={entry ? 0 : -1}
      aria-label={`${line.name}, ${name}: ${dayWords(day, line)}`}
      title={`${name}: ${dayWords(day, line)}`}
      onFocus={onFocus}
      onClick={onPress}
      style={share > 0 ? { backgroundSize: `100% ${Math.round(share * 100)}%` } : undefined}
    >
      {state === "skipped" ? <Icon name="minus" size={12} /> : null}
      {state === "not" ? <Icon name="close" size={12} /> : null}
      {state === "done" && !auto ? <Icon name="check" size={12} /> : null}
      {state === "done" && auto ? <span className="habit-fact" /> : null}
    </button>
  );
});
