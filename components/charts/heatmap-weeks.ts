export type HeatDay = {
  date: string;
  /** Column: whole weeks since the one that holds 1 January. */
  week: number;
  /** Row: 0 for the first day of the week. */
  row: number;
  /** 0 Sunday … 6 Saturday. */
  weekday: number;
};

const dayMs = 86_400_000;
const daysByYear = new Map<string, readonly HeatDay[]>();

/** Every day of a year with its place in a grid of weeks. Weekdays count from Sunday, 0, as everywhere in the language. */
export function yearDays(year: number, firstWeekday: number): readonly HeatDay[] {
  const key = `${year} ${firstWeekday}`;
  const known = daysByYear.get(key);
  if (known) return known;
  const start = Date.UTC(year, 0, 1);
  const count = Math.round((Date.UTC(year + 1, 0, 1) - start) / dayMs);
  const offset = (new Date(start).getUTCDay() - firstWeekday + 7) % 7;
  const days = Array.from({ length: count }, (_, day) => ({
    date: new Date(start + day * dayMs).toISOString().slice(0, 10),
    week: Math.floor((day + offset) / 7),
    row: (day + offset) % 7,
    weekday: (day + offset + firstWeekday) % 7,
  }));
  daysByYear.set(key, days);
  return days;
}

/** The week column in which each month begins. */
export function monthColumns(days: readonly HeatDay[]): number[] {
  return days.filter((day) => day.date.endsWith("-01")).map((day) => day.week);
}

/** Three borders that part the values into four shades, a quarter of the days in each. */
export function shadeBorders(values: readonly number[]): number[] {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  return [0.25, 0.5, 0.75].map((part) => sorted[Math.floor(part * sorted.length)] ?? Infinity);
}

/** 0 for nothing, 1 to 4 for more and more. */
export function shadeOf(value: number | undefined, borders: readonly number[]): number {
  if (!value || value <= 0) return 0;
  return 1 + borders.filter((border) => value >= border).length;
}
