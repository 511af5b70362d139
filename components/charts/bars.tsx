"use client";
import { Bar, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { chartRows } from "./chart-data";
import type { MarksProps } from "./marks-props";
import { seriesColour } from "./plot-model";
import { Tip } from "./tip";

/** Bars from zero, stacked when there are several series; the period before as a thin grey line. */
export function BarMarks(props: MarksProps) {
  const { model, syncId, onPick, label } = props;
  const { data, ticks } = model;
  return (
    <ComposedChart
      responsive
      className="marks"
      data={chartRows(data)}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      barCategoryGap="10%"
      syncId={syncId}
      title={label}
      onClick={({ activeTooltipIndex }) => onPick?.(Number(activeTooltipIndex))}
    >
      <XAxis hide dataKey="index" />
      <YAxis hide domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ className: "marks-band" }}
        content={(tooltip) => <Tip {...props} tooltip={tooltip} />}
      />
      {data.series.map((one, index) => (
        <Bar
          key={one.label}
          dataKey={`s${index}`}
          name={one.label}
          stackId="all"
          fill={seriesColour(index, one.area, data.series.length)}
          isAnimationActive={false}
        />
      ))}
      {data.previous ? (
        <Line
          dataKey="before"
          name={data.previous.label}
          className="plot-before"
          stroke="var(--before)"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ) : null}
    </ComposedChart>
  );
}
