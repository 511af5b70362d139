"use client";
import { useEffect } from "react";
import { Area, AreaChart, Tooltip, type TooltipContentProps, XAxis, YAxis } from "recharts";
import type { ChannelData } from "./channel";

export type ChannelMarksProps = {
  channel: ChannelData;
  xs: readonly number[];
  ticks: readonly number[];
  group: string;
  onPoint: (index: number | null) => void;
};

/** One course with the cursor that its group shares; what stands under it is said above the line, not in a box. */
export function ChannelMarks({ channel, xs, ticks, group, onPoint }: ChannelMarksProps) {
  const low = ticks[0] ?? 0;
  const high = ticks.at(-1) ?? 1;
  return (
    <AreaChart
      responsive
      className="marks"
      data={xs.map((x, index) => ({ x, value: channel.values[index] ?? null }))}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      syncId={group}
      title={channel.label}
    >
      <XAxis hide dataKey="x" type="number" domain={[xs[0] ?? 0, xs.at(-1) ?? 1]} />
      <YAxis hide domain={[low, high]} reversed={channel.reverse} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ className: "marks-cursor" }}
        content={(tooltip) => <Follow tooltip={tooltip} onPoint={onPoint} />}
      />
      <Area
        dataKey="value"
        name={channel.label}
        baseValue={channel.reverse ? high : low}
        stroke="var(--hue)"
        strokeWidth={1.5}
        fill={channel.fill ? "var(--hue)" : "none"}
        fillOpacity={0.14}
        isAnimationActive={false}
      />
    </AreaChart>
  );
}

function Follow({ tooltip, onPoint }: { tooltip: TooltipContentProps; onPoint: (index: number | null) => void }) {
  const index = tooltip.active ? Number(tooltip.activeIndex) : null;
  useEffect(() => onPoint(index), [index, onPoint]);
  return null;
}
