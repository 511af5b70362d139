import type { ReactNode } from "react";

type Item = { key: string; from: string; value: ReactNode; note?: string; action: ReactNode };

/** Values that hold from a day on, newest first, each with what can be done to it. */
export function DatedList({ items }: { items: Item[] }) {
  return (
    <ul className="max-w-text divide-y divide-line border-y border-line">
      {items.map((item) => (
        <li key={item.key} className="flex flex-wrap items-center gap-x-4 py-1">
          <span className="w-32 text-soft">{item.from}</span>
          <span className="tabular grow">
            {item.value}
            {item.note ? <span className="block text-12 text-soft">{item.note}</span> : null}
          </span>
          {item.action}
        </li>
      ))}
    </ul>
  );
}
