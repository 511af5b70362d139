import { z } from "zod";
import { daysOfIsoWeek } from "./iso-weeks";
import { addDays, daysBetween } from "./time-zones";

/** An ISO week as text: `2026-W47`. */
export const isoWeekField = z.string().refine((text) => daysOfIsoWeek(text) !== null, "This is no ISO week, like 2026-W47.");

/**
 * The week in review: what an ISO week in the person's zone came to, held against the week before and the mean of the four weeks before
 * it, with what was planned and the one thing that stood out. Pure: the sums come from `db/digests.ts`.
 */

export const DIGEST_AREAS = ["runs", "rides", "strength", "coding", "planning", "mood"] as const;
export type DigestArea = (typeof DIGEST_AREAS)[number];

/** Units of figures: metres, seconds, kilojoules, kilograms, plain counts, mood from 1 to 5. */
const UNITS = ["m", "s", "kJ", "kg", "count", "mood"] as const;

/** What is summed: the first of each area is the one that stands for it. `mean` figures are divided by how many there were. */
export const DIGEST_METRICS = [
  { area: "runs", name: "distance", unit: "m" },
  { area: "runs", name: "runs", unit: "count" },
  { area: "runs", name: "duration", unit: "s" },
  { area: "rides", name: "distance", unit: "m" },
  { area: "rides", name: "activities", unit: "count" },
  { area: "rides", name: "duration", unit: "s" },
  { area: "rides", name: "energy", unit: "kJ" },
  { area: "strength", name: "volume", unit: "kg" },
  { area: "strength", name: "sessions", unit: "count" },
  { area: "strength", name: "sets", unit: "count" },
  { area: "coding", name: "time", unit: "s" },
  { area: "coding", name: "days", unit: "count" },
  { area: "planning", name: "tasksDone", unit: "count" },
  { area: "planning", name: "tasksMade", unit: "count" },
  { area: "planning", name: "habitDays", unit: "count" },
  { area: "mood", name: "mood", unit: "mood" },
  { area: "mood", name: "reflections", unit: "count" },
] as const satisfies readonly { area: DigestArea; name: string; unit: (typeof UNITS)[number] }[];

type Metric = (typeof DIGEST_METRICS)[number];
export type MetricKey = `${Metric["area"]}.${Metric["name"]}`;
export const metricKey = ({ area, name }: Pick<Metric, "area" | "name">) => `${area}.${name}` as MetricKey;

/** Weeks before the one in review that are looked at: a quarter of a year with it. */
export const WEEKS_BEFORE = 12;

/** A sum of one day; of `mood.mood` the sum of moods, and `mood.told` how many there were. */
export type DaySum = { key: MetricKey | "mood.told"; date: string; value: number };

const figureSchema = z.object({
  name: z.string(),
  unit: z.enum(UNITS),
  /** Null where there is no mean: no mood was told. */
  thisWeek: z.number().nullable(),
  lastWeek: z.number().nullable(),
  fourWeekMean: z.number().nullable(),
  planned: z.number().optional(),
});
export type DigestFigure = z.output<typeof figureSchema>;

const areaSchema = figureSchema.extend({
  /** Monday to Sunday. */
  days: z.array(z.number().nullable()).length(7),
  more: z.array(figureSchema),
});

const standoutSchema = z.object({
  area: z.enum(DIGEST_AREAS),
  name: z.string(),
  unit: z.enum(UNITS),
  /** `most` and `least` of all the weeks looked at; else more or less than usual. */
  kind: z.enum(["most", "least", "more", "less"]),
  value: z.number(),
  /** Of the weeks before. */
  mean: z.number(),
  weeks: z.number().int(),
});
export type Standout = z.output<typeof standoutSchema>;

/** What is stored in `digests.data`, and told by the API beside `isoWeek` and `createdAt`. */
export const digestDataSchema = z.object({
  from: z.string(),
  to: z.string(),
  areas: z.object(Object.fromEntries(DIGEST_AREAS.map((area) => [area, areaSchema])) as Record<DigestArea, typeof areaSchema>),
  standout: standoutSchema.nullable(),
  /** Made before the week was over where the person lives: once it is, it is made anew. */
  soFar: z.boolean().optional(),
});
export type DigestData = z.output<typeof digestDataSchema>;

/** At least so many weeks before must have something, or nothing can stand out from them. */
const LEAST_WEEKS = 4;

/** A week is unusual from this many standard deviations on. */
const UNUSUAL = 1.5;

/** Of a week that is not over: how many days of the weeks before it is held against (7: all of them). */
export type SoFar = { daysBefore: number };

/**
 * Makes the digest of the week that begins on Monday `from`.
 * @param sums of the days from {@link WEEKS_BEFORE} weeks before it to its Sunday
 * @param planned by metric, in its unit: what the person's goals and due tasks asked of the week
 * @param soFar of a week that is not over: what it has not come to yet is nothing that stands out
 */
