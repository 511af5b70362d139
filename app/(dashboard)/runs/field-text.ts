import type { RunType } from "@/domain/runs";
import {
  type Format,
  formatDate,
  formatDistance,
  formatDuration,
  formatElevation,
  formatNumber,
  formatTime,
} from "@/domain/units";
import { TYPE_NAMES } from "../_view/sources";
import { joined } from "../_view/words";

/** What the words of a field need beside its value. */
export type FieldWords = Format & { timeZone: string; shoes: ReadonlyMap<string, string> };

const TEXTS: Record<string, (value: number, words: FieldWords) => string> = {
  distance: (metres, words) => joined(formatDistance(metres, words)),
  duration: (seconds) => formatDuration(seconds).value,
  elapsed: (seconds) => formatDuration(seconds).value,
  moving: (seconds) => formatDuration(seconds).value,
  averageHeartRate: (bpm, { locale }) => `${formatNumber(bpm, locale)} bpm`,
  maxHeartRate: (bpm, { locale }) => `${formatNumber(bpm, locale)} bpm`,
  averageCadence: (spm, { locale }) => `${formatNumber(spm, locale)} spm`,
  elevationGain: (metres, words) => joined(formatElevation(metres, words)),
};

/** A field's value, given in the API's units, as a person reads it; null where there is none. */
export function fieldText(field: string, value: unknown, words: FieldWords): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "number") return TEXTS[field]?.(value, words) ?? String(value);
  const text = String(value);
  if (field === "startAt" || field === "deletedAt") return momentText(new Date(text), words);
  if (field === "localDate") return formatDate(text, words.locale);
  if (field === "type") return TYPE_NAMES[text as RunType] ?? text;
  return field === "shoeId" ? (words.shoes.get(text) ?? text) : text;
}

/** Day and clock of an instant in a zone: "2 Nov 2026, 06:42". */
export function momentText(at: Date, { locale, timeZone }: Pick<FieldWords, "locale" | "timeZone">): string {
  const day = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "medium" }).format(at);
  return `${day}, ${formatTime(at, locale, timeZone)}`;
}
