import { type ChartData, stackTotals } from "./series";
import { niceTicks, thinLabels } from "./ticks";
import type { ValueFormat } from "./value-format";

export type PlotKind = "bars" | "lines";
export type PlotModel = {
  kind: PlotKind;
  data: ChartData;
  format: ValueFormat;
  reverse: boolean;
  ticks: number[];
  axis: string[];
};

/** What the drawing from the server and recharts' share: the same values get the same scale, so that nothing moves. */
export function plotModel(kind: PlotKind, data: ChartData, format: ValueFormat, reverse = false): PlotModel {
  const heights = kind === "bars" ? stackTotals(data.series) : data.series.flatMap((one) => one.values);
  return {
    kind,
    data,
    format,
    reverse,
    ticks: niceTicks([...heights, ...(data.previous?.values ?? [])], format.style, kind === "bars"),
    axis: data.ticks ?? thinLabels(data.labels),
  };
}

/** Series take the area's hue, or their own, or one of the five of the palette. */
export function seriesColour(index: number, area: string | undefined, count: number): string {
  if (area) return `var(--area-${area})`;
  return count === 1 ? "var(--hue)" : `var(--series-${Math.min(index, 5) + 1})`;
}
