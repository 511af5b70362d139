/** Drawings stretch to their frame, so they are made in a square of these sides; strokes do not stretch with them. */
export const side = 1000;

export type Scale = (value: number) => number;

/** From values to the height in the drawing, 0 at the top; reversed when small is good, as with pace. */
export function verticalScale(ticks: readonly number[], reverse = false): Scale {
  const low = ticks[0] ?? 0;
  const span = (ticks.at(-1) ?? 1) - low || 1;
  return (value) => {
    const up = (value - low) / span;
    return round((reverse ? up : 1 - up) * side);
  };
}

/** Where the points of a line stand: from edge to edge, or in the middle of their bands. */
export function positions(count: number, inBands: boolean): number[] {
  if (inBands) return Array.from({ length: count }, (_, index) => round(((index + 0.5) / count) * side));
  return Array.from({ length: count }, (_, index) => round(count > 1 ? (index / (count - 1)) * side : side / 2));
}

/** A line that has holes where values are missing. */
export function linePath(xs: readonly number[], values: readonly (number | null)[], y: Scale): string {
  let path = "";
  let open = false;
  values.forEach((value, index) => {
    if (value === null || !Number.isFinite(value)) {
      open = false;
      return;
    }
    const point = `${xs[index] ?? 0} ${y(value)}`;
    path += open ? `L${point}` : `M${point}`;
    open = true;
  });
  return path;
}

/** The points that have no neighbour, as dots: a line cannot be seen where it has no length. */
export function lonePoints(xs: readonly number[], values: readonly (number | null)[], y: Scale): string {
  return values
    .map((value, index) => (value !== null && isLone(values, index) ? `M${xs[index] ?? 0} ${y(value)}h0` : ""))
    .join("");
}

/** Whether a value stands between holes. */
export function isLone(values: readonly (number | null)[], index: number): boolean {
  return (values[index] ?? null) !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
}

/** All bars of one series as one path, standing on those below. */
export function barsPath(values: readonly (number | null)[], below: readonly number[], y: Scale): string {
  const band = side / Math.max(1, values.length);
  const width = round(band * 0.8);
  let path = "";
  values.forEach((value, index) => {
    if (!value) return;
    const foot = below[index] ?? 0;
    const [top, bottom] = [y(foot + value), y(foot)];
    path += `M${round((index + 0.1) * band)} ${bottom}V${top}h${width}V${bottom}z`;
  });
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
