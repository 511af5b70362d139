import { Amount } from "@/components/ui/figure";
import { AREA_TITLES, figureText, figureTitle } from "@/domain/digest-words";
import { DIGEST_AREAS, type DigestArea, type DigestData, type DigestFigure } from "@/domain/digests";
import { addDays } from "@/domain/time-zones";
import type { Format } from "@/domain/units";
import { change, joined } from "../_view/words";
import { plansOf, rowsOf } from "./rows-of";
import { WeekBars } from "./week-bars";

type Days = { from: string; to: string };

/** All areas of a week under each other: what it came to, against what was before, and against what was planned. */
export function AreaRows({ data, format }: { data: DigestData; format: Format }) {
  return (
    <table className="week-table">
      <caption className="sr-only">The week by area</caption>
      <thead>
        <tr>
          <th scope="col">Area</th>
          <th scope="col">Days</th>
          <th scope="col">This week</th>
          <th scope="col">Week before</th>
          <th scope="col">Mean of 4 weeks</th>
          <th scope="col">Planned</th>
        </tr>
      </thead>
      {DIGEST_AREAS.map((area) => (
        <AreaBody key={area} area={area} data={data} format={format} />
      ))}
    </table>
  );
}

function AreaBody({ area, data, format }: { area: DigestArea; data: DigestData; format: Format }) {
  const figure = data.areas[area];
  const more = figure.more.filter(({ thisWeek, lastWeek, planned }) => thisWeek || lastWeek || planned);
  return (
    <tbody data-area={area}>
      <Row area={area} figure={figure} days={data} format={format} head bars={figure.days} />
      {more.map((one) => (
        <Row key={one.name} area={area} figure={one} days={data} format={format} />
      ))}
    </tbody>
  );
}

type RowProps = {
  area: DigestArea;
  figure: DigestFigure;
  days: Days;
  format: Format;
  head?: boolean;
  bars?: readonly (number | null)[];
};

function Row({ area, figure, days, format, head, bars }: RowProps) {
  const title = AREA_TITLES[area];
  const { name, unit, thisWeek, lastWeek, fourWeekMean, planned } = figure;
  const text = (value: number | null) => figureText(value, unit, format);
  const label = figureTitle(area, name);
  const before = { from: addDays(days.from, -7), to: addDays(days.to, -7) };
  return (
    <tr data-head={head ? "" : undefined}>
      <th scope="row">
        {head ? <span className="week-area">{title}</span> : null}
        <span className="week-name">{label}</span>
      </th>
      <td className="week-days">{bars ? <WeekBars values={bars} texts={bars.map((value) => joined(text(value)))} /> : null}</td>
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
      <td>
        <Amount {...text(fourWeekMean)} />
        <Delta now={thisWeek} before={fourWeekMean} format={format} />
      </td>
      <td>
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

function Delta({ now, before, format }: { now: number | null; before: number | null; format: Format }) {
  const text = now === null || before === null ? undefined : change(now, before, format);
  return text ? <span className="week-delta">{text}</span> : null;
}
