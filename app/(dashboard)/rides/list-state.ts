import { readColumns, type SortState, type UrlState, urlState } from "@/components/table/url";
import { readWorkoutFilter, type WorkoutFilter } from "@/domain/workout-filter";
import { PERIODS, type Period } from "../_view/periods";
import { RIDE_COLUMNS } from "./columns";

export type SearchParams = Record<string, string | string[] | undefined>;

/** What the chart above the table shows. */
export const RIDE_VIEWS = ["distance", "time", "energy"] as const;
export type RideView = (typeof RIDE_VIEWS)[number];

export type RidesState = {
  url: UrlState;
  filter: WorkoutFilter;
  sort: SortState;
  columns: string[];
  view: RideView;
  by: Period;
};

const DEFAULT_COLUMNS = [
  "title",
  "startAt",
  "sport",
  "distance",
  "duration",
  "speed",
  "averagePower",
  "averageHeartRate",
  "energy",
];

/** The Rides page as its address says. What makes no sense is left out. */
export function readRidesState(searchParams: SearchParams, path = "/rides"): RidesState {
  const filter = readWorkoutFilter(searchParams);
  return {
    url: urlState(path, searchParams),
    filter,
    sort: { key: filter.sort, order: filter.order },
    columns: readColumns(searchParams["columns"], RIDE_COLUMNS, DEFAULT_COLUMNS),
    view: RIDE_VIEWS.find((view) => view === searchParams["view"]) ?? "distance",
    by: PERIODS.find((period) => period === searchParams["by"]) ?? "week",
  };
}
