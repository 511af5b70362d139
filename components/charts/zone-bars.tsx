type Zone = { label: string; range?: string; seconds: number; text: string };

/** The time in each zone, with its share of the whole. */
export function ZoneBars({ zones, label, area }: { zones: Zone[]; label: string; area?: string }) {
  const total = zones.reduce((sum, zone) => sum + zone.seconds, 0);
  const most = zones.reduce((longest, zone) => Math.max(longest, zone.seconds), 0);
  return (
    <table className="bar-list" data-area={area}>
      <caption className="sr-only">{label}</caption>
      <tbody>
        {zones.map((zone) => (
          <tr key={zone.label}>
            <th scope="row">
              {zone.label} {zone.range ? <span className="unit">{zone.range}</span> : null}
            </th>
            <td className="bar-cell">
              <span className="bar-mark" style={{ width: `${percent(zone.seconds, most)}%` }} />
            </td>
            <td>{zone.text}</td>
            <td className="bar-note">{percent(zone.seconds, total)} %</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function percent(part: number, whole: number): number {
  return whole > 0 ? Math.round((part / whole) * 100) : 0;
}
