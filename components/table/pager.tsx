"use client";
import { Icon } from "../ui/icons";
import { pageHref, type UrlState, withParams } from "./url";

type Props = {
  url: UrlState;
  page: number;
  pages: number;
  /** "3,214 runs" */
  total: string;
  size: number;
  sizes?: number[];
};

/** Which page of how many, the way to the next ones, and how many rows a page has. */
export function Pager({ url, page, pages, total, size, sizes = [25, 50, 100] }: Props) {
  return (
    <nav className="pager" aria-label="Pages">
      <p>
        {total}
        {pages > 1 ? ` · page ${page} of ${pages}` : null}
      </p>
      {pages > 1 ? (
        <p className="pager-steps">
          <Step href={page > 1 ? pageHref(url, page - 1) : undefined} label="Previous" icon="left" />
          <Step href={page < pages ? pageHref(url, page + 1) : undefined} label="Next" icon="right" />
        </p>
      ) : null}
      <p className="pager-sizes">
        Rows{" "}
        {sizes.map((rows) => (
          <a key={rows} href={withParams(url, { limit: String(rows) })} aria-current={rows === size ? "true" : undefined}>
            {rows}
          </a>
        ))}
      </p>
    </nav>
  );
}

function Step({ href, label, icon }: { href?: string; label: string; icon: "left" | "right" }) {
  if (!href) return null;
  return (
    <a className="button plain" href={href} rel={icon === "left" ? "prev" : "next"}>
      {icon === "left" ? <Icon name={icon} /> : null}
      {label}
      {icon === "right" ? <Icon name={icon} /> : null}
    </a>
  );
}
