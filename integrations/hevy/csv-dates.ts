import { isPlausibleYear } from "@/integrations/files/iso-time";

/** Languages that Hevy is spoken in: exports write months as the account's language does. */
const LANGUAGES = ["en", "de", "es", "fr", "it", "pt", "tr", "ru", "nl", "pl"];

const plain = (word: string) =>
  word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\p{M}.]/gu, "");

let months: Map<string, number> | null = null;

/** Month by its first letters, in any of the languages; what two languages use for different months stays out. */
function monthOf(word: string): number | null {
  if (!months) {
    months = new Map();
    for (const language of LANGUAGES) {
      for (const style of ["short", "long"] as const) {
        const format = new Intl.DateTimeFormat(language, { month: style, day: "numeric", timeZone: "UTC" });
        for (let month = 0; month < 12; month++) {
          const part = format.formatToParts(Date.UTC(2026, month, 15)).find(({ type }) => type === "month");
          if (part && !/\d/.test(part.value)) months.set(plain(part.value), months.get(plain(part.value)) ?? month);
        }
      }
    }
    months.set("sept", 8);
  }
  return months.get(plain(word)) ?? null;
}

const WORDED =
  /^(?:(\d{1,2})\.? (?:de )?(\p{L}+\.?)|(\p{L}+\.?) (\d{1,2}),?) (?:de )?(\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([ap])\.?m\.?)?$/iu;
const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]00:?00)?$/i;

/**
 * What a clock showed, in milliseconds as if it were UTC: "28 Mar 2025, 17:29", "Mar 28, 2025, 5:29 PM", "2025-03-28 17:29:00". Null
 * for anything else.
 */
export function clockOf(text: string): number | null {
  const clean = text.replace(/\s+/g, " ").trim();
  const iso = ISO.exec(clean);
  if (iso) {
    const [, year, month, day, hour, minute, second] = iso;
    return assembled(year, Number(month) - 1, day, hour, minute, second);
  }
  const found = WORDED.exec(clean);
  if (!found) return null;
  const [, day, month, monthFirst, dayAfter, year, hour, minute, second, half] = found;
  const index = monthOf(month ?? monthFirst ?? "");
  if (index === null) return null;
  return assembled(year, index, day ?? dayAfter, half ? hourOf(Number(hour), half) : hour, minute, second);
}

function hourOf(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}

type Part = string | number | undefined;

function assembled(year: Part, month: number, day: Part, hour: Part, minute: Part, second: Part): number | null {
  const parts = [Number(year), month, Number(day), Number(hour), Number(minute), Number(second ?? 0)] as const;
  const at = Date.UTC(...parts);
  if (Number.isNaN(at) || !isPlausibleYear(parts[0])) return null;
  // A 31 February, an hour 25: what comes out is not what went in.
  const back = new Date(at);
  const same = back.getUTCMonth() === month && back.getUTCDate() === parts[2] && back.getUTCHours() === parts[3];
  return same && parts[4] < 60 && parts[5] < 60 ? at : null;
}
