type Item = { label: string; value: number; text: string; href?: string; note?: string };
type Props = { label: string; items: Item[]; area?: string; most?: number };

/** Amounts by name, the largest first as they come, each a link to its rows. */
export function BarList({ label, items, area, most }: Props) {
  const longest = most ?? items.reduce((largest, item) => Math.max(largest, item.value), 0);
  const noted = items.some((item) => item.note);
  return (
    <table className="bar-list" data-area={area}>
      <caption className="sr-only">{label}</caption>
      <tbody>
        {items.map((item) => (
          <tr key={item.label}>
            <th scope="row">{item.href ? <a href={item.href}>{item.label}</a> : item.label}</th>
            <td className="bar-cell">
              <span
                className="bar-mark"
                style={{ width: `${longest > 0 ? Math.round((item.value / longest) * 1000) / 10 : 0}%` }}
              />
            </td>
            <td>{item.text}</td>
            {noted ? <td className="bar-note">{item.note}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
