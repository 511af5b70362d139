"use client";
import { Line, LineChart, Tooltip, XAxis, YAxis } from "recharts";
import { chartRows } from "./chart-data";
import { isLone } from "./geometry";
import type { MarksProps } from "./marks-props";
import { seriesColour } from "./plot-model";
import { Tip } from "./tip";

/** Lines with holes where there are no values; the period before as a thin grey line. */
export function LineMarks(props: MarksProps) {
  const { model, syncId, onPick, label } = props;
  const { data, ticks } = model;
  return (
    <LineChart
      responsive
      className="marks"
      data={chartRows(data)}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      syncId={syncId}
      title={label}
      onClick={({ activeTooltipIndex }) => onPick?.(Number(activeTooltipIndex))}
    >
      <XAxis hide dataKey="index" />
      <YAxis hide domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]} reversed={model.reverse} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ className: "marks-cursor" }}
        content={(tooltip) => <Tip {...props} tooltip={tooltip} />}
      />
      {data.previous ? (
        <Line
          dataKey="before"
          name={data.previous.label}
          stroke="var(--before)"
          strokeWidth={1}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ) : null}
      {data.series.map((one, index) => (
        <Line
          key={one.label}
          dataKey={`s${index}`}
          name={one.label}
          stroke={seriesColour(index, one.area, data.series.length)}
          strokeWidth={1.5}
          dot={({ key, index: at, cx, cy, stroke }) =>
            isLone(one.values, at) ? <circle key={key} cx={cx} cy={cy} r={2} fill={stroke} stroke="none" /> : null
          }
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  );
}
