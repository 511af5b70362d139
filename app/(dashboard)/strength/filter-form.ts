import type { FilterChip, FilterField } from "@/components/table/filters";
import type { StrengthFilter } from "@/domain/strength-filter";
import { type Format, formatDate } from "@/domain/units";
import { spanText } from "../_view/dates";

type Exercises = readonly { id: string; title: string }[];

/** The controls of the sessions' filter, filled with what is asked for. */
export function sessionFilterFields(filter: StrengthFilter, exercises: Exercises): FilterField[] {
  const named = [...exercises].sort((a, b) => a.title.localeCompare(b.title));
  return [
    { type: "date", name: "from", label: "From", value: filter.from },
    { type: "date", name: "to", label: "To", value: filter.to },
    {
      type: "select",
      name: "exercise",
      label: "Exercise",
      value: filter.exercise,
      options: named.map(({ id, title }) => ({ value: id, label: title })),
    },
  ];
}

/** What is filtered by, in words, each with a way to take it away. */
export function sessionFilterChips(filter: StrengthFilter, exercises: Exercises, { locale }: Format): FilterChip[] {
  const chips: FilterChip[] = [];
  const { from, to, exercise, q } = filter;
  if (from && to) chips.push({ label: spanText(from, to, locale), names: ["from", "to"] });
  else if (from) chips.push({ label: `From ${formatDate(from, locale)}`, names: ["from"] });
  else if (to) chips.push({ label: `To ${formatDate(to, locale)}`, names: ["to"] });
  if (exercise) {
    const title = exercises.find(({ id }) => id === exercise)?.title;
    chips.push({ label: title ?? "An exercise that is not there", names: ["exercise"] });
  }
  if (q) chips.push({ label: `“${q}”`, names: ["q"] });
  return chips;
}
