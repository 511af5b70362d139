import type { ParsedFit } from "fit-file-parser";

type Event = NonNullable<ParsedFit["events"]>[number];

const STOPS = new Set<unknown>(["stop", "stop_all", "stop_disable", "stop_disable_all"]);

/**
 * The spans in which the device's timer stood still, in seconds since 1970, cut to [fromS, toS]: from a timer stop to the next
 * start (METRICS, time base 3). Null when the file never wrote a stop, because then its events say nothing about pauses.
 */
export function timerPauses(events: readonly Event[], fromS: number, toS: number): [number, number][] | null {
  const timer = events
    .flatMap((event) => {
      const at = event.timestamp instanceof Date ? event.timestamp.getTime() / 1000 : Number.NaN;
      return event.event === "timer" && !Number.isNaN(at) ? [{ at, type: event.event_type }] : [];
    })
    .sort((a, b) => a.at - b.at);
  if (!timer.some(({ type }) => STOPS.has(type))) return null;
  const pauses: [number, number][] = [];
  let stoppedAt: number | null = null;
  for (const { at, type } of timer) {
    if (STOPS.has(type)) stoppedAt ??= at;
    else if (type === "start" && stoppedAt !== null) {
      const from = Math.max(stoppedAt, fromS);
      const to = Math.min(at, toS);
      if (to > from) pauses.push([from, to]);
      stoppedAt = null;
    }
  }
  return pauses;
}
