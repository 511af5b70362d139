import { dateWords, formatDate } from "@/domain/units";

/** Days in words, beyond what `domain/units` says; `locale` is the person's number format. */
type Style = "full" | "weekday" | "weekday-year" | "weekday-short" | "weekday-long" | "month-name" | "month-long";

const OPTIONS: Record<Style | "span", Intl.DateTimeFormatOptions> = {
  full: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  weekday: { weekday: "short", day: "numeric", month: "short" },
  "weekday-year": { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  "weekday-short": { weekday: "short" },
  "weekday-long": { weekday: "long" },
  "month-name": { month: "short" },
  "month-long": { month: "long" },
  span: { dateStyle: "medium" },
};

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, style: Style | "span"): Intl.DateTimeFormat {
  const key = `${locale} ${style}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(dateWords(locale).locale, { ...OPTIONS[style], timeZone: "UTC" });
    formats.set(key, format);
  }
  return format;
}

const noon = (date: string) => Date.parse(`${date}T12:00:00Z`);

/** A local date (`YYYY-MM-DD`): `full` is "Monday 2 November 2026", `weekday` "Mon 2 Nov", `month-name` "Nov". */
export function dayText(date: string, locale: string, style: Style): string {
  return formatOf(locale, style).format(noon(date));
}

/** The day of a week that was, with its year when that is another one than today's: "Thu 14 May", "Thu 14 May 2019". */
export function pastDayText(date: string, today: string, locale: string): string {
  return dayText(date, locale, date.slice(0, 4) === today.slice(0, 4) ? "weekday" : "weekday-year");
}

/** A span of days in as few words as are clear: "2–8 Nov 2026". */
export function spanText(from: string, to: string, locale: string): string {
  return formatOf(locale, "span").formatRange(noon(from), noon(to));
}

/** A stored text with its days (`YYYY-MM-DD`) as the person reads days. */
export function daysWritten(text: string, locale: string): string {
  return text.replace(/\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/g, (day) => formatDate(day, locale));
}
