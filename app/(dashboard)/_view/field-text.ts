import type { Sport } from "@/domain/activity";
import type { RunType } from "@/domain/runs";
import { localDate } from "@/domain/time-zones";
import { type Format, formatDate, formatDuration, formatElevation, formatNumber, formatTime } from "@/domain/units";
import { TYPE_NAMES } from "./sources";
import { formatDistanceAs, SPORT_NAMES, speedKindOf } from "./sports";
import { joined } from "./words";

/** What the words of a field need beside its value. */
export type FieldWords = Format & { timeZone: string; shoes: ReadonlyMap<string, string>; sport?: Sport };

const whole =
  (unit: string) =>
  (value: number, { locale }: FieldWords): string =>
    `${formatNumber(value, locale)} ${unit}`;

const TEXTS: Record<string, (value: number, words: FieldWords) => string> = {
  distance: (metres, words) => joined(formatDistanceAs(speedKindOf(words.sport ?? "running"), metres, words)),
  duration: (seconds) => formatDuration(seconds).value,
  elapsed: (seconds) => formatDuration(seconds).value,
  moving: (seconds) => formatDuration(seconds).value,
  averageHeartRate: whole("bpm"),
  maxHeartRate: whole("bpm"),
  averageCadence: whole("spm"),
  cadence: whole("rpm"),
  averagePower: whole("W"),
  maxPower: whole("W"),
  normalizedPower: whole("W"),
  energy: whole("kJ"),
  elevationGain: (metres, words) => joined(formatElevation(metres, words)),
};

/** A field's value, given in the API's units, as a person reads it; null where there is none. */
export function fieldText(field: string, value: unknown, words: FieldWords): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "number") return TEXTS[field]?.(value, words) ?? String(value);
  const text = String(value);
  if (field === "startAt" || field === "endAt" || field === "deletedAt") return momentText(new Date(text), words);
  if (field === "localDate") return formatDate(text, words.locale);
  if (field === "sport") return SPORT_NAMES[text as Sport] ?? text;
  if (field === "type") return TYPE_NAMES[text as RunType] ?? text;
  return field === "shoeId" ? (words.shoes.get(text) ?? text) : text;
}

/** Day and clock of an instant in a zone: "2 Nov 2026, 06:42". */
export function momentText(at: Date, { locale, timeZone }: Pick<FieldWords, "locale" | "timeZone">): string {
  return `${formatDate(localDate(at, timeZone), locale)}, ${formatTime(at, locale, timeZone)}`;
}
