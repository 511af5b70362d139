import type { Sport } from "@/domain/activity";
import { WORKOUT_SPORTS } from "@/domain/workout-changes";
import { SPORT_NAMES } from "../_view/sports";

/** The editable fields of a ride as their controls write them. */
export type RideTexts = { title: string; sport: string; description: string };
export const RIDE_TEXT_FIELDS = ["title", "sport", "description"] as const;

/** A ride in the words of its form. */
export function rideTexts(values: Record<keyof RideTexts, string | number | null>): RideTexts {
  const text = (value: string | number | null) => (value === null ? "" : String(value));
  return { title: text(values.title), sport: text(values.sport), description: text(values.description) };
}

/** Sports for a select; one that can no longer be chosen only where it is the activity's own. */
export function sportOptions(current: Sport): { value: string; label: string }[] {
  const sports: readonly Sport[] = WORKOUT_SPORTS;
  const offered = sports.includes(current) ? sports : [current, ...sports];
  return offered.map((value) => ({ value, label: SPORT_NAMES[value] }));
}
