import { type Format, formatHours, formatNumber, type Shown } from "@/domain/units";

/** Value and unit in one text: "10.02 km". */
export function joined({ value, unit }: Shown): string {
  return unit ? `${value} ${unit}` : value;
}

/** A count with its noun: "1 run", "3,214 runs". */
export function counted(count: number, one: string, format: Pick<Format, "locale">, many = `${one}s`): string {
  return `${formatNumber(count, format.locale)} ${count === 1 ? one : many}`;
}

/** How many a filter finds: "29 runs match". */
export function matching(count: number, counted: string): string {
  return `${counted} ${count === 1 ? "matches" : "match"}`;
}

/** How a figure differs from the one before, in percent with its sign; undefined where there is nothing to compare with. */
export function change(now: number, before: number, format: Pick<Format, "locale">): string | undefined {
  if (!(before > 0)) return undefined;
  const percent = Math.round((now / before - 1) * 100);
  if (percent === 0) return "±0 %";
  return `${percent > 0 ? "+" : "−"}${formatNumber(Math.abs(percent), format.locale)} %`;
}

/** A long time: "12:05 h", from a hundred hours on "597 h", where minutes say nothing. */
export function hoursText(seconds: number, { locale }: Pick<Format, "locale">): Shown {
  return seconds < 360_000 ? formatHours(seconds) : { value: formatNumber(seconds / 3600, locale), unit: "h" };
}
