import type { HabitWithState } from "@/db/habits";
import { timesPlanned } from "@/domain/habit-days";
import { habitStreaks } from "@/domain/habit-streaks";
import { addDays } from "@/domain/time-zones";
import { type Format, formatNumber } from "@/domain/units";
import { spanText } from "../../_view/dates";
import { counted } from "../../_view/words";
import { strengthText } from "../habit-words";

/** So many streaks are shown. */
const STREAKS = 8;

/** The span that is held against what was planned. */
const RECENT_DAYS = 30;

/** Figures of a habit, each with its unit and range. */
export function habitFigures({ habit, state, logs }: HabitWithState, today: string, format: Format) {
  const done = logs.filter((log) => log.done);
  const from = [addDays(today, 1 - RECENT_DAYS), habit.startDate].sort()[1] ?? today;
  const planned = Math.round(timesPlanned(habit.schedule, from, today));
  const recent = done.filter(({ date }) => date >= from && date <= today).length;
  const days = (streak: typeof state.streak) => formatNumber(streak?.days ?? 0, format.locale);
  const path = `/habits/${habit.id}`;
  return [
    { label: "Strength", value: strengthText(state.strength), unit: "%", range: "today", href: `${path}#strength` },
    {
      label: "Streak",
      value: days(state.streak),
      unit: state.streak?.days === 1 ? "day" : "days",
      range: state.streak ? `since ${spanText(state.streak.from, state.streak.from, format.locale)}` : "none at present",
      href: `${path}#streaks`,
    },
    {
      label: "Longest streak",
      value: days(state.longestStreak),
      unit: state.longestStreak?.days === 1 ? "day" : "days",
      range: state.longestStreak ? spanText(state.longestStreak.from, state.longestStreak.to, format.locale) : undefined,
      href: `${path}#streaks`,
    },
    {
      label: "Done",
      value: formatNumber(recent, format.locale),
      unit: `of ${formatNumber(planned, format.locale)}`,
      range: `since ${spanText(from, from, format.locale)}`,
      href: `${path}#calendar`,
    },
    {
      label: "Done in all",
      value: formatNumber(done.length, format.locale),
      unit: done.length === 1 ? "day" : "days",
      href: `${path}#calendar`,
    },
  ];
}

/** The longest streaks, as bars. */
export function streakBars({ habit, logs }: HabitWithState, today: string, format: Format) {
  return habitStreaks(habit, logs, today)
    .sort((a, b) => b.days - a.days || (a.to < b.to ? 1 : -1))
    .slice(0, STREAKS)
    .map(({ from, to, days, times }) => ({
      label: spanText(from, to, format.locale),
      value: days,
      text: counted(days, "day", format),
      note: counted(times, "time", format),
      href: `/habits/${habit.id}?year=${to.slice(0, 4)}&day=${to}#day`,
    }));
}
