import { decimal, digital, durationText } from "./coding-words";
import { listItems, listsOf, type NamedTime } from "./wakatime-lists";
import { dayBounds, daysFrom, dayText, grandTotal, secondsOf, type WakatimeItem } from "./wakatime-time";

/** Time of a day: its total (dimension null), or what one name of a dimension has of it. */
export type DayTime = { date: string; dimension: string | null; name: string; us: number };

/** What of a person an answer needs beside times. */
export type Whose = { timeZone: string; machineIds: ReadonlyMap<string, string> };

type Extra = { branches?: WakatimeItem[]; entities?: WakatimeItem[] };
type Lists = ReturnType<typeof listsOf>;
export type DaySummary = Lists &
  Extra & {
    grand_total: ReturnType<typeof grandTotal>;
    range: { date: string; start: string; end: string; text: string; timezone: string };
  };

/** One day in the form of WakaTime's summaries and status bar. `extra` are the lists that only a project has. */
export function daySummary(date: string, times: readonly DayTime[], whose: Whose, extra: readonly string[] = []): DaySummary {
  const totalUs = times.find(({ dimension }) => dimension === null)?.us ?? 0;
  const named = times.filter((time): time is DayTime & NamedTime => time.dimension !== null);
  const only = (dimension: string) =>
    listItems(
      dimension,
      named.filter((time) => time.dimension === dimension),
    );
  return {
    grand_total: grandTotal(totalUs),
    ...listsOf(named, whose.machineIds),
    ...(extra.includes("branch") ? { branches: only("branch") } : {}),
    ...(extra.includes("entity") ? { entities: only("entity") } : {}),
    range: { date, ...dayBounds(date, date, whose.timeZone), text: dayText(date), timezone: whose.timeZone },
  };
}

/** Time per working day: days without any are holidays. `otherUs` is time in no known language, which the first figure leaves out. */
export function averages(totalUs: number, otherUs: number, days: number, activeDays: number) {
  const perDay = (us: number) => (activeDays > 0 ? Math.round(secondsOf(us) / activeDays) : 0);
  return {
    seconds: perDay(totalUs - otherUs),
    seconds_including_other_language: perDay(totalUs),
    days_including_holidays: days,
    days_minus_holidays: activeDays,
    holidays: days - activeDays,
  };
}

/**
 * WakaTime's `summaries`: every day of the range, also those without any time, their sum and their mean.
 * @param extra further lists of each day: `branch`, `entity`
 */
export function summariesAnswer(
  range: { from: string; to: string },
  times: readonly DayTime[],
  whose: Whose,
  extra: readonly string[] = [],
) {
  const byDate = new Map<string, DayTime[]>(daysFrom(range.from, range.to).map((date) => [date, []]));
  let totalUs = 0;
  let otherUs = 0;
  let activeDays = 0;
  for (const time of times) {
    byDate.get(time.date)?.push(time);
    if (time.dimension === null) totalUs += time.us;
    if (time.dimension === null && time.us > 0) activeDays++;
    if (time.dimension === "language" && time.name === "") otherUs += time.us;
  }
  const seconds = secondsOf(totalUs);
  const mean = averages(totalUs, otherUs, byDate.size, activeDays);
  return {
    data: [...byDate].map(([date, ofDay]) => daySummary(date, ofDay, whose, extra)),
    ...dayBounds(range.from, range.to, whose.timeZone),
    cumulative_total: { seconds, text: durationText(seconds), decimal: decimal(seconds), digital: digital(seconds) },
    daily_average: {
      ...mean,
      text: durationText(mean.seconds),
      text_including_other_language: durationText(mean.seconds_including_other_language),
    },
  };
}

/** WakaTime's status bar: today, and when it was counted. */
export function statusBarAnswer(date: string, times: readonly DayTime[], whose: Whose, now: Date) {
  return {
    cached_at: `${now.toISOString().slice(0, 19)}Z`,
    data: daySummary(date, times, whose),
    has_team_features: false,
  };
}
