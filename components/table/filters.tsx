"use client";
import { Icon } from "../ui/icons";
import { FilterControl, type FilterField } from "./filter-control";
import { carried, type UrlState, withParams } from "./url";

export type { FilterField } from "./filter-control";
/** What is filtered by, in words, with the parameters that taking it away removes. */
export type FilterChip = { label: string; names: string[] };

type Props = {
  url: UrlState;
  /** Of the whole form: "Filter runs". */
  label: string;
  search?: { name: string; label: string; value?: string };
  fields: FilterField[];
  shown?: FilterChip[];
};

/**
 * A GET form: what is filtered stands in the address, works without scripts and can be kept as a bookmark. A client
 * component, like all around a table, because its few props travel once where a server component's elements travel twice.
 */
export function Filters({ url, label, search, fields, shown = [] }: Props) {
  const own = [...fields.map((field) => field.name), ...(search ? [search.name] : [])];
  return (
    <search className="filters" aria-label={label}>
      <form action={url.path} data-keep-scroll="">
        {carried(url, own).map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        {search ? (
          <label className="filter-search">
            <span className="sr-only">{search.label}</span>
            <Icon name="search" />
            <input type="search" name={search.name} defaultValue={search.value} placeholder={search.label} data-search="" />
          </label>
        ) : null}
        {fields.length > 0 ? (
          <details className="menu" data-menu="">
            <summary className="button plain">
              <Icon name="filter" />
              Filter
            </summary>
            <div className="menu-list filter-panel">
              {fields.map((field) => (
                <FilterControl key={field.name} field={field} />
              ))}
              <button type="submit" className="button main">
                Show
              </button>
            </div>
          </details>
        ) : (
          <button type="submit" className="sr-only">
            Search
          </button>
        )}
      </form>
      {shown.length > 0 ? (
        <ul className="chips" aria-label="Filtered by">
          {shown.map((chip) => (
            <li key={chip.label}>
              <a
                href={withParams(url, Object.fromEntries(chip.names.map((name) => [name, null])))}
                aria-label={`Remove filter: ${chip.label}`}
                data-keep-scroll=""
              >
                {chip.label}
                <Icon name="close" size={12} />
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </search>
  );
}
