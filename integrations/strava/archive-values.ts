import { isPlausibleYear } from "@/integrations/files/iso-time";

const ENGLISH_MONTHS =
  /^(?:jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/i;
const MONTH_STARTS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const ISO = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)Z?$/;
const MONTH_FIRST = /^([A-Za-z]{3,9})\.? (\d{1,2}), (\d{4}),? (\d{1,2}):(\d\d):(\d\d)(?:\s?([AaPp])[Mm])?$/;
const DAY_FIRST = /^(\d{1,2}) ([A-Za-z]{3,9})\.? (\d{4}),? (\d{1,2}):(\d\d):(\d\d)(?:\s?([AaPp])[Mm])?$/;
const GERMAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4}),? (\d{1,2}):(\d\d):(\d\d)$/;

/**
 * The instant in a date cell of activities.csv. It is UTC in every vintage although it looks local (PROVIDERS 6). Null when the
 * cell is no date of a known form.
 */
export function stravaDate(cell: string): Date | null {
  const text = cell.trim();
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst) {
    const [, month, day, year, hour, minute, second, half] = monthFirst;
    return instant(year, monthOf(month), day, hourOf(hour, half), minute, second);
  }
  const iso = ISO.exec(text);
  if (iso) return instant(iso[1], Number(iso[2]), iso[3], Number(iso[4]), iso[5], iso[6]);
  const german = GERMAN.exec(text);
  if (german) return instant(german[3], Number(german[2]), german[1], Number(german[4]), german[5], german[6]);
  const dayFirst = DAY_FIRST.exec(text);
  if (!dayFirst) return null;
  const [, day, month, year, hour, minute, second, half] = dayFirst;
  return instant(year, monthOf(month), day, hourOf(hour, half), minute, second);
}

/** 1 to 12, or 0 for what is no English month: "janv." begins like one and is French. */
function monthOf(name = ""): number {
  return ENGLISH_MONTHS.test(name) ? MONTH_STARTS.indexOf(name.slice(0, 3).toLowerCase()) + 1 : 0;
}

function hourOf(hour = "", half: string | undefined): number {
  if (half === undefined) return Number(hour);
  return (Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}

function instant(year = "", month: number, day = "", hour: number, minute = "", second = ""): Date | null {
  if (month < 1 || month > 12 || hour > 23) return null;
  const date = new Date(Date.UTC(Number(year), month - 1, Number(day), hour, Number(minute), Number(second)));
  return date.getUTCDate() === Number(day) && isPlausibleYear(Number(year)) ? date : null;
}

/**
 * A number cell: raw numbers have a point in every language, display numbers follow the account's (`9,44`, `1.234,5` in German).
 * Null for empty cells and for what is no number.
 */
export function stravaNumber(cell: string | undefined, language: "en" | "de"): number | null {
  if (cell === undefined || cell === "") return null;
  let text = cell.trim();
  if (text.includes(",")) text = language === "de" ? text.replaceAll(".", "").replace(",", ".") : text.replaceAll(",", "");
  if (text === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
