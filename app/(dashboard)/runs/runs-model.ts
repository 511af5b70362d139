import type { FilterChip, FilterField } from "@/components/table/filters";
import type { Cell, Column, RowCells } from "@/components/table/types";
import type { SortState, UrlState } from "@/components/table/url";
import type { Trend } from "../_view/trend";

type Choice = { href: string; label: string; current: boolean };

/** A year of days, as `HeatmapYear` wants it. */
type YearModel = {
  year: string;
  years: Choice[];
  firstWeekday: number;
  values: Record<string, number>;
  unit: string;
  locale: string;
};

/** One chart at a time: the others are a link away, and cost nothing until they are wanted. */
export type ChartModel = { views: Choice[] } & (
  | { calendar: YearModel }
  | { trend: Trend; periods: Choice[]; figuresHref: string; figuresOpen: boolean }
);

/**
 * The Runs page as plain values. It crosses to the browser as one JSON text: React looks at every value of what it is handed, and there
 * are a thousand.
 */
export type RunsModel = {
  /** The run that was just deleted. */
  removed?: string;
  /** Nobody has runs here, whatever the filter. */
  none: boolean;
  /** "3,214 runs", and with a filter of what. */
  total: string;
  range: string;
  url: UrlState;
  sort: SortState;
  shown: string[];
  columns: Column[];
  rows: RowCells[];
  totals: Cell[];
  search?: string;
  fields: FilterField[];
  chips: FilterChip[];
  page: number;
  pages: number;
  size: number;
  chart: ChartModel | null;
};
