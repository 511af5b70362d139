import type { Sport } from "@/domain/activity";
import {
  type Format,
  formatDistance,
  formatPace,
  formatSpeed,
  formatSwimDistance,
  formatSwimPace,
  type Shown,
} from "@/domain/units";

/** Sports in sentence case, as lists and filters say them. */
export const SPORT_NAMES: Record<Sport, string> = {
  running: "Running",
  cycling: "Cycling",
  swimming: "Swimming",
  walking: "Walking",
  hiking: "Hiking",
  rowing: "Rowing",
  skiing: "Skiing",
  strength: "Strength",
  yoga: "Yoga",
  transition: "Transition",
  other: "Other",
};

/** How the speed of a sport is said: runners and walkers in minutes per km or mile, swimmers per 100 m or yd, the rest in km/h or mph. */
export type SpeedKind = "run" | "swim" | "ride";

export function speedKindOf(sport: Sport): SpeedKind {
  if (sport === "swimming") return "swim";
  return sport === "walking" || sport === "hiking" || sport === "running" ? "run" : "ride";
}

const FORMATS: Record<SpeedKind, (metresPerSecond: number | null, format: Format) => Shown> = {
  run: formatPace,
  swim: formatSwimPace,
  ride: formatSpeed,
};

/** A speed in m/s in the words of its sport. */
export function formatSpeedAs(kind: SpeedKind, metresPerSecond: number | null, format: Format): Shown {
  return FORMATS[kind](metresPerSecond, format);
}

/** A distance in the words of its sport: whole metres or yards for swimmers, km or miles with `decimals` for the rest. */
export function formatDistanceAs(kind: SpeedKind, metres: number | null, format: Format, decimals = 2): Shown {
  return kind === "swim" ? formatSwimDistance(metres, format) : formatDistance(metres, format, decimals);
}
