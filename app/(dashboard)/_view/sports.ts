import type { Sport } from "@/domain/activity";

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

/** Sports whose speed is said as a pace. */
export function isOnFoot(sport: Sport): boolean {
  return sport === "walking" || sport === "hiking" || sport === "running";
}
