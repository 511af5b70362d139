"use client";
import type { ReactNode } from "react";
import { Icon } from "../ui/icons";
import { carried, type UrlState } from "./url";

type Props = {
  /** Filters, at the left. */
  children?: ReactNode;
  url: UrlState;
  /** Every column that could be shown. */
  choices?: readonly { key: string; label: string }[];
  /** The keys of those that are. */
  shown?: readonly string[];
  /** Of exactly what is shown. */
  csvHref?: string;
};

/** The line above a table: what is filtered, which columns there are, and the rows as CSV. */
export function TableTools({ children, url, choices, shown = [], csvHref }: Props) {
  return (
    <div className="table-tools">
      <div className="table-tools-main">{children}</div>
      {choices ? (
        <details className="menu" data-menu="" data-align="end">
          <summary className="button quiet">
            <Icon name="columns" />
            Columns
          </summary>
          <form className="menu-list column-choice" action={url.path} data-keep-scroll="">
            {carried(url, ["columns"]).map(([name, value]) => (
              <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
            ))}
            {choices.map((choice) => (
              <label key={choice.key} className="check">
                <input type="checkbox" name="columns" value={choice.key} defaultChecked={shown.includes(choice.key)} />
                {choice.label}
              </label>
            ))}
            <button type="submit" className="button main">
              Show columns
            </button>
          </form>
        </details>
      ) : null}
      {csvHref ? (
        <a className="button quiet" href={csvHref} download="">
          <Icon name="download" />
          CSV
        </a>
      ) : null}
    </div>
  );
}
