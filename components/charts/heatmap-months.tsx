import { formatValue, type ValueFormat } from "./value-format";

type Props = {
  label: string;
  year: number;
  values: Record<string, number>;
  format: ValueFormat;
  unit: string;
  name: (month: number) => string;
};

/** The same year as a table: the sum and the days of each month. */
export function HeatmapMonths({ label, year, values, format, unit, name }: Props) {
  const months = Array.from({ length: 12 }, (_, month) => ({ month, days: 0, sum: 0 }));
  for (const [date, value] of Object.entries(values)) {
    const month = date.startsWith(`${year}-`) && value > 0 ? months[Number(date.slice(5, 7)) - 1] : undefined;
    if (!month) continue;
    month.days += 1;
    month.sum += value;
  }
  return (
    <details>
      <summary>Table</summary>
      <div className="chart-table">
        <table>
          <caption className="sr-only">{label}, by month</caption>
          <thead>
            <tr>
              <td />
              <th scope="col">
                Sum <span className="unit">{unit}</span>
              </th>
              <th scope="col">Days</th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, days, sum }) => (
              <tr key={month}>
                <th scope="row">{name(month)}</th>
                <td>{formatValue(sum, format)}</td>
                <td>{days}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
