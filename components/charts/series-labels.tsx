import { side, verticalScale } from "./geometry";
import { type PlotModel, seriesColour } from "./plot-model";
import type { Series } from "./series";
import { spread } from "./ticks";

/** The names of the series at their right ends, moved apart where they would cover each other. */
export function SeriesLabels({ model }: { model: PlotModel }) {
  const { data, kind } = model;
  const y = verticalScale(model.ticks, model.reverse);
  const below = data.labels.map(() => 0);
  const names = data.series.map((one, index) => {
    const at = lastKnown(one);
    const value = one.values[at] ?? 0;
    const foot = kind === "bars" ? (below[at] ?? 0) : 0;
    if (kind === "bars") {
      for (const [bar, height] of one.values.entries()) below[bar] = (below[bar] ?? 0) + (height ?? 0);
    }
    const height = kind === "bars" ? foot + value / 2 : value;
    return { label: one.label, colour: seriesColour(index, one.area, data.series.length), top: y(height) / side };
  });
  if (data.previous) {
    const value = data.previous.values[lastKnown(data.previous)] ?? 0;
    names.push({ label: data.previous.label, colour: "var(--soft)", top: y(value) / side });
  }
  const tops = spread(
    names.map((name) => name.top),
    0.09,
  );
  return (
    <div className="plot-names" aria-hidden="true">
      {names.map((name, index) => (
        <span key={name.label} style={{ top: `${(tops[index] ?? 0) * 100}%`, color: name.colour }}>
          {name.label}
        </span>
      ))}
    </div>
  );
}

function lastKnown(series: Series): number {
  return series.values.findLastIndex((value) => value !== null && value !== 0);
}
