"use client";
import { type ReactNode, useRef, useState } from "react";
import { Icon } from "../ui/icons";
import { Channel, type ChannelData } from "./channel";
import { side } from "./geometry";
import { niceTicks } from "./ticks";
import { useRecharts } from "./use-recharts";
import { formatTick, type ValueFormat } from "./value-format";

export type Basis = { label: string; unit: string; values: number[]; format: ValueFormat };
type Props = {
  /** Charts and maps of one group share the cursor. */
  group: string;
  /** What runs along the bottom, one value per sample, rising; the first is shown at first. */
  bases: [Basis, ...Basis[]];
  channels: ChannelData[];
  height?: number;
  title?: string;
  range?: string;
  how?: ReactNode;
  csvHref?: string;
  level?: 2 | 3;
};

/** The courses of one activity under each other, over distance or time, with one cursor through all of them. */
export function ActivityCharts({ group, bases, channels, height = 96, title = "Course", range, how, csvHref, level = 2 }: Props) {
  const frame = useRef<HTMLElement>(null);
  const recharts = useRecharts(frame);
  const [chosen, setChosen] = useState(0);
  const basis = bases[chosen] ?? bases[0];
  const Heading = level === 2 ? "h2" : "h3";
  const first = basis.values[0] ?? 0;
  const span = (basis.values.at(-1) ?? 1) - first || 1;
  const xs = basis.values.map((value) => Math.round(((value - first) / span) * side));
  const ticks = niceTicks(basis.values, basis.format.style, false, 6).filter((tick) => tick >= first && tick <= first + span);

  return (
    <figure className="chart course" ref={frame} aria-label={title}>
      <figcaption className="chart-head">
        <Heading>
          {title} {range ? <span className="chart-range">{range}</span> : null}
        </Heading>
        {bases.length > 1 ? (
          <span className="segmented">
            {bases.map((one, index) => (
              <button key={one.label} type="button" aria-pressed={index === chosen} onClick={() => setChosen(index)}>
                {one.label}
              </button>
            ))}
          </span>
        ) : null}
      </figcaption>
      {channels.map((channel) => (
        <Channel
          key={channel.label}
          channel={channel}
          basis={basis}
          xs={xs}
          group={group}
          height={height}
          Marks={recharts?.ChannelMarks}
        />
      ))}
      <div className="course-axis" aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} style={{ left: `${((tick - first) / span) * 100}%` }}>
            {formatTick(tick, basis.format)}
          </span>
        ))}
        <span className="course-unit">{basis.unit}</span>
      </div>
      <div className="chart-foot">
        {how ? (
          <details>
            <summary>How computed</summary>
            <div className="chart-how">{how}</div>
          </details>
        ) : null}
        {csvHref ? (
          <a href={csvHref} download="">
            <Icon name="download" size={12} />
            CSV
          </a>
        ) : null}
      </div>
    </figure>
  );
}
