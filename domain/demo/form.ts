import { addDays, daysBetween } from "@/domain/time-zones";

/** Weeks without running. They fall on the same days of the calendar whenever the demo is made. */
const SETBACKS: readonly { year: 0 | 1 | 2; from: string; days: number; what: string; rides: boolean }[] = [
  { year: 0, from: "02-09", days: 33, what: "calf strain", rides: true },
  { year: 1, from: "07-04", days: 19, what: "sore knee", rides: true },
  { year: 2, from: "11-18", days: 13, what: "flu", rides: false },
];

export type Setback = { from: string; to: string; what: string; rides: boolean };

/** The setback that a day falls into, or that ended at most `after` days before it. */
export function setbackAt(date: string, after = 0): Setback | null {
  for (const setback of SETBACKS) {
    const year = Number(date.slice(0, 4));
    if (year % 3 !== setback.year) continue;
    const from = `${year}-${setback.from}`;
    const to = addDays(from, setback.days - 1);
    if (date >= from && date <= addDays(to, after)) return { from, to, what: setback.what, rides: setback.rides };
  }
  return null;
}

/** How far into the year, as an angle with 0 on 1 January. */
function season(date: string): number {
  return (2 * Math.PI * daysBetween(`${date.slice(0, 4)}-01-01`, date)) / 365.25;
}

/** 0 in deep winter, 1 in high summer. */
export function summer(date: string): number {
  return (1 - Math.cos(season(date))) / 2;
}

/** What a setback has cost, coming back over ten weeks. */
function loss(date: string): number {
  const setback = setbackAt(date, 70);
  if (!setback) return 0;
  const since = daysBetween(setback.to, date);
  return since <= 0 ? 0.05 * Math.min(1, daysBetween(setback.from, date) / 21) : 0.05 * (1 - since / 71);
}

/** Speed at threshold, m/s: rises over the years of training, peaks in spring and autumn. `progress` is 0 at the start, 1 today. */
export function thresholdSpeed(date: string, progress: number): number {
  return (3.42 + 0.62 * (1 - Math.exp(-2.2 * progress))) * (1 - 0.025 * Math.cos(2 * season(date) - 0.4)) * (1 - loss(date));
}

/** Threshold power on the bike, W, with the season; it is tested three times a year. */
export function thresholdPower(date: string, progress: number): number {
  return Math.round(214 + 44 * (1 - Math.exp(-2 * progress)) + 9 * (summer(date) - 0.5));
}

export const HEART = { resting: 51, max: 188, threshold: 171 } as const;
