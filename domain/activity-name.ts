import type { Sport } from "./activity";
import { localSecond } from "./time-zones";

const WORDS: Record<Sport, string> = {
  running: "run",
  cycling: "ride",
  swimming: "swim",
  walking: "walk",
  hiking: "hike",
  rowing: "row",
  skiing: "ski",
  strength: "strength training",
  yoga: "yoga",
  transition: "transition",
  other: "activity",
};

function timeOfDay(second: number): string {
  const hour = second / 3600;
  if (hour >= 4 && hour < 11) return "Morning";
  if (hour >= 11 && hour < 14) return "Midday";
  if (hour >= 14 && hour < 18) return "Afternoon";
  return hour >= 18 && hour < 22 ? "Evening" : "Night";
}

/** A name for an activity that its source left without one: "Morning run" by the clock of its zone, "Run" where only the day is known. */
export function activityName(
  facts: { sport: Sport; startAt: string; startPrecision: "second" | "day" },
  timeZone: string,
): string {
  const word = WORDS[facts.sport];
  if (facts.startPrecision === "day") return word.charAt(0).toUpperCase() + word.slice(1);
  return `${timeOfDay(localSecond(new Date(facts.startAt), timeZone))} ${word}`;
}
