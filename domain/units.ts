/**
 * Numbers as people read and type them. Values come in SI units (metres, seconds, m/s, kg, W); what comes out is text and unit apart,
 * so that a page can set the unit back. Runs in the browser; depends on nothing but `Intl`.
 */

export type Units = "km" | "mi";

/** What a person set: km or miles, and the number format as a language tag ("en-GB", "de-CH"). */
export type Format = { units: Units; locale: string };

/** A value as text and its unit, apart. `unit` is empty where there is none to say. */
export type Shown = { value: string; unit: string };

export const METRES_PER_MILE = 1609.344;
const METRES_PER_FOOT = 0.3048;
const METRES_PER_YARD = 0.9144;
const NOTHING = "–";

/** A locale's own format, and its decimal sign where it writes its numbers with the digits 0 to 9. */
type NumberWriter = { format: Intl.NumberFormat; point: string | undefined };
const writers = new Map<string, NumberWriter>();

function numberWriter(locale: string, decimals: number): NumberWriter {
  const key = `${locale} ${decimals}`;
  let writer = writers.get(key);
  if (!writer) {
    const format = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    const half = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(1.5);
    writer = { format, point: /^1([^0-9])5$/u.exec(half)?.[1] };
    writers.set(key, writer);
  }
  return writer;
}

/** A number in the person's format with a fixed count of decimals, "–" for null. Throws a RangeError for a malformed language tag. */
export function formatNumber(value: number | null, locale: string, decimals = 0): string {
  if (value === null || !Number.isFinite(value)) return NOTHING;
  const { format, point } = numberWriter(locale, decimals);
  // Below a thousand there is nothing to group, and the platform's own way takes much longer: tables are full of such numbers.
  if (point === undefined || value < 0.001 || value >= 999) return format.format(value);
  if (decimals === 0) return String(Math.round(value));
  // Like the platform this rounds the number as it is written (1.005 up), not the binary one next to it.
  const digits = String(Math.round(Number(`${value}e${decimals}`))).padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}${point}${digits.slice(-decimals)}`;
}

/** Metres of one of the person's units of distance. */
export function metresPer(units: Units): number {
  return units === "km" ? 1000 : METRES_PER_MILE;
}

/** A distance in km or miles, two decimals unless said otherwise. */
export function formatDistance(metres: number | null, { units, locale }: Format, decimals = 2): Shown {
  return { value: formatNumber(metres === null ? null : metres / metresPer(units), locale, decimals), unit: units };
}

/** A time as h:mm:ss, or m:ss under an hour, to the nearest second. */
export function formatDuration(seconds: number | null): Shown {
  if (seconds === null || !Number.isFinite(seconds)) return { value: NOTHING, unit: "" };
  const total = Math.round(Math.abs(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  const text = hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
  return { value: seconds < 0 && total > 0 ? `-${text}` : text, unit: "" };
}

/** A long time in hours and minutes ("12 h 05"), for totals where seconds say nothing. */
export function formatHours(seconds: number | null): Shown {
  if (seconds === null || !Number.isFinite(seconds)) return { value: NOTHING, unit: "" };
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return { value: String(minutes), unit: "min" };
  return { value: `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`, unit: "h" };
}

/** Pace of a speed in m/s as minutes per km or mile; "–" when standing. */
export function formatPace(metresPerSecond: number | null, { units }: Pick<Format, "units">): Shown {
  const seconds = metresPerSecond !== null && metresPerSecond > 0 ? metresPer(units) / metresPerSecond : null;
  const { value } = formatDuration(seconds !== null && seconds < 36_000 ? seconds : null);
  return { value, unit: `min/${units}` };
}

/** What a swimmer's pace counts in: 100 m, or 100 yards for people of miles. */
export function swimPaceMetres(units: Units): number {
  return units === "km" ? 100 : 100 * METRES_PER_YARD;
}

/** A swum distance: whole metres or yards, as pools are measured, however far. */
export function formatSwimDistance(metres: number | null, { units, locale }: Format): Shown {
  const value = metres === null ? null : (metres / swimPaceMetres(units)) * 100;
  return { value: formatNumber(value, locale), unit: units === "km" ? "m" : "yd" };
}

/** Pace of a swim in m/s as minutes per 100 m or 100 yd; "–" when standing. */
export function formatSwimPace(metresPerSecond: number | null, { units }: Pick<Format, "units">): Shown {
  const seconds = metresPerSecond !== null && metresPerSecond > 0 ? swimPaceMetres(units) / metresPerSecond : null;
  const { value } = formatDuration(seconds !== null && seconds < 3600 ? seconds : null);
  return { value, unit: units === "km" ? "min/100 m" : "min/100 yd" };
}

/** A speed in m/s as km/h or mph, one decimal. */
export function formatSpeed(metresPerSecond: number | null, { units, locale }: Format): Shown {
  const value = metresPerSecond === null ? null : (metresPerSecond * 3600) / metresPer(units);
  return { value: formatNumber(value, locale, 1), unit: units === "km" ? "km/h" : "mph" };
}

/** Elevation in whole metres or feet. */
export function formatElevation(metres: number | null, { units, locale }: Format): Shown {
  const value = metres === null || units === "km" ? metres : metres / METRES_PER_FOOT;
  return { value: formatNumber(value, locale), unit: units === "km" ? "m" : "ft" };
}

/**
 * How days and clocks are written for a number format: in English, as everything here is, but in that format's order (day or month
 * first) and with its clock of 12 or 24 hours.
 */
export function dateWords(locale: string): { locale: string; hourCycle: "h11" | "h12" | "h23" | "h24" | undefined } {
  const { hourCycle } = new Intl.DateTimeFormat(locale, { timeStyle: "short" }).resolvedOptions();
  if (/^en\b/i.test(locale)) return { locale, hourCycle };
  const [first] = new Intl.DateTimeFormat(locale).formatToParts(0);
  return { locale: first?.type === "month" ? "en-US" : "en-GB", hourCycle };
}

const dates = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${options.dateStyle ?? ""} ${options.timeStyle ?? ""} ${options.month ?? ""}`;
  let format = dates.get(key);
  if (!format) {
    const words = dateWords(locale);
    const clock = options.timeStyle ? { hourCycle: words.hourCycle } : {};
    format = new Intl.DateTimeFormat(words.locale, { timeZone, ...options, ...clock });
    dates.set(key, format);
  }
  return format;
}

/** The same days are written again and again, and writing one takes the platform longer than all the rest of a table's row. */
const MOST_DAYS = 10_000;
const days = new Map<string, string>();

/** A local date (`YYYY-MM-DD`) in the person's format: "21 Nov 2026". */
export function formatDate(date: string, locale: string): string {
  const key = `${date} ${locale}`;
  let text = days.get(key);
  if (text === undefined) {
    text = dateFormat(locale, "UTC", { dateStyle: "medium" }).format(new Date(`${date}T12:00:00Z`));
    if (days.size >= MOST_DAYS) days.clear();
    days.set(key, text);
  }
  return text;
}

/** A month (`YYYY-MM`) in the person's format: "November 2026". */
export function formatMonth(month: string, locale: string): string {
  return dateFormat(locale, "UTC", { month: "long", year: "numeric" }).format(new Date(`${month}-15T12:00:00Z`));
}

/** Hour and minute that clocks in `timeZone` show at an instant, in the person's format. */
export function formatTime(instant: Date, locale: string, timeZone: string): string {
  return dateFormat(locale, timeZone, { timeStyle: "short" }).format(instant);
}
