import type { ReactNode } from "react";

type Fact = { label: string; value: ReactNode; note?: ReactNode };

/** Labels and values under each other, parted by hairlines. `prose`: the values are sentences, and begin where one reads. */
export function Facts({ items, prose }: { items: Fact[]; prose?: boolean }) {
  return (
    <dl className="facts" data-prose={prose ? "" : undefined}>
      {items.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value}
            {fact.note ? <span className="fact-note">{fact.note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
