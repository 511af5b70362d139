import type { ChartData } from "@/components/charts/series";
import type { ValueFormat } from "@/components/charts/value-format";
import type { Column, RowCells } from "@/components/table/types";
import type { ExerciseSession, StrengthRecord, StrengthRecordKind } from "@/domain/strength-records";
import { type Format, formatDate, formatDistance, formatDuration, formatNumber, metresPer } from "@/domain/units";
import { formatVolume, formatWeight, kilogramsPer, weightUnit } from "@/domain/weights";
import { dayText } from "../../../_view/dates";
import { joined } from "../../../_view/words";
import { estimateText, setText } from "../../set-text";

const RECORD_NAMES: Record<StrengthRecordKind, string> = {
  weight: "Heaviest weight",
  oneRepMax: "Estimated one-repetition maximum",
  volume: "Most volume in a set",
  reps: "Most repetitions in a set",
  distance: "Longest distance in a set",
  duration: "Longest time in a set",
};

const VALUES: Record<StrengthRecordKind, (value: number, format: Format) => string> = {
  weight: (value, format) => joined(formatWeight(value, format)),
  oneRepMax: estimateText,
  volume: (value, format) => joined(formatVolume(value, format)),
  reps: (value, { locale }) => formatNumber(value, locale),
  distance: (value, format) => joined(formatDistance(value, format)),
  duration: (value) => formatDuration(value).value,
};

const sessionHref = (id: string) => `/strength/${encodeURIComponent(id)}`;

/** The records of an exercise, each with its set, the day, and the session it leads to. */
export function recordTable(records: readonly StrengthRecord[], format: Format): { columns: Column[]; rows: RowCells[] } {
  return {
    columns: [
      { key: "record", label: "Record", phone: "main" },
      { key: "value", label: "Value", align: "end", phone: "side" },
      { key: "set", label: "Set", kind: "muted" },
      { key: "date", label: "Date", kind: "link" },
    ],
    rows: records.map(({ kind, value, set }) => [
      kind,
      RECORD_NAMES[kind],
      VALUES[kind](value, format),
      setText(set, format),
      [formatDate(set.localDate, format.locale), sessionHref(set.workoutId)],
    ]),
  };
}

/** The sessions of an exercise, newest first. */
export function sessionTable(sessions: readonly ExerciseSession[], format: Format): { columns: Column[]; rows: RowCells[] } {
  const unit = weightUnit(format.units);
  const end = { align: "end" } as const;
  const all: (Column & { cell: (one: ExerciseSession) => string | null })[] = [
    { key: "date", label: "Date", phone: "main", cell: (one) => formatDate(one.localDate, format.locale) },
    { key: "sets", label: "Sets", counts: "sets", ...end, cell: (one) => formatNumber(one.sets, format.locale) },
    { key: "reps", label: "Repetitions", counts: "reps", ...end, cell: (one) => number(one.reps, format) },
    {
      key: "weight",
      label: "Heaviest",
      unit,
      counts: "heaviest",
      ...end,
      cell: (one) => (one.weightKg ? formatWeight(one.weightKg, format).value : null),
    },
    {
      ...{ key: "oneRepMax", label: "Estimated maximum", unit, counts: "est. max.", ...end, phone: "side" },
      cell: (one) => (one.oneRepMaxKg === null ? null : formatWeight(Math.round(one.oneRepMaxKg * 2) / 2, format).value),
    },
    {
      key: "volume",
      label: "Volume",
      unit,
      counts: "volume",
      ...end,
      cell: (one) => (one.volumeKg > 0 ? formatVolume(one.volumeKg, format).value : null),
    },
    {
      ...{ key: "distance", label: "Distance", unit: format.units, ...end },
      cell: (one) => (one.distanceM > 0 ? formatDistance(one.distanceM, format).value : null),
    },
    { key: "time", label: "Time", ...end, cell: (one) => (one.durationS > 0 ? formatDuration(one.durationS).value : null) },
  ];
  const kept = all.filter(({ cell }) => sessions.some((one) => cell(one) !== null));
  return {
    columns: kept.map(({ cell: _, ...column }) => column),
    rows: [...sessions].reverse().map((one) => [one.workoutId, ...kept.map(({ cell }) => cell(one))]),
  };
}

