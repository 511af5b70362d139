import type { ReactNode } from "react";
import { Amount } from "@/components/ui/figure";
import { AREA_TITLES, figureText, figureTitle } from "@/domain/digest-words";
import { DIGEST_AREAS, type DigestArea, type DigestData, type DigestFigure } from "@/domain/digests";
import { addDays } from "@/domain/time-zones";
import type { Format } from "@/domain/units";
import { dayText } from "../_view/dates";
import { change, joined } from "../_view/words";
import { plansOf, rowsOf } from "./rows-of";
import { WeekBars } from "./week-bars";

type Days = { from: string; to: string };

/** The weekday that a week was looked at up to; null where that is its last. */
export function upToText(upTo: string, { to }: Pick<Days, "to">, locale: string, style: "weekday-short" | "weekday-long") {
  return upTo < to ? dayText(upTo, locale, style) : null;
}

type Props = {
  data: DigestData;
  format: Format;
  /** The last day that is held against the weeks before: today in a week that is not over. */
  upTo: string;
};

/** All areas of a week under each other: what it came to, against what was before, and against what was planned. */
export function AreaRows({ data, format, upTo }: Props) {
  const by = upToText(upTo, data, format.locale, "weekday-short");
  const part = by === null ? null : <span className="block">by {by}</span>;
  return (
    <table className="week-table">
      <caption className="sr-only">The week by area</caption>
      <thead>
        <tr>
          <th scope="col" colSpan={2}>
            Area
          </th>
          <th scope="col" className="week-days">
            Days
          </th>
          <th scope="col" className="week-now">
            This week
          </th>
          <th scope="col">Week before {part}</th>
          <th scope="col" className="week-mean">
            Mean of 4 weeks {part}
          </th>
          <th scope="col" className="week-plan">
            Planned
          </th>
        </tr>
      </thead>
      {DIGEST_AREAS.map((area) => (
        <AreaBody key={area} area={area} data={data} format={format} upTo={upTo} />
      ))}
    </table>
  );
}

function AreaBody({ area, data, format, upTo }: Props & { area: DigestArea }) {
  const figure = data.areas[area];
  const more = figure.more.filter(({ thisWeek, lastWeek, planned }) => thisWeek || lastWeek || planned);
  const head = (
    <>
      <th scope="rowgroup" className="week-area" rowSpan={1 + more.length}>
        {AREA_TITLES[area]}
      </th>
      <th scope="row">{figureTitle(area, figure.name)}</th>
      <td className="week-days" rowSpan={1 + more.length}>
        <WeekBars values={figure.days} texts={figure.days.map((value) => joined(figureText(value, figure.unit, format)))} />
      </td>
    </>
  );
  return (
    <tbody data-area={area}>
      <Row area={area} figure={figure} days={data} upTo={upTo} format={format} head={head} />
      {more.map((one) => (
        <Row key={one.name} area={area} figure={one} days={data} upTo={upTo} format={format} />
      ))}
    </tbody>
  );
}

type RowProps = {
  area: DigestArea;
  figure: DigestFigure;
  days: Days;
  upTo: string;
  format: Format;
  /** The cells before the figures in the first row of an area. */
  head?: ReactNode;
};

/** One figure on one line: every amount stands on the baseline of its label, and its change in a column of its own behind it. */
function Row({ area, figure, days, upTo, format, head }: RowProps) {
  const title = AREA_TITLES[area];
  const { name, unit, thisWeek, lastWeek, fourWeekMean, planned } = figure;
  const text = (value: number | null) => figureText(value, unit, format);
  const label = figureTitle(area, name);
  const before = { from: addDays(days.from, -7), to: addDays(upTo, -7) };
  return (
    <tr data-head={head ? "" : undefined}>
      {head ?? <th scope="row">{label}</th>}
      <td className="week-now">
        <a
          href={rowsOf(area, name, days)}
          aria-label={`${title}, ${label.toLowerCase()}: ${joined(text(thisWeek))}, show the rows`}
        >
          <Amount {...text(thisWeek)} />
        </a>
      </td>
      <td>
        <a
          href={rowsOf(area, name, before)}
          aria-label={`${title}, ${label.toLowerCase()} in the week before: ${joined(text(lastWeek))}`}
        >
          <Amount {...text(lastWeek)} />
        </a>
        <Delta now={thisWeek} before={lastWeek} format={format} />
      </td>
      <td className="week-mean">
        <Amount {...text(fourWeekMean)} />
        <Delta now={thisWeek} before={fourWeekMean} format={format} />
      </td>
      <td className="week-plan">
        {planned === undefined ? null : (
          <>
            <a href={plansOf(area, name, days)} aria-label={`${title}, ${label.toLowerCase()} planned: ${joined(text(planned))}`}>
              <Amount {...text(planned)} />
            </a>
            <span className="week-delta">{planned > 0 ? `${Math.round(((thisWeek ?? 0) / planned) * 100)} % of it` : ""}</span>
          </>
        )}
      </td>
    </tr>
  );
}

/** The change against an amount; its place is kept where there is none, so that the amounts stay under each other. */
function Delta({ now, before, format }: { now: number | null; before: number | null; format: Format }) {
  return <span className="week-delta">{now === null || before === null ? null : change(now, before, format)}</span>;
}
