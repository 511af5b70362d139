/** How a chart writes its numbers; plain data, because it crosses from the server to the browser. */
export type ValueFormat = {
  /** `clock`: seconds as 5:12 or 1:02:03, also pace. `hours`: seconds as 3 h 12 min. */
  style: "number" | "clock" | "hours";
  decimals?: number;
  locale?: string;
};

const numberFormats = new Map<string, Intl.NumberFormat>();

/** A value without its unit; a dash where there is none. */
export function formatValue(value: number | null | undefined, format: ValueFormat): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (format.style === "clock") return clock(value);
  if (format.style === "hours") return hours(value);
  const { locale = "en", decimals } = format;
  const key = `${locale} ${decimals}`;
  let formatter = numberFormats.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals ?? 1 });
    numberFormats.set(key, formatter);
  }
  return formatter.format(value);
}

/** A value beside a rule of the chart: no decimals that are not needed, and a plain 0. */
export function formatTick(value: number, format: ValueFormat): string {
  return value === 0 && format.style !== "clock" ? "0" : formatValue(value, { ...format, decimals: undefined });
}

function clock(value: number): string {
  const seconds = Math.round(Math.abs(value));
  const sign = value < 0 && seconds > 0 ? "−" : "";
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = String(s).padStart(2, "0");
  return h > 0 ? `${sign}${h}:${String(m).padStart(2, "0")}:${tail}` : `${sign}${m}:${tail}`;
}

function hours(value: number): string {
  const minutes = Math.round(value / 60);
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return `${m} min`;
  return m === 0 ? `${h} h` : `${h} h ${m} min`;
}
