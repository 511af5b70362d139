import type { FilterChip, FilterField } from "@/components/table/filters";
import { SPORTS } from "@/domain/activity";
import { type Format, formatDate } from "@/domain/units";
import type { WorkoutFilter } from "@/domain/workout-filter";
import { spanText } from "../_view/dates";
import { SPORT_NAMES } from "../_view/sports";

/** The controls of the rides filter, filled with what is asked for. */
export function rideFilterFields(filter: WorkoutFilter): FilterField[] {
  return [
    { type: "date", name: "from", label: "From", value: filter.from },
    { type: "date", name: "to", label: "To", value: filter.to },
    {
      type: "select",
      name: "sport",
      label: "Sport",
      value: filter.sport,
      options: SPORTS.filter((sport) => sport !== "running").map((value) => ({ value, label: SPORT_NAMES[value] })),
    },
  ];
}

/** What is filtered by, in words, each with a way to take it away. */
export function rideFilterChips(filter: WorkoutFilter, { locale }: Format): FilterChip[] {
  const chips: FilterChip[] = [];
  if (filter.from && filter.to) chips.push({ label: spanText(filter.from, filter.to, locale), names: ["from", "to"] });
  else if (filter.from) chips.push({ label: `From ${formatDate(filter.from, locale)}`, names: ["from"] });
  else if (filter.to) chips.push({ label: `To ${formatDate(filter.to, locale)}`, names: ["to"] });
  if (filter.sport) chips.push({ label: SPORT_NAMES[filter.sport], names: ["sport"] });
  if (filter.q) chips.push({ label: `“${filter.q}”`, names: ["q"] });
  return chips;
}
