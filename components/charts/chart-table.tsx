"use client";
import { useEffect, useRef, useState } from "react";
import type { ChartData } from "./series";
import { formatValue, type ValueFormat } from "./value-format";

/* A table as long as this is only put into the page when it is opened; the CSV has it without scripts. */
const rowsAtOnce = 130;

type Props = {
  title: string;
  unit: string;
  data: ChartData;
  format: ValueFormat;
  /** Where the page is with the table open; without it a table that is not long is there from the beginning. */
  asked?: { href: string; open: boolean };
};

/** The figures of a chart as a table, newest first, each point a link to its rows. */
export function ChartTable({ title, unit, data, format, asked }: Props) {
  const [opened, setOpened] = useState(asked?.open ?? false);
  const details = useRef<HTMLDetailsElement>(null);
  // It may have been opened before this script was there to see it.
  useEffect(() => setOpened((already) => already || details.current?.open === true), []);
  const columns = data.previous ? [...data.series, data.previous] : data.series;
  return (
    <details ref={details} open={asked?.open} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>Table</summary>
      {asked && !opened ? (
        <noscript>
          <a href={asked.href}>Show the table</a>
        </noscript>
      ) : null}
      {opened || (!asked && data.labels.length <= rowsAtOnce) ? (
        <div className="chart-table">
          <table>
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr>
                <td />
                {columns.map((one) => (
                  <th key={one.label} scope="col">
                    {one.label} <span className="unit">{unit}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.labels.map((_, back) => {
                const index = data.labels.length - 1 - back;
                const label = data.labels[index];
                const href = data.hrefs?.[index];
                return (
                  <tr key={label}>
                    <th scope="row">{href ? <a href={href}>{label}</a> : label}</th>
                    {columns.map((one) => (
                      <td key={one.label}>{formatValue(one.values[index], format)}</td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      ) : null}
    </details>
  );
}
