import type { StravaWorld } from "./state";

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** Counts one request of the application; refused ones count too. @returns whether it is over a limit */
export function countRequest({ state, workings }: StravaWorld, isRead: boolean): boolean {
  const { usage, settings } = state;
  startWindows(state.usage, workings.clock.now());
  add(usage.overall);
  if (isRead) add(usage.read);
  return over(usage.overall, settings.limits.overall) || (isRead && over(usage.read, settings.limits.read));
}

/** The headers as Strava writes them, in its own capitals. */
export function rateHeaders({ state }: StravaWorld): Record<string, string> {
  const { limits } = state.settings;
  return {
    "X-Ratelimit-Limit": limits.overall.join(","),
    "X-Ratelimit-Usage": state.usage.overall.join(","),
    "X-Readratelimit-Limit": limits.read.join(","),
    "X-Readratelimit-Usage": state.usage.read.join(","),
  };
}

/** Uses up what is left, so that the next request is refused. */
export function exhaust({ state, workings }: StravaWorld, window: "quarter" | "day", kind: "overall" | "read"): void {
  startWindows(state.usage, workings.clock.now());
  const index = window === "quarter" ? 0 : 1;
  state.usage[kind][index] = state.settings.limits[kind][index];
  if (kind === "read") state.usage.overall[index] = Math.max(state.usage.overall[index], state.usage.read[index]);
}

/** Windows begin at :00, :15, :30, :45 and at midnight UTC. */
function startWindows(usage: StravaWorld["state"]["usage"], now: number): void {
  const quarter = Math.floor(now / QUARTER_MS);
  const day = Math.floor(now / DAY_MS);
  if (quarter !== usage.quarter) {
    usage.quarter = quarter;
    usage.overall[0] = 0;
    usage.read[0] = 0;
  }
  if (day !== usage.day) {
    usage.day = day;
    usage.overall[1] = 0;
    usage.read[1] = 0;
  }
}

function add(used: [number, number]): void {
  used[0] += 1;
  used[1] += 1;
}

function over(used: [number, number], limit: [number, number]): boolean {
  return used[0] > limit[0] || used[1] > limit[1];
}
