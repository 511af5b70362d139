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

/** The number if it is finite and above zero, else null: how every total of a file is taken. */
export function positiveOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : null;
}
