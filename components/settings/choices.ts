import type { SelectOption } from "@/components/ui/field";
import { formatDate, formatTime } from "@/domain/units";

export const UNITS: SelectOption[] = [
  { value: "km", label: "Kilometres" },
  { value: "mi", label: "Miles" },
];

export const THEMES: SelectOption[] = [
  { value: "system", label: "As the device" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export const WEEKDAYS: SelectOption[] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map(
  (label, index) => ({ value: String((index + 1) % 7), label }),
);

const LOCALES = [
  "en-GB",
  "en-US",
  "en-IN",
  "de-DE",
  "de-CH",
  "fr-FR",
  "es-ES",
  "it-IT",
  "nl-NL",
  "sv-SE",
  "pl-PL",
  "pt-BR",
  "ja-JP",
];

/** How numbers and days look, shown by example; the present choice is among them whatever it is. */
export function numberFormats(current: string): SelectOption[] {
  const all = LOCALES.includes(current) ? LOCALES : [current, ...LOCALES];
  return all.map((locale) => {
    const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(12_345.6);
    const [day, time] = [formatDate("2026-11-21", locale), formatTime(new Date("2026-11-21T17:05:00Z"), locale, "UTC")];
    return { value: locale, label: `${number} · ${day}, ${time} (${locale})` };
  });
}
