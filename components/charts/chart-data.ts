import type { ChartData } from "./series";

/** One row per point as recharts wants it: the values by the series' number, and what the point is called. */
export type Datum = { index: number; label: string; before: number | null } & Record<`s${number}`, number | null>;

export function chartRows(data: ChartData): Datum[] {
  return data.labels.map((label, index) => ({
    index,
    label,
    before: data.previous?.values[index] ?? null,
    ...Object.fromEntries(data.series.map((one, at) => [`s${at}`, one.values[index] ?? null])),
  }));
}
