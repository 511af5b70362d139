"use client";
import { type KeyboardEvent, useMemo, useState } from "react";
import { HeatmapMonths } from "./heatmap-months";
import { type HeatDay, monthColumns, shadeBorders, shadeOf, yearDays } from "./heatmap-weeks";
import { formatValue, type ValueFormat } from "./value-format";

type Props = {
  year: number;
  /** 0 Sunday, 1 Monday … */
  firstWeekday: number;
  /** By day, `YYYY-MM-DD`; days without are left out. */
  values: Record<string, number>;
  format: ValueFormat;
  unit?: string;
  /** `/things?from={date}&to={date}` */
  hrefTemplate: string;
  /** "Distance by day, 2026" */
  label: string;
  area?: string;
  locale?: string;
};

const cell = 13;
const square = 11;

/** A year of days, a column a week. Each day with something is a link that says what; arrows go from one to the next. */
export function HeatmapYear({ year, firstWeekday, values, format, unit = "", hrefTemplate, label, area, locale = "en" }: Props) {
  const days = useMemo(() => yearDays(year, firstWeekday), [year, firstWeekday]);
  const borders = useMemo(() => shadeBorders(Object.values(values)), [values]);
  const filled = days.filter((day) => (values[day.date] ?? 0) > 0);
  const [entry, setEntry] = useState(filled.at(-1)?.date);
  const weeks = (days.at(-1)?.week ?? 52) + 1;
  const names = useMemo(() => dateNames(locale), [locale]);

  const onKeyDown = (event: KeyboardEvent<Element>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : filled[filled.findIndex((day) => day.date === entry) + step];
    if (!next) return;
    event.preventDefault();
    setEntry(next.date);
    event.currentTarget.parentElement?.querySelector<SVGAElement>(`[data-day="${next.date}"]`)?.focus();
  };

  return (
    <figure className="heatmap" data-area={area} aria-label={label}>
      <div className="heatmap-names" aria-hidden="true">
        {monthColumns(days).map((week, month) => (
          <span key={names.month(month)} style={{ left: `${(week / weeks) * 100}%` }}>
            {names.month(month)}
          </span>
        ))}
      </div>
      <svg viewBox={`0 0 ${weeks * cell - 2} ${7 * cell - 2}`}>
        <title>{label}</title>
        <path
          className="heat-0"
          d={days
            .filter((day) => !values[day.date])
            .map(squarePath)
            .join("")}
        />
        {filled.map((day) => {
          const value = values[day.date];
          return (
            <a
              key={day.date}
              href={hrefTemplate.replaceAll("{date}", day.date)}
              className={`heat-${shadeOf(value, borders)}`}
              data-day={day.date}
              tabIndex={day.date === entry ? 0 : -1}
              onKeyDown={onKeyDown}
            >
              <title>{`${names.day(day.date)}: ${formatValue(value, format)} ${unit}`.trim()}</title>
              <path d={squarePath(day)} />
            </a>
          );
        })}
      </svg>
      <div className="heatmap-foot">
        <HeatmapMonths label={label} year={year} values={values} format={format} unit={unit} name={names.month} />
        <span className="heatmap-key" aria-hidden="true">
          less
          <svg viewBox={`0 0 ${5 * cell} ${square}`} width={5 * cell} height={square} aria-hidden="true">
            {[0, 1, 2, 3, 4].map((shade) => (
              <path key={shade} className={`heat-${shade}`} d={`M${shade * cell} 0h${square}v${square}h-${square}z`} />
            ))}
          </svg>
          more
        </span>
      </div>
    </figure>
  );
}

function squarePath(day: HeatDay): string {
  return `M${day.week * cell} ${day.row * cell}h${square}v${square}h-${square}z`;
}

function dateNames(locale: string) {
  const day = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  const month = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
  return {
    day: (date: string) => day.format(new Date(`${date}T00:00:00Z`)),
    month: (index: number) => month.format(new Date(Date.UTC(2024, index, 1))),
  };
}
