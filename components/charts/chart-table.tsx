"use client";
import { useState } from "react";
import type { ChartData } from "./series";
import { formatValue, type ValueFormat } from "./value-format";

/* A table as long as this is only put into the page when it is opened; the CSV has it without scripts. */
const rowsAtOnce = 130;

/** The figures of a chart as a table, newest first, each point a link to its rows. */
export function ChartTable({ title, unit, data, format }: { title: string; unit: string; data: ChartData; format: ValueFormat }) {
  const [opened, setOpened] = useState(false);
  const columns = data.previous ? [...data.series, data.previous] : data.series;
  return (
    <details onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>Table</summary>
      {opened || data.labels.length <= rowsAtOnce ? (
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
