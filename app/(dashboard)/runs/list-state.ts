import { readColumns, type SortState, type UrlState, urlState } from "@/components/table/url";
import { type RunFilter, readRunFilter } from "@/domain/run-filter";
import { METRES_PER_MILE, metresPer, type Units } from "@/domain/units";
import { PERIODS, type Period } from "../_view/periods";
import { RUN_COLUMNS } from "./run-columns";

export type SearchParams = Record<string, string | string[] | undefined>;

/** What the chart above the table shows. */
const RUN_VIEWS = ["distance", "pace", "heart-rate", "calendar"] as const;
export type RunView = (typeof RUN_VIEWS)[number];

export type RunsState = {
  url: UrlState;
  filter: RunFilter;
  sort: SortState;
  columns: string[];
  view: RunView;
  by: Period;
  /** Of the calendar. */
  year: string | null;
};

/** Forms ask in the person's unit, so their parameters name it; links and programs use `minDistance` and `maxDistance` in metres. */
export function typedDistanceParams(units: Units): { min: string; max: string } {
  return units === "km" ? { min: "minKm", max: "maxKm" } : { min: "minMi", max: "maxMi" };
}

const SPELLINGS = [
  { suffix: "Distance", metres: 1 },
  { suffix: "Km", metres: 1000 },
  { suffix: "Mi", metres: METRES_PER_MILE },
];

/** Whatever unit an address says a distance in, it goes on in the person's own, so that a form and its links carry one of them. */
function inOwnUnits(searchParams: SearchParams, units: Units): { params: SearchParams; filter: SearchParams } {
  const params: SearchParams = { ...searchParams };
  const filter: SearchParams = { ...searchParams };
  const own = typedDistanceParams(units);
  for (const end of ["min", "max"] as const) {
    const said = SPELLINGS.map(({ suffix, metres }) => Number(first(searchParams[end + suffix])?.replace(",", ".")) * metres);
    const metres = said.find((value) => value > 0);
    for (const { suffix } of SPELLINGS) params[end + suffix] = undefined;
    filter[`${end}Distance`] = metres === undefined ? undefined : String(metres);
    if (metres !== undefined) params[own[end]] = String(Math.round((metres / metresPer(units)) * 1000) / 1000);
  }
  return { params, filter };
}

const DEFAULT_COLUMNS = ["name", "startAt", "distance", "duration", "pace", "averageHeartRate", "elevationGain", "shoe"];

/** The Runs page as its address says. What makes no sense is left out, so that an old bookmark still opens. */
export function readRunsState(searchParams: SearchParams, units: Units, path = "/runs"): RunsState {
  const own = inOwnUnits(searchParams, units);
  const filter = readRunFilter(own.filter);
  const year = first(searchParams["year"]);
  return {
    url: urlState(path, own.params),
    filter,
    sort: { key: filter.sort, order: filter.order },
    columns: readColumns(searchParams["columns"], RUN_COLUMNS, DEFAULT_COLUMNS),
    view: RUN_VIEWS.find((view) => view === searchParams["view"]) ?? "distance",
    by: PERIODS.find((period) => period === searchParams["by"]) ?? "week",
    year: year && /^\d{4}$/.test(year) ? year : null,
  };
}

function first(param: string | string[] | undefined): string | undefined {
  return Array.isArray(param) ? param[0] : param;
}
