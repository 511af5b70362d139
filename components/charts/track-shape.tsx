type Props = {
  /** x and y in turn, y downwards, in any unit. */
  points: readonly number[];
  label: string;
  size?: number;
  area?: string;
};

/** The shape of a way in the space of an icon. */
export function TrackShape({ points, label, size = 48, area }: Props) {
  const box = bounds(points);
  const scale = 92 / Math.max(box.width, box.height, 1e-9);
  let path = "";
  const step = 2 * Math.max(1, Math.ceil(points.length / 2 / 200));
  for (let at = 0; at < points.length; at += step) {
    const x = 50 + ((points[at] ?? 0) - box.x - box.width / 2) * scale;
    const y = 50 + ((points[at + 1] ?? 0) - box.y - box.height / 2) * scale;
    path += `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
  }
  return (
    <svg className="track-shape" data-area={area} width={size} height={size} viewBox="0 0 100 100" role="img" aria-label={label}>
      <path className="plot-line" stroke="var(--hue)" d={path} />
    </svg>
  );
}

/** The frame around flat x, y pairs. */
export function bounds(points: readonly number[]): { x: number; y: number; width: number; height: number } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at + 1 < points.length; at += 2) {
    left = Math.min(left, points[at] ?? 0);
    right = Math.max(right, points[at] ?? 0);
    top = Math.min(top, points[at + 1] ?? 0);
    bottom = Math.max(bottom, points[at + 1] ?? 0);
  }
  if (left > right) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: left, y: top, width: right - left, height: bottom - top };
}
