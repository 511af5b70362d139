import { formatNumber, type Shown } from "@/domain/units";

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** A size in the largest unit that leaves a number of at least one; decimal units, as disks are sold. */
export function formatBytes(bytes: number, locale: string): Shown {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return { value: formatNumber(value, locale, step > 0 && value < 10 ? 1 : 0), unit: UNITS[step] ?? "B" };
}
