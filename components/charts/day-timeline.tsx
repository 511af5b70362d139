"use client";
import { useState } from "react";

export type Lane = {
  label: string;
  href?: string;
  /** The time of the whole lane: "3:12 h". */
  text: string;
  /** Which colour of the palette, 1 to 6; 0 for the area's own. */
  colour: number;
  /** Where each block begins and how long it is, in thousandths of the day, and what it says when pointed at. */
  blocks: (readonly [left: number, width: number, words: string])[];
};

type Props = {
  label: string;
  /** Where the hours of the day stand, in thousandths; a day of 23 or 25 hours has as many. */
  ticks: { left: number; label: string }[];
  lanes: Lane[];
  /** Where now is, on a day that is not over. */
  now?: number;
  area?: string;
};

/** The hours of one day, a lane for each of what is told apart. The list of the blocks says the same in words. */
export function DayTimeline({ label, ticks, lanes, now, area }: Props) {
  const [said, setSaid] = useState<{ words: string; left: number; lane: number } | null>(null);
  return (
    <figure className="timeline" data-area={area} aria-label={label}>
      <ol>
        {lanes.map((lane, index) => (
          <li key={lane.label}>
            <p className="timeline-name" title={lane.label}>
              {lane.href ? <a href={lane.href}>{lane.label}</a> : lane.label}
              <span className="unit">{lane.text}</span>
            </p>
            <div className="timeline-lane" aria-hidden="true" onPointerLeave={() => setSaid(null)}>
              {lane.blocks.map(([left, width, words]) => (
                <i
                  key={left}
                  style={{
                    left: `${left / 10}%`,
                    width: `${width / 10}%`,
                    background: lane.colour ? `var(--series-${lane.colour})` : "var(--hue)",
                  }}
                  onPointerEnter={() => setSaid({ words, left: left + width / 2, lane: index })}
                />
              ))}
              {now === undefined ? null : <b style={{ left: `${now / 10}%` }} />}
              {said?.lane === index ? (
                <span
                  className="timeline-tip"
                  data-end={said.left > 800 ? "" : undefined}
                  data-start={said.left < 200 ? "" : undefined}
                  style={{ left: `${said.left / 10}%` }}
                >
                  {said.words}
                </span>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      <div className="timeline-axis" aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick.left} style={{ left: `${tick.left / 10}%` }}>
            {tick.label}
          </span>
        ))}
      </div>
    </figure>
  );
}
