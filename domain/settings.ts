import { z } from "zod";
import { dayField, textField, timeZoneField, versionField } from "./fields";

/** Whether the platform writes numbers and dates in this locale. */
function isLocale(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}

/** What a person may set. `firstWeekday` is 0 for Sunday to 6; `auditMonths` (null: for ever) is the owner's alone. */
export const settingsChangesSchema = z.strictObject({
  name: textField(100).optional(),
  timeZone: timeZoneField.optional(),
  units: z.enum(["km", "mi"]).optional(),
  firstWeekday: z.int().min(0).max(6).optional(),
  theme: z.enum(["light", "dark", "system"]).optional(),
  numberFormat: z.string().max(35).refine(isLocale, "Write a locale as en-GB or de-DE.").optional(),
  auditMonths: z.int().min(1).max(1200).nullable().optional(),
});
export type SettingsChanges = z.output<typeof settingsChangesSchema>;

export const updateSettingsSchema = settingsChangesSchema.extend({ version: versionField.optional() });

/** A person's settings. */
export type Settings = {
  name: string;
  timeZone: string;
  units: "km" | "mi";
  firstWeekday: number;
  theme: "light" | "dark" | "system";
  numberFormat: string;
  auditMonths: number | null;
  version: number;
};

/** Threshold power in watts from a day on; today unless said. */
export const ftpSchema = z.strictObject({ ftp: z.number().min(30).max(600), validFrom: dayField.optional() });

const bpm = z.int().min(20).max(260);

/** Heart-rate figures and the lower bounds of the zones, rising, from a day on; today unless said. */
export const heartRateZonesSchema = z.strictObject({
  validFrom: dayField.optional(),
  maxHeartRate: bpm.nullable().default(null),
  restingHeartRate: bpm.nullable().default(null),
  thresholdHeartRate: bpm.nullable().default(null),
  lowerBounds: z
    .array(z.int().min(0).max(260))
    .min(2)
    .max(10)
    .refine(
      (bounds) => bounds.every((bound, i) => i === 0 || bound > (bounds[i - 1] ?? 0)),
      "Every zone begins above the one before.",
    ),
});
