import { barsPath, linePath, positions, side, verticalScale } from "./geometry";

type Props = { values: (number | null)[]; label: string; width?: number; height?: number; area?: string; kind?: "line" | "bars" };

/** The shape of a course in the space of a word. */
export function Sparkline({ values, label, width = 96, height = 20, area, kind = "line" }: Props) {
  const known = values.filter((value) => value !== null);
  const bars = kind === "bars";
  const y = verticalScale([bars ? 0 : Math.min(...known), Math.max(...known, bars ? 1e-9 : -Infinity)]);
  const below = values.map(() => 0);
  return (
    <svg
      className="sparkline"
      data-area={area}
      width={width}
      height={height}
      viewBox={`0 0 ${side} ${side}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {known.length === 0 ? null : bars ? (
        <path fill="var(--hue)" d={barsPath(values, below, y)} />
      ) : (
        <path className="plot-line" stroke="var(--hue)" d={linePath(positions(values.length, false), values, y)} />
      )}
    </svg>
  );
}
