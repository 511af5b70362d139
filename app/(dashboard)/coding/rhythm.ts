import type { RhythmCell } from "@/db/coding-timeline";
import { addDays, daysBetween } from "@/domain/time-zones";
import { type Format, formatTime } from "@/domain/units";
import { dayText } from "../_view/dates";
import type { Days } from "./ranges";

/** The rhythm of half a year says what that of ten years says, and its heartbeats are counted while the page is waited for. */
const MOST_DAYS = 182;

/** The days that the rhythm is of: the last half year of the range. */
export function rhythmDays({ from, to }: Days): Days {
  return daysBetween(from, to) < MOST_DAYS ? { from, to } : { from: addDays(to, 1 - MOST_DAYS), to };
}

/** A Sunday: days of the week have no date, but names are made from one. */
const SUNDAY = Date.UTC(2023, 0, 1);
const DAY_MS = 86_400_000;

/** Weekdays in the person's order (`firstWeekday` 0 Sunday to 6) by hours with the person's clock, in seconds. */
export function rhythmOf(cells: readonly RhythmCell[], firstWeekday: number, { locale }: Pick<Format, "locale">) {
  const us = new Map(cells.map((cell) => [(cell.weekday % 7) * 24 + cell.hour, cell.us]));
  const clock = (hour: number) => formatTime(new Date(SUNDAY + hour * 3_600_000), locale, "UTC");
  return {
    rows: Array.from({ length: 7 }, (_, index) => {
      const day = (firstWeekday + index) % 7;
      const label = dayText(new Date(SUNDAY + day * DAY_MS).toISOString().slice(0, 10), locale, "weekday-short");
      return { label, values: Array.from({ length: 24 }, (_, hour) => Math.round((us.get(day * 24 + hour) ?? 0) / 1e6)) };
    }),
    hours: Array.from({ length: 24 }, (_, hour) => ({
      label: `${clock(hour)}–${clock((hour + 1) % 24)}`,
      tick: hour % 6 === 0 ? clock(hour).replace(/:00/, "") : "",
    })),
  };
}
