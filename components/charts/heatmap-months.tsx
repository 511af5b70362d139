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
  const months = Array.from({ length: 12 }, (_, month) => {
    const prefix = `${year}-${String(month + 1).padStart(2, "0")}-`;
    const days = Object.entries(values).filter(([date, value]) => date.startsWith(prefix) && value > 0);
    return { month, days: days.length, sum: days.reduce((total, [, value]) => total + value, 0) };
  });
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
