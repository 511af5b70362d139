const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Seven small bars from zero, Monday to Sunday; the same as words for whoever does not see them. */
export function WeekBars({ texts, values }: { texts: readonly string[]; values: readonly (number | null)[] }) {
  const most = Math.max(...values.map((value) => value ?? 0), Number.MIN_VALUE);
  const words = DAYS.map((day, index) => `${day} ${texts[index] ?? "–"}`).join(", ");
  return (
    <svg className="week-bars" viewBox="0 0 70 24" role="img" aria-label={words}>
      <title>{words}</title>
      <line x1="0" y1="23.5" x2="70" y2="23.5" />
      {values.map((value, index) => {
        const height = value ? Math.max(1.5, (value / most) * 22) : 0;
        return <rect key={DAYS[index]} x={index * 10 + 1} y={23 - height} width="8" height={height} />;
      })}
    </svg>
  );
}
