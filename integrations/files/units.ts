/** Factors between what files carry and the SI units of `Activity`. Every reader takes them from here. */

/** Metres in a kilometre. */
export const KILOMETRE_M = 1000;
/** Metres in an international mile, exact. */
export const MILE_M = 1609.344;
/** Degrees in one semicircle, the FIT unit of position (2^31 semicircles are 180 degrees). */
export const SEMICIRCLE_DEG = 180 / 2 ** 31;
/** Seconds between 1970-01-01 and 1989-12-31T00:00:00Z, the FIT epoch. */
export const FIT_EPOCH_S = 631_065_600;
export const HOUR_S = 3600;
export const DAY_S = 86_400;

/** The number if it is above zero and at most `most`, else null: how every total of a file is taken. 0 means "none" there. */
export function positiveOrNull(value: unknown, most = Number.MAX_SAFE_INTEGER): number | null {
  return typeof value === "number" && value > 0 && value <= most ? value : null;
}

/** Totals of one activity above these are damaged numbers. */
export const MOST = { distanceM: 50_000_000, ascentM: 100_000, heartRateBpm: 300, powerW: 5000, calories: 100_000 } as const;
