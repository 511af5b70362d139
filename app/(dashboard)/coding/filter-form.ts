import type { FilterChip, FilterField } from "@/components/table/filters";
import { nameParam } from "@/domain/coding-names";
import type { Format } from "@/domain/units";
import type { CodingState, FilterParam } from "./coding-state";
import { FILTER_NAMES, FILTER_PARAMS } from "./coding-state";
import { daysText } from "./days-chart";
import { shownName, type Told } from "./dimension-words";

type Named = { dimension: string; name: string };

const DIMENSIONS: Record<FilterParam, Told> = {
  ...{ project: "project", language: "language", editor: "editor", os: "operating_system" },
  ...{ machine: "machine", category: "category", branch: "branch" },
};
const LABELS: Record<FilterParam, string> = {
  ...{ project: "Project", language: "Language", editor: "Editor", os: "Operating system" },
  ...{ machine: "Machine", category: "Category", branch: "Branch" },
};
const WORK = [
  { value: "hand", label: "By hand" },
  { value: "agent", label: "By AI agents" },
];
/** A list to choose from that is longer is no help. */
const MOST_CHOICES = 200;

/** The controls of the page's filter: the days, and the names that the range holds. */
export function codingFilterFields({ from, to, range, filter }: CodingState, names: readonly Named[]): FilterField[] {
  const shown = range === undefined;
  const selects = FILTER_NAMES.filter((param) => param !== "branch").map((param): FilterField => {
    const dimension = DIMENSIONS[param];
    const chosen = filter[FILTER_PARAMS[param]];
    const found = names.filter((one) => one.dimension === dimension).map(({ name }) => name);
    const choices = chosen === undefined || found.includes(chosen) ? found : [chosen, ...found];
    return {
      ...{ type: "select", name: param, label: LABELS[param] },
      value: chosen === undefined ? undefined : nameParam(chosen),
      options: choices.slice(0, MOST_CHOICES).map((name) => ({ value: nameParam(name), label: shownName(dimension, name) })),
    };
  });
  return [
    { type: "date", name: "from", label: "From", value: shown ? from : undefined },
    { type: "date", name: "to", label: "To", value: shown ? to : undefined },
    ...selects,
    { type: "select", name: "work", label: "Work", value: filter.agent, options: WORK },
  ];
}

/** What is filtered by, in words, each with a way to take it away. */
export function codingFilterChips(
  { from, to, range, daysFrom, filter }: CodingState,
  { locale }: Pick<Format, "locale">,
): FilterChip[] {
  const chips: FilterChip[] = range === undefined ? [{ label: daysText({ from, to }, locale), names: [...daysFrom] }] : [];
  for (const param of FILTER_NAMES) {
    const name = filter[FILTER_PARAMS[param]];
    if (name !== undefined) chips.push({ label: shownName(DIMENSIONS[param], name), names: [param] });
  }
  const work = WORK.find(({ value }) => value === filter.agent);
  if (work) chips.push({ label: work.label, names: ["work"] });
  return chips;
}
