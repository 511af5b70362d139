export type Series = { label: string; values: (number | null)[]; area?: string };

/** Columns of numbers under one line of labels; compact, because it crosses from the server to the browser. */
export type ChartData = {
  /** The whole label of each point: "Week of 2 Nov 2026". */
  labels: string[];
  /** Short labels for the axis, empty where there is none; without them the labels are thinned out. */
  ticks?: string[];
  series: Series[];
  /** The period before, a thin grey line. */
  previous?: Series;
  /** Where a point leads: its rows. */
  hrefs?: (string | null)[];
};

/** The largest series by sum, the others added up as "Other". Keeps the order of size. */
export function topSeries(series: readonly Series[], most = 5): Series[] {
  const sum = (one: Series) => one.values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const ranked = [...series].sort((a, b) => sum(b) - sum(a));
  if (ranked.length <= most) return ranked;
  const rest = ranked.slice(most);
  const values = (rest[0]?.values ?? []).map((_, index) => rest.reduce((total, one) => total + (one.values[index] ?? 0), 0));
  return [...ranked.slice(0, most), { label: "Other", values }];
}

/** The height of each stack. */
export function stackTotals(series: readonly Series[]): number[] {
  return (series[0]?.values ?? []).map((_, index) => series.reduce((total, one) => total + (one.values[index] ?? 0), 0));
}

/** At most so many values: the mean of each run of neighbours, so that a peak's neighbours still count. Holes stay holes. */
export function thin(values: readonly (number | null)[], most: number): (number | null)[] {
  if (values.length <= most) return [...values];
  return Array.from({ length: most }, (_, bucket) => {
    const part = values.slice(Math.floor((bucket * values.length) / most), Math.floor(((bucket + 1) * values.length) / most));
    const known = part.filter((value): value is number => value !== null);
    return known.length > 0 ? known.reduce((total, value) => total + value, 0) / known.length : null;
  });
}
