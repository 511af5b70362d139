import { useEffect } from "react";
import type { TooltipContentProps } from "recharts";
import type { MarksProps } from "./marks-props";
import { seriesColour } from "./plot-model";
import { formatValue } from "./value-format";

/** What is said about the point under the cursor: its name, every value with its unit, and the period before. */
export function Tip({ model, unit, onPoint, tooltip }: MarksProps & { tooltip: TooltipContentProps }) {
  const { data, format } = model;
  const index = tooltip.active ? Number(tooltip.activeIndex) : -1;
  useEffect(() => {
    onPoint?.(index);
  }, [onPoint, index]);
  const label = data.labels[index];
  if (label === undefined) return null;
  return (
    <div className="tip">
      <p className="tip-label">{label}</p>
      {data.series.map((one, at) => (
        <p key={one.label}>
          {data.series.length > 1 ? (
            <span className="tip-name" style={{ color: seriesColour(at, one.area, data.series.length) }}>
              {one.label}
            </span>
          ) : null}
          <b>{formatValue(one.values[index], format)}</b> <span className="unit">{unit}</span>
        </p>
      ))}
      {data.previous ? (
        <p className="tip-before">
          {data.previous.label} {formatValue(data.previous.values[index], format)} <span className="unit">{unit}</span>
        </p>
      ) : null}
    </div>
  );
}
