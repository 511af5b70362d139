import type { Format, Shown } from "@/domain/units";
import { formatNumber } from "@/domain/units";
import { hoursText, joined } from "../_view/words";

type Locale = Pick<Format, "locale">;

/** Microseconds as hours and minutes: "12:05 h", "45 min"; less than half a minute in seconds. */
export function timeShown(us: number, format: Locale): Shown {
  const seconds = us / 1e6;
  if (seconds > 0 && seconds < 30) return { value: formatNumber(Math.max(1, Math.round(seconds)), format.locale), unit: "s" };
  return hoursText(seconds, format);
}

/** The same as one text. */
export function timeText(us: number, format: Locale): string {
  return joined(timeShown(us, format));
}

/** The share of a whole: "12 %"; "<1 %" for what is there and rounds to nothing. */
export function shareText(us: number, whole: number, { locale }: Locale): string {
  if (!(whole > 0)) return "";
  const percent = Math.round((us / whole) * 100);
  return us > 0 && percent === 0 ? "<1 %" : `${formatNumber(percent, locale)} %`;
}
