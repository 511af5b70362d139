import { type UrlState, urlState } from "@/components/table/url";
import type { CodingFilter } from "@/db/coding-filter";
import type { CodingSpan } from "@/db/coding-reads";
import { nameOfParam } from "@/domain/coding-names";
import { isStorableText } from "@/domain/fields";
import { daysBetween } from "@/domain/time-zones";
import { customDays, type Days, daysOfRange, FIRST_DAY, type RangeName, rangeOfWord } from "./ranges";

export type SearchParams = Record<string, string | string[] | undefined>;

/** What the days are told apart by. */
export const CODING_VIEWS = ["project", "language", "editor", "agent"] as const;
export type CodingView = (typeof CODING_VIEWS)[number];

const SPANS = ["day", "week", "month", "year"] as const satisfies CodingSpan[];

export type CodingState = Days & {
  url: UrlState;
  /** Undefined for days that were chosen one by one, or by the name of a year, a month … */
  range: RangeName | undefined;
  /** The parameters that the days come from, where they have no name of ours. */
  daysFrom: readonly string[];
  filter: CodingFilter;
  view: CodingView;
  /** How long the bars are; `auto` where it is not known yet how far back the data goes. */
  by: CodingSpan | "auto";
  /** The year of the heatmap; undefined for the one that the range ends in. */
  year: string | undefined;
};

/** What can be filtered by, as the address calls it and as the database does. */
export const FILTER_PARAMS = {
  project: "project",
  language: "language",
  editor: "editor",
  os: "operatingSystem",
  machine: "machine",
  category: "category",
  branch: "branch",
} as const;
export type FilterParam = keyof typeof FILTER_PARAMS;
export const FILTER_NAMES = Object.keys(FILTER_PARAMS) as FilterParam[];

const LONGEST_NAME = 1_000;
/** More bars cannot be told apart. */
const MOST_BARS = 160;
const SPAN_DAYS: Record<CodingSpan, number> = { day: 1, week: 7, month: 30.4, year: 365 };

/** A page of coding as its address says. What makes no sense is left out. */
export function readCodingState(
  params: SearchParams,
  today: string,
  { path = "/coding", usual = "30d" }: { path?: string; usual?: RangeName } = {},
): CodingState {
  const word = rangeOfWord(one(params["range"]), today) ?? usual;
  const custom = customDays(one(params["from"]), one(params["to"]), today);
  const range = custom || typeof word !== "string" ? undefined : word;
  const days = custom ?? (typeof word === "string" ? daysOfRange(word, today) : word);
  const year = one(params["year"]);
  return {
    ...days,
    url: urlState(path, params),
    range,
    // Behind days of one's own there may be a range to go back to.
    daysFrom: typeof word === "string" ? ["from", "to"] : ["from", "to", "range"],
    filter: readCodingFilter(params),
    view: CODING_VIEWS.find((view) => view === params["view"]) ?? "project",
    by: spanOf(params["by"], days),
    year: year && /^(?:19[7-9]|2\d\d)\d$/.test(year) ? year : undefined,
  };
}

/** What an address filters by; the empty name is one too. */
function readCodingFilter(params: SearchParams): CodingFilter {
  const filter: CodingFilter = {};
  for (const param of FILTER_NAMES) {
    const value = one(params[param]);
    if (value && value.length <= LONGEST_NAME && isStorableText(value)) filter[FILTER_PARAMS[param]] = nameOfParam(value);
  }
  const work = params["work"];
  if (work === "hand" || work === "agent") filter.agent = work;
  return filter;
}

/** Lengths that give between two and {@link MOST_BARS} bars, shortest first. */
export function spansFor({ from, to }: Days): CodingSpan[] {
  const days = daysBetween(from, to) + 1;
  const fits = SPANS.filter((span) => days / SPAN_DAYS[span] <= MOST_BARS && (span === "day" || days / SPAN_DAYS[span] >= 2));
  return fits.length > 0 ? fits : ["year"];
}

/** Days up to two months, weeks up to two years, else the shortest that fits. */
function spanOf(asked: string | string[] | undefined, days: Days): CodingSpan | "auto" {
  // Where the beginning is open only what cannot be too short is taken at its word.
  if (days.from === FIRST_DAY) return asked === "month" || asked === "year" ? asked : "auto";
  const spans = spansFor(days);
  const chosen = spans.find((span) => span === asked);
  if (chosen) return chosen;
  const count = daysBetween(days.from, days.to) + 1;
  const usual = count <= 62 ? "day" : count <= 750 ? "week" : "month";
  return spans.find((span) => span === usual) ?? spans[0] ?? "year";
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
