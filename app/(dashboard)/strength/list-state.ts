import { readColumns, type SortState, type UrlState, urlState } from "@/components/table/url";
import { readStrengthFilter, type StrengthFilter } from "@/domain/strength-filter";
import { PERIODS, type Period } from "../_view/periods";
import { SESSION_COLUMNS } from "./columns";

export type SearchParams = Record<string, string | string[] | undefined>;

/** What the chart above the table shows. */
export const STRENGTH_VIEWS = ["volume", "sets", "time"] as const;
export type StrengthView = (typeof STRENGTH_VIEWS)[number];

export type StrengthState = {
  url: UrlState;
  filter: StrengthFilter;
  sort: SortState;
  columns: string[];
  view: StrengthView;
  by: Period;
};

const DEFAULT_COLUMNS = ["title", "startAt", "exercises", "sets", "volume", "duration"];

/** The Strength page as its address says. What makes no sense is left out. */
export function readStrengthState(searchParams: SearchParams, path = "/strength"): StrengthState {
  const filter = { ...readStrengthFilter(searchParams), deleted: false };
  return {
    url: urlState(path, searchParams),
    filter,
    sort: { key: filter.sort, order: filter.order },
    columns: readColumns(searchParams["columns"], SESSION_COLUMNS, DEFAULT_COLUMNS),
    view: STRENGTH_VIEWS.find((view) => view === searchParams["view"]) ?? "volume",
    by: PERIODS.find((period) => period === searchParams["by"]) ?? "week",
  };
}
