"use client";

export type BarItem = {
  label: string;
  /** Null for no bar. */
  value: number | null;
  text: string;
  href?: string;
  /** Small and grey at the end: the share. */
  note?: string;
  /** Which colour of the palette it has in a chart beside, 1 to 6. */
  colour?: number;
};

type Props = {
  label: string;
  items: BarItem[];
  area?: string;
  /** What the whole width is, where a list beside has the longest bar. */
  most?: number;
};

/** Names with a bar each, the longest first. */
export function BarList({ label, items, area, most: whole = 0 }: Props) {
  const most = items.reduce((longest, item) => Math.max(longest, item.value ?? 0), whole);
  return (
    <table className="bar-list" data-area={area}>
      <caption className="sr-only">{label}</caption>
      <tbody>
        {items.map((item) => (
          <tr key={item.href ?? item.label}>
            <th scope="row" title={item.label}>
              {item.href ? <a href={item.href}>{item.label}</a> : item.label}
            </th>
            <td className="bar-cell">
              {item.value === null ? null : (
                <span
                  className="bar-mark"
                  style={{
                    width: `${most > 0 ? Math.round((item.value / most) * 1000) / 10 : 0}%`,
                    background: item.colour ? `var(--series-${item.colour})` : undefined,
                  }}
                />
              )}
            </td>
            <td>{item.text}</td>
            {item.note === undefined ? null : <td className="bar-note">{item.note}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
