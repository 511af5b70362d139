import type { GoalVersion } from "@/db/goal-edits";
import { type Goal, standing } from "@/domain/goals";
import { addDays, daysBetween, localDate } from "@/domain/time-zones";
import { type Format, formatDate } from "@/domain/units";
import { spanText } from "../../_view/dates";
import { monthTicks } from "../../_view/month-ticks";
import { MEASURES, rowsHref, shownValue } from "../goal-words";

/** At most so many points; of longer goals every so many days is drawn. */
const POINTS = 200;

type Day = { date: string; value: number };

/** What each day added to a goal that is counted by hand: the difference of its versions. */
export function manualDays(versions: readonly Pick<GoalVersion, "at" | "goal">[], timeZone: string): Day[] {
  let before = 0;
  return [...versions].reverse().map(({ at, goal }) => {
    const added = goal.manualValue - before;
    before = goal.manualValue;
    return { date: localDate(at, timeZone), value: added };
  });
}

/** Sums up to the end of each day asked for; the days and what they added rise. */
function runningTotal(dates: readonly string[], days: readonly Day[]): number[] {
  let next = 0;
  let sum = 0;
  return dates.map((date) => {
    for (let day = days[next]; day && day.date <= date; day = days[++next]) sum += day.value;
    return sum;
  });
}

/** Progress over time beside the line of a steady pace, for ChartFrame: from the first day to the last, or to today. */
export function goalChart(goal: Goal, days: readonly Day[], today: string, format: Format) {
  const { target } = standing(goal, today);
  const first = [goal.startDate, days[0]?.date ?? goal.startDate].sort()[0] ?? goal.startDate;
  const last =
    [goal.endDate ?? today, goal.endDate === null ? (days.at(-1)?.date ?? today) : goal.endDate, first].sort()[2] ?? today;
  const length = daysBetween(first, last) + 1;
  const step = Math.max(1, Math.ceil(length / POINTS));
  const dates: string[] = [];
  // Today is a point of its own, so that the line ends where things stand.
  for (let at = 0; at < length; at++) {
    const date = addDays(first, at);
    if (at % step === 0 || date === today || date === last) dates.push(date);
  }
  const shown = (value: number) => Math.round(shownValue(goal.metric, value, format) * 100) / 100;
  const totals = runningTotal(dates, days).map(shown);
  const all = goal.endDate === null ? null : daysBetween(goal.startDate, goal.endDate) + 1;
  return {
    title: "Progress",
    unit: MEASURES[goal.metric].unit(format),
    range: spanText(first, last, format.locale),
    kind: "lines" as const,
    format: {
      style: "number" as const,
      decimals: goal.metric === "run_distance" || goal.metric === "coding_seconds" ? 1 : 0,
      locale: format.locale,
    },
    data: {
      labels: dates.map((date) => formatDate(date, format.locale)),
      ticks: monthTicks(dates, format.locale),
      series: [{ label: "Progress", values: totals.map((total, index) => ((dates[index] ?? "") <= today ? total : null)) }],
      previous:
        all === null
          ? undefined
          : {
              label: "Steady pace",
              values: dates.map((date) =>
                shown(target * Math.min(1, Math.max(0, (daysBetween(goal.startDate, date) + 1) / all))),
              ),
            },
      hrefs: dates.map((date) => (date > today ? null : dayHref(goal, date, today))),
    },
  };
}

function dayHref(goal: Goal, date: string, today: string): string {
  if (goal.metric === "habit_days") return `/habits/${goal.habitId}?year=${date.slice(0, 4)}&day=${date}#day`;
  if (goal.metric === "tasks" || goal.metric === "manual") return rowsHref(goal, today);
  return rowsHref({ ...goal, startDate: date, endDate: date }, today);
}
