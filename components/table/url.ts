/** Where the table stands: the path and the query without its question mark. Everything about a list lives there. */
export type UrlState = { path: string; query: string };
export type SortState = { key: string; order: "asc" | "desc" };
type SearchParams = Record<string, string | string[] | undefined>;

/** What a page got as `searchParams`, as the state that links are made from. Empty values are dropped. */
export function urlState(path: string, searchParams: SearchParams): UrlState {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(searchParams)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one) query.append(name, one);
  }
  return { path, query: query.toString() };
}

/** The same list with other parameters; null takes one away. Any change but of the page itself leads to the first page. */
export function withParams(url: UrlState, changes: Record<string, string | string[] | null>): string {
  const query = new URLSearchParams(url.query);
  if (!("page" in changes)) query.delete("page");
  query.delete("next");
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    for (const one of Array.isArray(value) ? value : [value]) if (one) query.append(name, one);
  }
  return query.size > 0 ? `${url.path}?${query}` : url.path;
}

/** The address that sorts by this column: its own first direction, then the other one. */
export function sortHref(url: UrlState, column: { key: string; first?: "asc" | "desc" }, sort: SortState | undefined): string {
  const first = column.first ?? "asc";
  const order = sort?.key === column.key && sort.order === first ? (first === "asc" ? "desc" : "asc") : first;
  return withParams(url, { sort: column.key, order });
}

/** The address of a page; the first one has no number. */
export function pageHref(url: UrlState, page: number): string {
  return withParams(url, { page: page > 1 ? String(page) : null });
}

/** The parameters a GET form has to carry along, without those it sets itself. */
export function carried(url: UrlState, without: readonly string[]): [name: string, value: string][] {
  const dropped = new Set([...without, "page", "next"]);
  return [...new URLSearchParams(url.query)].filter(([name, value]) => value !== "" && !dropped.has(name));
}

/**
 * The columns asked for, in the table's own order: `?columns=a,b` as well as `?columns=a&columns=b`. Unknown names are
 * ignored; when nothing known is left, the defaults hold.
 */
export function readColumns(
  param: string | string[] | undefined,
  choices: readonly { key: string }[],
  defaults: readonly string[],
): string[] {
  const asked = new Set([param ?? []].flat().flatMap((part) => part.split(",")));
  const known = choices.map((choice) => choice.key).filter((key) => asked.has(key));
  return known.length > 0 ? known : [...defaults];
}
