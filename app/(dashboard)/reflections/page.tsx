import type { Metadata } from "next";
import { HeatmapYear } from "@/components/charts/heatmap-year";
import { MOODS, moodText } from "@/components/planning/moods";
import { type FilterChip, Filters } from "@/components/table/filters";
import { Pager } from "@/components/table/pager";
import { urlState, withParams } from "@/components/table/url";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/tabs";
import { readAtOnce } from "@/db/client";
import { listMoods, listReflections } from "@/db/reflections";
import { type ReflectionFilter, readReflectionFilter } from "@/domain/reflections";
import { localDate } from "@/domain/time-zones";
import { formatDate } from "@/domain/units";
import { requireUser } from "../../_auth/visitor";
import { dayText } from "../_view/dates";
import { formatOf } from "../_view/visitor-format";
import { counted } from "../_view/words";
import { Excerpt } from "./excerpt";

export const metadata: Metadata = { title: "Reflections" };

/** A shade for each mood, whatever the year's were. */
const MOOD_SCALE = { borders: [1.5, 2.5, 3.5, 4.5], ends: [MOODS[1], MOODS[5]] } as const;

type SearchParams = Record<string, string | string[] | undefined>;

/** Days as they were lived: moods of a year, and what was written, to be searched. */
export default async function ReflectionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { visitor, actor } = await requireUser();
  const { year: asked, ...params } = await searchParams;
  const format = formatOf(visitor);
  const today = localDate(new Date(), visitor.timeZone);
  const year = /^(?:19|20|21)\d\d$/.test(String(asked)) ? Number(asked) : Number(today.slice(0, 4));
  const filter = readReflectionFilter(params);
  const url = urlState("/reflections", params);
  const [found, moods] = await readAtOnce(actor, (tx) =>
    Promise.all([listReflections(tx, filter), listMoods(tx, `${year}-01-01`, `${year}-12-31`)]),
  );
  const told = moods.flatMap(({ date, mood }) => (mood === null ? [] : [[date, mood] as const]));
  const written = moods.some(({ date }) => date === today);
  return (
    <>
      <PageHead
        title="Reflections"
        area="mood"
        range={counted(found.total, "day", format)}
        action={
          <ButtonLink href={`/reflections/${today}`} variant="main" icon="pen">
            {written ? "Today" : "Write today"}
          </ButtonLink>
        }
      />
      <Section
        title={`Mood by day, ${year}`}
        area="mood"
        aside={
          <Segmented
            label="Year"
            items={[year - 1, year, year + 1]
              .filter((one) => one <= Number(today.slice(0, 4)))
              .map((one) => ({ href: withParams(url, { year: String(one) }), label: String(one), current: one === year }))}
          />
        }
      >
        <HeatmapYear
          year={year}
          firstWeekday={visitor.firstWeekday}
          values={Object.fromEntries(told)}
          format={{ style: "number", locale: format.locale, decimals: 0 }}
          unit="of 5"
          hrefTemplate="/reflections/{date}"
          label={`Mood by day, ${year}`}
          area="mood"
          locale={format.locale}
          scale={MOOD_SCALE}
        />
      </Section>
      <div className="table-tools">
        <Filters
          url={url}
          label="Filter reflections"
          search={{ name: "q", label: "Search what you wrote", value: filter.q }}
          fields={[
            { type: "date", name: "from", label: "From", value: filter.from },
            { type: "date", name: "to", label: "To", value: filter.to },
            {
              type: "select",
              name: "mood",
              label: "Mood",
              value: filter.mood === undefined ? undefined : String(filter.mood),
              options: MOODS.flatMap((label, value) => (value === 0 ? [] : [{ value: String(value), label }])),
            },
          ]}
          shown={chips(filter, format.locale)}
        />
      </div>
      {found.rows.length === 0 ? <Nothing searching={url.query !== ""} today={today} /> : null}
      <ul className="reflections" data-shades="5">
        {found.rows.map((day) => (
          <li key={day.id}>
            <a href={`/reflections/${day.date}`}>
              <span className="font-semibold">{dayText(day.date, format.locale, "full")}</span>{" "}
              {day.mood === null ? null : (
                <Badge area="mood" shade={day.mood}>
                  {moodText(day.mood)}
                </Badge>
              )}
            </a>
            <Excerpt text={day.text} q={filter.q} />
          </li>
        ))}
      </ul>
      {found.total > filter.limit ? (
        <Pager
          url={url}
          page={filter.page ?? 1}
          pages={Math.ceil(found.total / filter.limit)}
          total={counted(found.total, "day", format)}
          size={filter.limit}
        />
      ) : null}
      <p className="mt-4 text-12 text-soft">
        <a href="/reflections/deleted">Deleted days</a>
      </p>
    </>
  );
}

function Nothing({ searching, today }: { searching: boolean; today: string }) {
  return searching ? (
    <Empty title="No day matches" icon="pen" action={<a href="/reflections">Show all days</a>} />
  ) : (
    <Empty title="Nothing written yet" icon="pen" action={<a href={`/reflections/${today}`}>Write today</a>}>
      <p>A mood and a line are enough. What you ran, lifted, coded and ticked stands beside it.</p>
    </Empty>
  );
}

function chips({ from, to, mood, q }: ReflectionFilter, locale: string): FilterChip[] {
  const shown: FilterChip[] = [];
  if (from) shown.push({ label: `From ${formatDate(from, locale)}`, names: ["from"] });
  if (to) shown.push({ label: `To ${formatDate(to, locale)}`, names: ["to"] });
  if (mood) shown.push({ label: `Mood ${mood}`, names: ["mood"] });
  if (q) shown.push({ label: `“${q}”`, names: ["q"] });
  return shown;
}
