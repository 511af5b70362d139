"use client";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { dateWords } from "@/domain/units";
import { HeatmapMonths } from "./heatmap-months";
import { HeatmapTip } from "./heatmap-tip";
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
  /** Shades by fixed borders instead of quarters of the days, and the words at both ends of the key. */
  scale?: { borders: readonly number[]; ends: readonly [least: string, most: string] };
};

const cell = 13;
const square = 11;

/** A year of days, a column a week. Each day with something is a link that says what; arrows go from one to the next. */
export function HeatmapYear(props: Props) {
  const { year, firstWeekday, values, format, unit = "", hrefTemplate, label, area, locale = "en", scale } = props;
  const days = yearDays(year, firstWeekday);
  const borders = useMemo(() => scale?.borders ?? shadeBorders(Object.values(values)), [values, scale]);
  const shades = Array.from({ length: borders.length + 1 }, (_, at) => at + 1);
  const key = scale ? shades : [0, ...shades];
  const filled = days.filter((day) => (values[day.date] ?? 0) > 0);
  const [entry, setEntry] = useState(filled.at(-1)?.date);
  const grid = useRef<HTMLDivElement>(null);
  const weeks = (days.at(-1)?.week ?? 52) + 1;
  const names = dateNames(locale);

  const onKeyDown = (event: KeyboardEvent<HTMLAnchorElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : filled[filled.findIndex((day) => day.date === entry) + step];
    if (!next) return;
    event.preventDefault();
    setEntry(next.date);
    const link = step === 1 ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling;
    if (link instanceof HTMLAnchorElement) link.focus();
  };

  return (
    <figure className="heatmap" data-area={area} data-shades={shades.length} aria-label={label}>
      <div className="heatmap-names" aria-hidden="true">
        {monthColumns(days).map((week, month) => (
          <span key={names.month(month)} style={{ left: `${(week / weeks) * 100}%` }}>
            {names.month(month)}
          </span>
        ))}
      </div>
      <div className="heatmap-days" ref={grid} style={{ gridTemplateColumns: `repeat(${weeks}, 1fr)` }}>
        <svg viewBox={`0 0 ${weeks * cell - 2} ${7 * cell - 2}`} aria-hidden="true">
          <path className="heat-0" d={squares(days)} />
        </svg>
        {filled.map((day) => {
          const value = values[day.date] ?? 0;
          return (
            <a
              key={day.date}
              href={hrefTemplate.replaceAll("{date}", day.date)}
              className={`heat-${shadeOf(value, borders)}`}
              style={{ gridArea: `${day.row + 1}/${day.week + 1}` }}
              tabIndex={day.date === entry ? undefined : -1}
              onKeyDown={onKeyDown}
            >
              {`${names.day(day)}: ${formatValue(value, format)} ${unit}`}
            </a>
          );
        })}
        <HeatmapTip days={grid} />
      </div>
      <div className="heatmap-foot">
        <HeatmapMonths label={label} year={year} values={values} format={format} unit={unit} name={names.month} />
        <span className="heatmap-key" aria-hidden="true">
          {scale?.ends[0] ?? "less"}
          <svg viewBox={`0 0 ${key.length * cell} ${square}`} width={key.length * cell} height={square} aria-hidden="true">
            {key.map((shade, at) => (
              <path key={shade} className={`heat-${shade}`} d={`M${at * cell} 0h${square}v${square}h-${square}z`} />
            ))}
          </svg>
          {scale?.ends[1] ?? "more"}
        </span>
      </div>
    </figure>
  );
}

/** All days as squares; the first and the last week may be short. */
function squares(days: readonly HeatDay[]): string {
  let path = "";
  for (const { week, row } of days) path += `M${week * cell} ${row * cell}h${square}v${square}h-${square}z`;
  return path;
}

type Names = { day: (day: HeatDay) => string; month: (index: number) => string };
const namesByLocale = new Map<string, Names>();

/** Making a formatter costs far more than using it, and using it more than putting names together: a year has many days. */
function dateNames(locale: string): Names {
  const known = namesByLocale.get(locale);
  if (known) return known;
  const write = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(dateWords(locale).locale, { ...options, timeZone: "UTC" });
    return (month: number, day: number) => format.format(Date.UTC(2023, month, day));
  };
  const [monthName, weekdayName] = [write({ month: "short" }), write({ weekday: "short" })];
  const months = Array.from({ length: 12 }, (_, index) => monthName(index, 1));
  // 1 January 2023 was a Sunday.
  const weekdays = Array.from({ length: 7 }, (_, index) => weekdayName(0, 1 + index));
  const month = (index: number) => months[index] ?? "";
  const names = {
    month,
    day: ({ date, weekday }: HeatDay) =>
      `${weekdays[weekday]} ${Number(date.slice(8))} ${month(Number(date.slice(5, 7)) - 1)} ${date.slice(0, 4)}`,
  };
  namesByLocale.set(locale, names);
  return names;
}
