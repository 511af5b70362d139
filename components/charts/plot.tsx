import type { CSSProperties, ReactNode } from "react";
import { barsPath, linePath, lonePoints, positions, side, verticalScale } from "./geometry";
import { type PlotModel, seriesColour } from "./plot-model";
import { SeriesLabels } from "./series-labels";
import { formatTick } from "./value-format";

/** Half of a letter or digit of the labels, which are 12 px high. */
const HALF_LETTER_PX = 3.1;

/** The paper of a chart: rules, values at the left, labels below. The marks are drawn by whoever stands inside. */
export function Plot({ model, height, children }: { model: PlotModel; height: number; children: ReactNode }) {
  const { ticks, axis, format, kind, data } = model;
  const y = verticalScale(ticks, model.reverse);
  const xs = positions(axis.length, kind === "bars");
  const labelled = data.series.length > 1 || data.previous !== undefined;
  // On phones the names stand above, three in a line at least; the lines are known before they are drawn.
  const lines = Math.ceil((data.series.length + (data.previous ? 1 : 0)) / 3);
  return (
    <div className="plot" data-labelled={labelled || undefined} style={{ height, "--name-lines": lines } as CSSProperties}>
      <div className="plot-area">
        <svg className="plot-svg" viewBox={`0 0 ${side} ${side}`} preserveAspectRatio="none" aria-hidden="true">
          <path className="plot-rules" d={ticks.map((tick) => `M0 ${y(tick)}H${side}`).join("")} />
        </svg>
        {children}
        {labelled ? <SeriesLabels model={model} /> : null}
      </div>
      <div className="plot-values" aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} style={{ top: `${y(tick) / 10}%` }}>
            {formatTick(tick, format)}
          </span>
        ))}
      </div>
      <div className="plot-axis" aria-hidden="true">
        {axis.map((label, index) =>
          label ? (
            <span key={`${label}-${data.labels[index]}`} style={{ left: axisPlace((xs[index] ?? 0) / 10, label) }}>
              {label}
            </span>
          ) : null,
        )}
      </div>
    </div>
  );
}

/** Where the middle of a label stands: under its mark, and near the right edge far enough inside that its last letter is. */
function axisPlace(percent: number, label: string): string {
  return percent > 90 ? `min(${percent}%, 100% - ${label.length * HALF_LETTER_PX}px)` : `${percent}%`;
}

/** Bars or lines as plain SVG: one path a series, there before any script and good enough without one. */
export function StaticMarks({ model }: { model: PlotModel }) {
  const { data, kind, ticks } = model;
  const y = verticalScale(ticks, model.reverse);
  const xs = positions(data.labels.length, kind === "bars");
  const below = data.labels.map(() => 0);
  return (
    <svg className="plot-svg" viewBox={`0 0 ${side} ${side}`} preserveAspectRatio="none" aria-hidden="true">
      {data.series.map((one, index) => {
        const colour = seriesColour(index, one.area, data.series.length);
        if (kind === "lines") {
          return (
            <g key={one.label} stroke={colour}>
              <path className="plot-line" d={linePath(xs, one.values, y)} />
              <path className="plot-dots" d={lonePoints(xs, one.values, y)} />
            </g>
          );
        }
        const path = barsPath(one.values, below, y);
        one.values.forEach((value, at) => {
          below[at] = (below[at] ?? 0) + (value ?? 0);
        });
        return <path key={one.label} fill={colour} d={path} />;
      })}
      {data.previous ? <path className="plot-before" d={linePath(xs, data.previous.values, y)} /> : null}
    </svg>
  );
}
