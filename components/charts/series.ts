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

/** The height of each stack. */
export function stackTotals(series: readonly Series[]): number[] {
  return (series[0]?.values ?? []).map((_, index) => series.reduce((total, one) => total + (one.values[index] ?? 0), 0));
}
