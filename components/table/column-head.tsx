import type { Column } from "./types";
import { type SortState, sortHref, type UrlState } from "./url";

/** A column's name; where it can be sorted, a link, so that an order can be shared and gone back to. */
export function ColumnHead({ column, url, sort }: { column: Column; url?: UrlState; sort?: SortState }) {
  const name = (
    <>
      {column.label}
      {column.unit ? <span className="unit"> {column.unit}</span> : null}
    </>
  );
  if (!column.sort || !url) return <th scope="col">{name}</th>;
  const order = sort?.key === column.key ? sort.order : undefined;
  return (
    <th scope="col" aria-sort={order ? (order === "asc" ? "ascending" : "descending") : undefined}>
      <a href={sortHref(url, column, sort)} data-keep-scroll="">
        {name}
      </a>
    </th>
  );
}
