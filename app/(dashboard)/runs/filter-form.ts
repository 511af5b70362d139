import type { FilterChip, FilterField } from "@/components/table/filters";
import type { RunFilter } from "@/domain/run-filter";
import { RUN_TYPES, SOURCES } from "@/domain/runs";
import { type Format, formatDate, formatDistance, metresPer } from "@/domain/units";
import { spanText } from "../_view/dates";
import { SOURCE_NAMES, TYPE_NAMES } from "../_view/sources";
import { joined } from "../_view/words";
import { typedDistanceParams } from "./list-state";

type ShoeName = { id: string; name: string; retired: boolean; deleted: boolean };

/** The controls of the runs filter, filled with what is asked for. */
export function runFilterFields(filter: RunFilter, shoes: readonly ShoeName[], { units }: Format): FilterField[] {
  const names = typedDistanceParams(units);
  const typed = (metres: number | undefined) =>
    metres === undefined ? undefined : String(Math.round((metres / metresPer(units)) * 1000) / 1000);
  return [
    { type: "date", name: "from", label: "From", value: filter.from },
    { type: "date", name: "to", label: "To", value: filter.to },
    {
      type: "select",
      name: "type",
      label: "Type",
      value: filter.type,
      options: RUN_TYPES.map((value) => ({ value, label: TYPE_NAMES[value] })),
    },
    {
      type: "select",
      name: "shoe",
      label: "Shoe",
      value: filter.shoe,
      options: [
        { value: "none", label: "No shoe" },
        ...shoes.map(({ id, name, retired }) => ({ value: id, label: retired ? `${name} (retired)` : name })),
      ],
    },
    {
      type: "select",
      name: "source",
      label: "Source",
      value: filter.source,
      options: SOURCES.filter((source) => source !== "hevy").map((value) => ({ value, label: SOURCE_NAMES[value] })),
    },
    { type: "number", name: names.min, label: "At least", unit: units, min: 0, value: typed(filter.minDistance) },
    { type: "number", name: names.max, label: "At most", unit: units, min: 0, value: typed(filter.maxDistance) },
  ];
}

/** What is filtered by, in words, each with a way to take it away. */
export function runFilterChips(filter: RunFilter, shoes: ReadonlyMap<string, string>, format: Format): FilterChip[] {
  const chips: FilterChip[] = [];
  const names = typedDistanceParams(format.units);
  if (filter.from && filter.to) {
    chips.push({ label: spanText(filter.from, filter.to, format.locale), names: ["from", "to"] });
  } else if (filter.from) chips.push({ label: `From ${formatDate(filter.from, format.locale)}`, names: ["from"] });
  else if (filter.to) chips.push({ label: `To ${formatDate(filter.to, format.locale)}`, names: ["to"] });
  if (filter.type) chips.push({ label: TYPE_NAMES[filter.type], names: ["type"] });
  if (filter.shoe) {
    chips.push({ label: filter.shoe === "none" ? "No shoe" : (shoes.get(filter.shoe) ?? filter.shoe), names: ["shoe"] });
  }
  if (filter.source) chips.push({ label: SOURCE_NAMES[filter.source], names: ["source"] });
  if (filter.minDistance) {
    chips.push({ label: `At least ${joined(formatDistance(filter.minDistance, format, 1))}`, names: [names.min] });
  }
  if (filter.maxDistance) {
    chips.push({ label: `At most ${joined(formatDistance(filter.maxDistance, format, 1))}`, names: [names.max] });
  }
  if (filter.q) chips.push({ label: `“${filter.q}”`, names: ["q"] });
  return chips;
}