export function makeDigest(
  from: string,
  sums: readonly DaySum[],
  planned: ReadonlyMap<MetricKey, number>,
  soFar?: SoFar,
): DigestData {
  const first = addDays(from, -7 * WEEKS_BEFORE);
  const days = new Map<DaySum["key"], number[]>();
  for (const { key, date, value } of sums) {
    const place = daysBetween(first, date);
    const row = days.get(key) ?? new Array<number>(7 * (WEEKS_BEFORE + 1)).fill(0);
    if (place >= 0 && place < row.length) row[place] = (row[place] ?? 0) + value;
    days.set(key, row);
  }
  const weeksOf = (key: DaySum["key"]): number[] => {
    const row = days.get(key);
    const daysOf = (week: number) => (week < WEEKS_BEFORE ? (soFar?.daysBefore ?? 7) : 7);
    return Array.from({ length: WEEKS_BEFORE + 1 }, (_, week) => total(row?.slice(7 * week, 7 * week + daysOf(week)) ?? []));
  };
  const figure = (metric: Metric): DigestFigure => {
    const key = metricKey(metric);
    const weeks = weeksOf(key);
    const four = weeks.slice(-5, -1);
    const plan = planned.get(key);
    const said = plan === undefined ? {} : { planned: plan };
    if (metric.unit !== "mood") {
      const [thisWeek = 0, lastWeek = 0] = [weeks.at(-1), weeks.at(-2)];
      return { name: metric.name, unit: metric.unit, thisWeek, lastWeek, fourWeekMean: total(four) / 4, ...said };
    }
    const counts = weeksOf("mood.told");
    const [thisWeek, lastWeek] = [mean(weeks.at(-1), counts.at(-1)), mean(weeks.at(-2), counts.at(-2))];
    return {
      name: metric.name,
      unit: "mood",
      thisWeek,
      lastWeek,
      fourWeekMean: mean(total(four), total(counts.slice(-5, -1))),
      ...said,
    };
  };
  const areas = Object.fromEntries(
    DIGEST_AREAS.map((area) => {
      const [main, ...rest] = DIGEST_METRICS.filter((metric) => metric.area === area);
      if (!main) throw new Error(`no metric of ${area}`);
      const row = days.get(metricKey(main))?.slice(-7) ?? new Array<number>(7).fill(0);
      const counts = days.get("mood.told")?.slice(-7);
      const shown = area === "mood" ? row.map((sum, day) => mean(sum, counts?.[day])) : row;
      return [area, { ...figure(main), days: shown, more: rest.map(figure) }];
    }),
  ) as DigestData["areas"];
  const standout = standoutOf(weeksOf, soFar !== undefined);
  return { from, to: addDays(from, 6), areas, standout, ...(soFar ? { soFar: true } : {}) };
}

/** The metric whose week is the most unusual against the weeks before it, measured in their standard deviations. */
function standoutOf(weeksOf: (key: DaySum["key"]) => number[], running: boolean): Standout | null {
  let found: (Standout & { score: number }) | null = null;
  const told = weeksOf("mood.told");
  for (const metric of DIGEST_METRICS) {
    const all = weeksOf(metricKey(metric));
    const values = all.map((sum, week) => (metric.unit === "mood" ? mean(sum, told[week]) : sum));
    const value = values.at(-1) ?? null;
    // What lies before the first week with anything is not a week without, it is before the beginning.
    const begun = values.findIndex((week) => week !== null && week > 0);
    const before = begun < 0 ? [] : values.slice(begun, -1).filter((week) => week !== null);
    if (value === null || before.filter((week) => week > 0).length < LEAST_WEEKS) continue;
    const middle = total(before) / before.length;
    const spread = Math.sqrt(total(before.map((week) => (week - middle) ** 2)) / (before.length - 1));
    // Weeks that hardly differ would make every small difference a wonder.
    const score = (value - middle) / Math.max(spread, middle * 0.1, Number.MIN_VALUE);
    if (running && score < 0 && metric.unit !== "mood") continue;
    if (Math.abs(score) < UNUSUAL || (found && Math.abs(found.score) >= Math.abs(score))) continue;
    const kind =
      score > 0
        ? before.every((week) => value > week)
          ? "most"
          : "more"
        : before.every((week) => value < week)
          ? "least"
          : "less";
    found = { area: metric.area, name: metric.name, unit: metric.unit, kind, value, mean: middle, weeks: before.length, score };
  }
  if (!found) return null;
  const { score: _, ...standout } = found;
  return standout;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function mean(sum: number | undefined, count: number | undefined): number | null {
  return sum !== undefined && count ? sum / count : null;
}
