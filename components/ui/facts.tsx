import type { ReactNode } from "react";

type Fact = { label: string; value: ReactNode; note?: ReactNode };

/** Labels and values under each other, parted by hairlines. */
export function Facts({ items }: { items: Fact[] }) {
  return (
    <dl className="facts">
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
