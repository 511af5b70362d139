"use client";
import type { ComponentType } from "react";
import type { Basis } from "./activity-charts";
import type { ChannelMarksProps } from "./channel-marks";
import { moveCursor, useCursor } from "./cursor";
import { linePath, side, verticalScale } from "./geometry";
import { niceTicks } from "./ticks";
import { formatTick, formatValue, type ValueFormat } from "./value-format";

export type ChannelData = {
  label: string;
  unit: string;
  /** One per sample; holes where the sensor was silent. */
  values: (number | null)[];
  format: ValueFormat;
  area?: string;
  /** Small is up, as for pace. */
  reverse?: boolean;
  /** Filled to the foot, as elevation. */
  fill?: boolean;
  /** Of the whole activity, shown while the cursor is elsewhere. */
  mean?: number | null;
};

type Props = {
  channel: ChannelData;
  basis: Basis;
  xs: number[];
  group: string;
  height: number;
  Marks?: ComponentType<ChannelMarksProps>;
};

/** One course: its name and the value under the cursor, its rules, its line. */
export function Channel({ channel, basis, xs, group, height, Marks }: Props) {
  const ticks = niceTicks(channel.values, channel.format.style, false, 2);
  const y = verticalScale(ticks, channel.reverse);
  const path = linePath(xs, channel.values, y);
  return (
    <div className="course-channel" data-area={channel.area}>
      <Reading channel={channel} basis={basis} group={group} />
      <div className="plot" style={{ height }}>
        <div className="plot-area">
          <svg className="plot-svg" viewBox={`0 0 ${side} ${side}`} preserveAspectRatio="none" aria-hidden="true">
            <path className="plot-rules" d={ticks.map((tick) => `M0 ${y(tick)}H${side}`).join("")} />
            {channel.fill && !Marks ? <path className="plot-fill" d={`${path}V${side}H${xs[0] ?? 0}z`} /> : null}
            {Marks ? null : <path className="plot-line" stroke="var(--hue)" d={path} />}
          </svg>
          {Marks ? (
            <Marks
              channel={channel}
              xs={basis.values}
              ticks={ticks}
              group={group}
              onPoint={(index) => moveCursor(group, index)}
            />
          ) : null}
        </div>
        <div className="plot-values" aria-hidden="true">
          {ticks.map((tick) => (
            <span key={tick} style={{ top: `${y(tick) / 10}%` }}>
              {formatTick(tick, channel.format)}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

function Reading({ channel, basis, group }: { channel: ChannelData; basis: Basis; group: string }) {
  const index = useCursor(group);
  const value = index === null ? channel.mean : channel.values[index];
  return (
    <p className="course-reading">
      <span className="course-name">{channel.label}</span>
      {value === undefined ? null : (
        <>
          {index === null ? <span className="unit">mean</span> : null}
          <b>{formatValue(value, channel.format)}</b>
        </>
      )}
      <span className="unit">{channel.unit}</span>
      {index === null ? null : (
        <span className="unit">
          at {formatValue(basis.values[index], basis.format)} {basis.unit}
        </span>
      )}
    </p>
  );
}
