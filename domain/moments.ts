import { localDate } from "./time-zones";

/** An instant, and the day that a person's clocks show at it. */
export type Moment = { now: Date; today: string };

/** A moment as somebody in `timeZone` lives it. */
export function momentIn(now: Date, timeZone: string): Moment {
  return { now, today: localDate(now, timeZone) };
}
