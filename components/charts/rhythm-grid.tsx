"use client";
import { Fragment, useState } from "react";
import { shadeBorders, shadeOf } from "./heatmap-weeks";
import { formatValue, type ValueFormat } from "./value-format";

type Props = {
  /** Read by screen readers as the table's name. */
  label: string;
  /** A row each, in the person's order of the week. */
  rows: { label: string; values: number[] }[];
  /** The name of each hour, and a short one for the axis, empty where there is none. */
  hours: { label: string; tick: string }[];
  format: ValueFormat;
  unit?: string;
  area?: string;
};

/** Weekdays by hours as a table whose cells are shaded; what a cell holds is said under it when it is pointed at. */
export function RhythmGrid({ label, rows, hours, format, unit = "", area }: Props) {
  const borders = shadeBorders(rows.flatMap(({ values }) => values));
  const [said, setSaid] = useState("");
  const words = (row: string, hour: number, value: number) =>
    `${row} ${hours[hour]?.label ?? ""}: ${formatValue(value, format)}${unit ? ` ${unit}` : ""}`;
  return (
    <div className="rhythm" data-area={area}>
      <table>
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <td />
            {hours.map((hour) => (
              <th key={hour.label} scope="col">
                <span aria-hidden="true">{hour.tick}</span>
                <span className="sr-only">{hour.label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody onPointerLeave={() => setSaid("")}>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {row.values.map((value, hour) => (
                <td
                  key={hours[hour]?.label}
                  className={`heat-${shadeOf(value, borders)}`}
                  onPointerEnter={() => setSaid(words(row.label, hour, value))}
                >
                  {formatValue(value, format)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="rhythm-foot" aria-hidden="true">
        <span>{said}</span>
        <span className="rhythm-key">
          less
          {[0, 1, 2, 3, 4].map((shade) => (
            <Fragment key={shade}>
              <i className={`heat-${shade}`} />
            </Fragment>
          ))}
          more
        </span>
      </p>
    </div>
  );
}
