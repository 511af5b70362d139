/** How an import has come along since the page was opened. */
export type Pace = { atMs: number; done: number };

/** Shorter observation than this says nothing about the speed. */
const LEAST_MS = 2_500;

/**
 * How long the rest will take, in words; null while too little is known. `first` and `now` are two looks at the same import.
 */
export function timeLeft(first: Pace, now: Pace, total: number): string | null {
  const ms = now.atMs - first.atMs;
  const done = now.done - first.done;
  if (ms < LEAST_MS || done <= 0 || now.done >= total) return null;
  const seconds = ((total - now.done) / done) * (ms / 1000);
  if (seconds < 45) return "less than a minute";
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return minutes <= 1 ? "about a minute" : `about ${minutes} minutes`;
  return `about ${Math.round(minutes / 60)} hours`;
}
