import type { Run } from "./runs";
import { addDays } from "./time-zones";
import { type Format, formatDistance, formatDuration, formatElevation, formatNumber, formatPace, type Shown } from "./units";

/** What a calendar shows of a run. */
export type CalendarRun = Pick<
  Run,
  | "id"
  | "name"
  | "type"
  | "startAt"
  | "startPrecision"
  | "timeZone"
  | "localDate"
  | "distanceM"
  | "durationS"
  | "elapsedS"
  | "averageHeartRateBpm"
  | "maxHeartRateBpm"
  | "elevationGainM"
  | "version"
>;

/** When a run was: from instant to instant, or a day where the source knows no more; `end` is the first moment or day after it. */
export type CalendarTime = { kind: "instants"; start: Date; end: Date } | { kind: "day"; start: string; end: string };

/** A run in a calendar's words, in the person's units; the same for every kind of calendar. */
export type CalendarEntry = { title: string; description: string; url: string; time: CalendarTime };

/** An event takes some time, or calendars do not show it. */
const SHORTEST_S = 60;

/** What a calendar shows of a run. `appUrl` is where Almanac is reached, without a slash at its end. */
export function calendarEntry(run: CalendarRun, format: Format, appUrl: string): CalendarEntry {
  const url = `${appUrl}/runs/${encodeURIComponent(run.id)}`;
  return { title: run.name, description: [...lines(run, format), url].join("\n"), url, time: timeOf(run) };
}

function timeOf(run: CalendarRun): CalendarTime {
  if (run.startPrecision === "day") return { kind: "day", start: run.localDate, end: addDays(run.localDate, 1) };
  const seconds = Math.max(run.elapsedS, run.durationS, SHORTEST_S);
  return { kind: "instants", start: run.startAt, end: new Date(run.startAt.getTime() + Math.round(seconds) * 1000) };
}

function lines(run: CalendarRun, format: Format): string[] {
  const told = (shown: Shown) => `${shown.value} ${shown.unit}`.trim();
  const { distanceM, durationS, averageHeartRateBpm, maxHeartRateBpm, elevationGainM } = run;
  const all: string[] = [];
  if (distanceM > 0) all.push(`Distance ${told(formatDistance(distanceM, format))}`);
  if (durationS > 0) all.push(`Time ${told(formatDuration(durationS))}`);
  if (distanceM > 0 && durationS > 0) all.push(`Pace ${told(formatPace(distanceM / durationS, format))}`);
  const beats = (value: number) => formatNumber(value, format.locale);
  if (averageHeartRateBpm !== null) {
    const most = maxHeartRateBpm === null ? "" : `, ${beats(maxHeartRateBpm)} at most`;
    all.push(`Heart rate ${beats(averageHeartRateBpm)} bpm${most}`);
  }
  if (elevationGainM !== null && elevationGainM > 0) all.push(`Elevation gain ${told(formatElevation(elevationGainM, format))}`);
  if (run.type === "Treadmill Run") all.push("On a treadmill");
  return all;
}
