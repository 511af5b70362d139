import type { ChartData } from "@/components/charts/series";
import type { Column, RowCells } from "@/components/table/types";
import type { PersonalBestRow } from "@/db/best-efforts";
import { eddington, runningStreaks, type Streak } from "@/domain/streaks";
import { type Format, formatDate, formatDuration, formatNumber, formatPace, metresPer } from "@/domain/units";
import { spanText } from "../../_view/dates";
import { distanceName, recordsHref } from "../../_view/distances";
import { periodEnd, periodsBetween, periodText, periodTicks } from "../../_view/periods";
import { counted } from "../../_view/words";

type Table = { columns: Column[]; rows: RowCells[] };
type Day = { date: string; distanceM: number };
type ConstancyFigure = { label: string; value: string; unit?: string; range?: string; href?: string; how: string };

/** Streaks and the Eddington number of all running days. */
export function constancyFigures(days: readonly Day[], today: string, format: Format): ConstancyFigure[] {
  const { current, longest } = runningStreaks(days, today);
  const number = eddington(days.map((day) => day.distanceM / metresPer(format.units)));
  const unit = format.units;
  const streak = (label: string, one: Streak | null): ConstancyFigure => ({
    label,
    value: formatNumber(one?.days ?? 0, format.locale),
    unit: one?.days === 1 ? "day" : "days",
    range: one ? spanText(one.from, one.to, format.locale) : undefined,
    href: one ? `/runs?from=${one.from}&to=${one.to}` : undefined,
    how: "Consecutive days with at least one mile of running, each on the local date of its run. Today does not break a streak until it is over.",
  });
  return [
    streak("Current streak", current),
    streak("Longest streak", longest),
    {
      label: "Eddington number",
      value: formatNumber(number.number, format.locale),
      range: `${counted(number.daysForNext, "more day", format)} of ${number.number + 1} ${unit} for the next`,
      how: `The largest number n such that on at least n days you ran at least n ${unit}. The number in kilometres and the one in miles differ.`,
    },
    {
      label: "Running days",
      value: formatNumber(days.length, format.locale),
      href: "/runs",
      how: "Local dates with at least one run.",
    },
  ];
}

/** Seconds gained; tenths where there are few of them. */
function gain(seconds: number, { locale }: Format): string {
  return seconds < 10 ? `${formatNumber(seconds, locale, 1)} s` : formatDuration(seconds).value;
}

const end = { align: "end" } as const;

/** Today's personal bests, shortest distance first. */
export function bestsTable(bests: readonly PersonalBestRow[], format: Format): Table {
  const columns: Column[] = [
    { key: "distance", label: "Distance", kind: "link" },
    { key: "duration", label: "Duration", ...end, phone: "side" },
    { key: "pace", label: "Pace", unit: `/${format.units}`, ...end },
    { key: "date", label: "Date" },
    { key: "run", label: "Run", kind: "link" },
    { key: "bettered", label: "Times bettered", ...end, phone: "hide" },
  ];
  const byDistance = new Map<number, PersonalBestRow[]>();
  for (const best of bests) byDistance.set(best.distanceM, [...(byDistance.get(best.distanceM) ?? []), best]);
  const rows = [...byDistance].flatMap(([distanceM, history]): RowCells[] => {
    const best = history.at(-1);
    if (!best) return [];
    return [
      [
        String(distanceM),
        [distanceName(distanceM), recordsHref(distanceM)],
        formatDuration(best.durationS).value,
        formatPace(distanceM / best.durationS, format).value,
        formatDate(best.localDate, format.locale),
        [best.runName, `/runs/${encodeURIComponent(best.runId)}`],
        formatNumber(history.length - 1, format.locale),
      ],
    ];
  });
  return { columns, rows };
}

/** How the best over one distance came about, the latest first. */
export function historyTable(history: readonly PersonalBestRow[], format: Format): Table {
  const columns: Column[] = [
    { key: "date", label: "Date" },
    { key: "duration", label: "Duration", ...end, phone: "side" },
    { key: "better", label: "Faster by", ...end },
    { key: "run", label: "Run", kind: "link" },
  ];
  const rows = [...history]
    .reverse()
    .map(
      (best): RowCells => [
        `${best.distanceM}-${best.runId}`,
        formatDate(best.localDate, format.locale),
        formatDuration(best.durationS).value,
        best.improvementS === null ? "first" : gain(best.improvementS, format),
        [best.runName, `/runs/${encodeURIComponent(best.runId)}`],
      ],
    );
  return { columns, rows };
}

/** The best until the end of each month, from the first effort to this month; months with a new best lead to its run. */
export function bestSoFar(
  history: readonly PersonalBestRow[],
  today: string,
  format: Format,
): { data: ChartData; range: string } {
  const months = periodsBetween(history[0]?.localDate ?? today, today, "month");
  const until = months.map((month) => history.filter((best) => best.localDate <= periodEnd(month, "month")).at(-1));
  return {
    range: spanText(months[0] ?? today, today, format.locale),
    data: {
      labels: months.map((month) => periodText(month, "month", format.locale)),
      ticks: periodTicks(months, "month", format.locale),
      series: [{ label: "Best", values: until.map((best) => (best ? Math.round(best.durationS * 10) / 10 : null)) }],
      hrefs: until.map((best, at) => (best && best !== until[at - 1] ? `/runs/${encodeURIComponent(best.runId)}` : null)),
    },
  };
}
