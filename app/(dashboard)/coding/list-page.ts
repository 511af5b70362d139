import type { SortState } from "@/components/table/url";
import type { SearchParams } from "./coding-state";

const SIZES = [25, 50, 100];
const LONGEST_SEARCH = 200;

/** Order, page and search of a list that is sorted here, as its address says. */
export type ListState<Key extends string> = { sort: SortState & { key: Key }; page: number; size: number; q: string };

/** What makes no sense in an address is left out; `keys` are what can be sorted by, the first one first. */
export function readListState<Key extends string>(
  params: SearchParams,
  keys: readonly [Key, ...Key[]],
  order: "asc" | "desc" = "desc",
): ListState<Key> {
  const text = (name: string) => String(params[name] ?? "");
  const key = keys.find((one) => one === params["sort"]) ?? keys[0];
  const asked = params["order"];
  return {
    sort: { key, order: asked === "asc" || asked === "desc" ? asked : order },
    page: /^[1-9]\d{0,5}$/.test(text("page")) ? Number(text("page")) : 1,
    size: SIZES.find((size) => String(size) === params["limit"]) ?? 50,
    q: text("q")
      .slice(0, LONGEST_SEARCH)
      .replaceAll(/\0|\p{Surrogate}/gu, "")
      .trim(),
  };
}

/** One page of rows in the order of the address; `values` says what each key sorts by. */
export function pageOfRows<Row, Key extends string>(
  rows: readonly Row[],
  { sort, page, size }: ListState<Key>,
  values: Record<Key, (row: Row) => string | number>,
): { rows: Row[]; page: number; pages: number } {
  const value = values[sort.key];
  const direction = sort.order === "asc" ? 1 : -1;
  const compare = (a: string | number, b: string | number) =>
    typeof a === "string" && typeof b === "string" ? a.localeCompare(b) : Number(a) - Number(b);
  const sorted = [...rows].sort((a, b) => direction * compare(value(a), value(b)));
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const shown = Math.min(page, pages);
  return { rows: sorted.slice((shown - 1) * size, shown * size), page: shown, pages };
}