function number(value: number, { locale }: Format): string | null {
  return value > 0 ? formatNumber(value, locale) : null;
}

type Course = { title: string; unit: string; format: ValueFormat; how: string; data: ChartData };

/** How an exercise went over time, in what it is measured by; null with fewer than two sessions. */
export function courseOf(sessions: readonly ExerciseSession[], format: Format): Course | null {
  if (sessions.length < 2) return null;
  const { locale } = format;
  const kilograms = kilogramsPer(format.units);
  const rounded = (value: number | null, per: number) => (value === null ? null : Math.round((value / per) * 10) / 10);
  const data = (series: ChartData["series"]): ChartData => ({
    labels: sessions.map(({ localDate }) => formatDate(localDate, locale)),
    ticks: ticksOf(
      sessions.map(({ localDate }) => localDate),
      locale,
    ),
    series,
    hrefs: sessions.map(({ workoutId }) => sessionHref(workoutId)),
  });
  const on = "of each session, warm-ups apart. Sessions stand side by side, however far apart they were.";
  if (sessions.some(({ weightKg }) => weightKg)) {
    const estimated = sessions.some(({ oneRepMaxKg }) => oneRepMaxKg !== null);
    return {
      title: estimated ? "Estimated one-repetition maximum and heaviest weight" : "Heaviest weight",
      unit: weightUnit(format.units),
      format: { style: "number", decimals: 1, locale },
      how: `The best ${on} The maximum is estimated as weight × (1 + repetitions / 30) (Epley, 1985) from sets of at most 12 repetitions; of a single it is the weight.`,
      data: data([
        ...(estimated ? [{ label: "Estimated", values: sessions.map((one) => rounded(one.oneRepMaxKg, kilograms)) }] : []),
        { label: "Heaviest", values: sessions.map((one) => rounded(one.weightKg, kilograms)) },
      ]),
    };
  }
  if (sessions.some(({ reps }) => reps > 0)) {
    const series = [{ label: "Repetitions", values: sessions.map(({ reps }) => reps) }];
    return {
      title: "Repetitions",
      unit: "",
      format: { style: "number", decimals: 0, locale },
      how: `All ${on}`,
      data: data(series),
    };
  }
  if (sessions.some(({ distanceM }) => distanceM > 0)) {
    const series = [{ label: "Distance", values: sessions.map((one) => rounded(one.distanceM, metresPer(format.units))) }];
    return {
      title: "Distance",
      unit: format.units,
      format: { style: "number", decimals: 1, locale },
      how: `All ${on}`,
      data: data(series),
    };
  }
  const series = [{ label: "Time", values: sessions.map(({ durationS }) => durationS) }];
  return { title: "Time", unit: "", format: { style: "clock", locale }, how: `All ${on}`, data: data(series) };
}

/** Years where there are several, else months; each at its first session. */
function ticksOf(dates: readonly string[], locale: string): string[] {
  const years = new Set(dates.map((date) => date.slice(0, 4))).size > 1;
  const cut = years ? 4 : 7;
  const begins = (index: number) => dates[index]?.slice(0, cut) !== dates[index - 1]?.slice(0, cut);
  const room = Math.ceil(dates.length / 15);
  return dates.map((date, index) => {
    // What begins right after leaves no room for the name of the rest of a year.
    const next = dates.findIndex((_, later) => later > index && begins(later));
    if (!begins(index) || (next > 0 && next - index < room)) return "";
    return years ? date.slice(0, 4) : dayText(date, locale, "month-name");
  });
}
