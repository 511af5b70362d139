"use client";
import { type ReactNode, type RefObject, useEffect, useId, useMemo, useRef } from "react";
import { useGo } from "../ui/go";
import { Icon } from "../ui/icons";
import { ChartTable } from "./chart-table";
import { Plot, StaticMarks } from "./plot";
import { type PlotKind, plotModel } from "./plot-model";
import type { ChartData } from "./series";
import { useRecharts } from "./use-recharts";
import type { ValueFormat } from "./value-format";

type Props = {
  /** What it shows: "Distance by week". */
  title: string;
  unit: string;
  /** "Last 52 weeks". */
  range: string;
  kind: PlotKind;
  data: ChartData;
  format: ValueFormat;
  area?: string;
  /** How computed, in a few sentences. */
  how?: ReactNode;
  csvHref?: string;
  height?: number;
  /** Small is up, as for pace. */
  reverse?: boolean;
  syncId?: string;
  aside?: ReactNode;
  level?: 2 | 3;
  /** Where the page is with the table in it: with this the table is put in only when it is asked for, also without scripts. */
  figures?: { href: string; open: boolean };
};

/** A chart that is whole when it arrives: title, drawing and figures. What is worked with takes over later, in its place. */
export function ChartFrame(props: Props) {
  const {
    title,
    unit,
    range,
    kind,
    data,
    format,
    area,
    how,
    csvHref,
    height = 200,
    reverse,
    syncId,
    aside,
    level = 2,
    figures,
  } = props;
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const picked = useRef(-1);
  const go = useGo();
  const recharts = useRecharts(frame);
  const model = useMemo(() => plotModel(kind, data, format, reverse), [kind, data, format, reverse]);
  const Marks = kind === "bars" ? recharts?.BarMarks : recharts?.LineMarks;
  const Heading = level === 2 ? "h2" : "h3";

  const open = (index: number) => {
    const href = data.hrefs?.[index];
    if (href) go(href);
  };
  useEnter(frame, () => open(picked.current));

  return (
    <figure className="chart" data-area={area} aria-labelledby={id}>
      <figcaption className="chart-head">
        <Heading id={id}>
          {title} <span className="chart-range">{[unit, range].filter(Boolean).join(" · ")}</span>
        </Heading>
        {aside}
      </figcaption>
      <div ref={frame} data-links={data.hrefs ? "" : undefined}>
        <Plot model={model} height={height}>
          {Marks ? (
            <Marks
              model={model}
              unit={unit}
              syncId={syncId}
              label={title}
              onPick={open}
              onPoint={(index) => {
                picked.current = index;
              }}
            />
          ) : (
            <StaticMarks model={model} />
          )}
        </Plot>
      </div>
      <div className="chart-foot">
        <ChartTable title={title} unit={unit} data={data} format={format} asked={figures} />
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

/** The chart's own element has the focus, not ours, so that its keys are heard on their way up. */
function useEnter(frame: RefObject<HTMLElement | null>, act: () => void) {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Enter") latest.current();
    };
    const element = frame.current;
    element?.addEventListener("keydown", onKeyDown);
    return () => element?.removeEventListener("keydown", onKeyDown);
  }, [frame]);
}
