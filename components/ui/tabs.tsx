"use client";
type Tab = { href: string; label: string; current?: boolean; count?: string };

/** The pages of one thing, under its head. */
export function Tabs({ label, items }: { label: string; items: Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map((item) => (
        <a key={item.href} href={item.href} aria-current={item.current ? "page" : undefined}>
          {item.label}
          {item.count ? <span className="tab-count">{item.count}</span> : null}
        </a>
      ))}
    </nav>
  );
}

/** A small choice between views of the same figures: Week, Month, Year. */
export function Segmented({ label, items, keepScroll = true }: { label: string; items: Tab[]; keepScroll?: boolean }) {
  return (
    <nav className="segmented" aria-label={label}>
      {items.map((item) => (
        <a
          key={item.href}
          href={item.href}
          aria-current={item.current ? "true" : undefined}
          data-keep-scroll={keepScroll ? "" : undefined}
        >
          {item.label}
        </a>
      ))}
    </nav>
  );
}
