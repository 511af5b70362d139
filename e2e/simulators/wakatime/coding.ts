import { createRandom } from "@/e2e/simulators/random";
import { offsetSeconds } from "@/e2e/simulators/zone-offset";

const DAY_MS = 86_400_000;

/** A stretch of work: everything that WakaTime tells time apart by, and how long. */
export type Piece = {
  project: string;
  branch: string;
  language: string;
  editor: string;
  operatingSystem: string;
  machine: string;
  category: string;
  seconds: number;
};

/** What a person did, by the day of their own zone. */
export type CodingDays = Map<string, Piece[]>;

/** The day that the zone's clocks show. */
export function dateAt(ms: number, zone: string): string {
  return new Date(ms + offsetSeconds(zone, ms) * 1000).toISOString().slice(0, 10);
}

/** The day so many days later. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The first instant of a day in a zone, in epoch seconds. */
export function midnight(date: string, zone: string): number {
  const utc = Date.parse(`${date}T00:00:00Z`);
  return (utc - offsetSeconds(zone, utc - offsetSeconds(zone, utc) * 1000) * 1000) / 1000;
}

/** So many days of work up to `last`, the same for the same seed; about one in five is free. Fractions of seconds as WakaTime has. */
export function makeDays(last: string, count: number, seed: number): CodingDays {
  const random = createRandom(seed);
  const days: CodingDays = new Map();
  for (let back = count - 1; back >= 0; back--) {
    const date = dayAfter(last, -back);
    // The first and the last day are worked on, so that the range is known.
    if (back > 0 && back < count - 1 && random.chance(0.2)) continue;
    const pieces = Array.from({ length: random.whole(1, 5) }, () => ({
      project: random.pick(["planner", "site", "api server", "dotfiles"]),
      branch: random.pick(["main", "dev", "fix/login"]),
      language: random.pick(["TypeScript", "Go", "Python", "Other", "Markdown"]),
      editor: random.pick(["VS Code", "Vim"]),
      operatingSystem: random.pick(["Linux", "Mac"]),
      machine: random.pick(["laptop", "desktop"]),
      category: random.pick(["Coding", "Coding", "Debugging", "AI Coding"]),
      seconds: random.whole(60_000_000, 5_400_000_000) / 1e6,
    }));
    days.set(date, pieces);
  }
  return days;
}

/** Seconds of all pieces. */
export function total(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { seconds }) => sum + seconds, 0);
}
