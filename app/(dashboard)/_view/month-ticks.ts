import { daysBetween } from "@/domain/time-zones";
import { dayText } from "./dates";

/** Beyond so many days years are named instead of months. */
const MONTHS_UP_TO_DAYS = 800;

/** A name needs about this share of the axis. */
const ROOM = 0.06;

/** Names under the points of a line by days: each month where it begins, of long spans each year; none where the next stands too near. */
export function monthTicks(dates: readonly string[], locale: string): string[] {
  const months = daysBetween(dates[0] ?? "", dates.at(-1) ?? "") <= MONTHS_UP_TO_DAYS;
  const part = (date: string | undefined) => date?.slice(0, months ? 7 : 4);
  const begins = dates.flatMap((date, index) => (part(date) === part(dates[index - 1]) ? [] : [index]));
  const ticks = dates.map(() => "");
  for (const [place, index] of begins.entries()) {
    const date = dates[index] ?? "";
    const near = ((begins[place + 1] ?? dates.length) - index) / dates.length < ROOM;
    if (!near) ticks[index] = months ? dayText(date, locale, "month-name") : date.slice(0, 4);
  }
  return ticks;
}
