import type { UrlState } from "@/components/table/url";

/** Parameters that choose what is looked at and not which rows are meant. */
const LOOKS = new Set(["view", "by", "year", "columns", "sort", "order", "limit", "page", "next"]);

/** Whether an address asks for some of the rows only. */
export function isFiltered(url: UrlState): boolean {
  return [...new URLSearchParams(url.query).keys()].some((name) => !LOOKS.has(name));
}
