import { strengthSeries } from "@/domain/habit-strength";
import type { Habit, HabitLog } from "@/domain/habits";
import { addDays } from "@/domain/time-zones";
import { type Format, formatDate } from "@/domain/units";
import { spanText } from "../../_view/dates";
import { monthTicks } from "../../_view/month-ticks";

/** At most so many points; of longer lives every so many days is drawn. */
const POINTS = 180;

/** Strength over time, for ChartFrame: from the first day that is known to today. */
export function strengthChart(habit: Habit, logs: readonly HabitLog[], today: string, { locale }: Format) {
  const first = logs[0] && logs[0].date < habit.startDate ? logs[0].date : habit.startDate;
  const series = strengthSeries(habit, logs, first, today);
  const step = Math.max(1, Math.ceil(series.length / POINTS));
  // Counted back from today, so that the last point is as things stand.
  const days = series.flatMap((strength, index) =>
    (series.length - 1 - index) % step === 0 ? [{ date: addDays(first, index), strength }] : [],
  );
  return {
    title: "Strength",
    unit: "%",
    range: spanText(first < today ? first : today, today, locale),
    kind: "lines" as const,
    format: { style: "number" as const, decimals: 0, locale },
    data: {
      labels: days.map(({ date }) => formatDate(date, locale)),
      ticks: monthTicks(
        days.map(({ date }) => date),
        locale,
      ),
      series: [{ label: "Strength", values: days.map(({ strength }) => Math.round(strength * 100)) }],
      hrefs: days.map(({ date }) => `/habits/${habit.id}?year=${date.slice(0, 4)}&day=${date}#day`),
    },
  };
}
