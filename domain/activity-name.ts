import type { Sport } from "./activity";
import { localSecond, weekday } from "./time-zones";

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

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** What an activity of a sport is called in the middle of a sentence: "run", "ride". */
export function sportWord(sport: Sport): string {
  return WORDS[sport];
}

function timeOfDay(second: number): string {
  const hour = second / 3600;
  if (hour >= 4 && hour < 11) return "Morning";
  if (hour >= 11 && hour < 14) return "Midday";
  if (hour >= 14 && hour < 18) return "Afternoon";
  return hour >= 18 && hour < 22 ? "Evening" : "Night";
}

/**
 * A name for an activity that its source left without one, by what is known of when it was: "Morning run" by the clock of its zone,
 * "Tuesday run" where the source knows only the day.
 */
export function activityName(
  facts: { sport: Sport; startAt: string; startPrecision: "second" | "day"; localDate?: string | null },
  timeZone: string,
): string {
  const word = WORDS[facts.sport];
  if (facts.startPrecision === "day") return `${WEEKDAYS[weekday(facts.localDate ?? facts.startAt.slice(0, 10)) - 1]} ${word}`;
  return `${timeOfDay(localSecond(new Date(facts.startAt), timeZone))} ${word}`;
}
