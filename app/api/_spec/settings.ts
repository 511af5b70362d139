import { z } from "zod";
import { ftpSchema, heartRateZonesSchema, updateSettingsSchema } from "@/domain/settings";
import { day, listOf, type Spec } from "./spec";

export const settingsSchema = z
  .object({
    name: z.string(),
    timeZone: z.string(),
    units: z.enum(["km", "mi"]),
    firstWeekday: z.int().describe("0 for Sunday to 6."),
    theme: z.enum(["light", "dark", "system"]),
    numberFormat: z.string(),
    auditMonths: z.int().nullable().describe("How long the audit log is kept; null for ever."),
    version: z.int(),
  })
  .meta({ id: "Settings" });

const ftp = z.object({ ftp: z.number().describe("Watts."), validFrom: day }).meta({ id: "Ftp" });

const bpm = z.int().nullable();
const zones = z
  .object({
    validFrom: day,
    maxHeartRate: bpm,
    restingHeartRate: bpm,
    thresholdHeartRate: bpm,
    lowerBounds: z.array(z.int()).describe("Lower bounds of the zones, bpm."),
  })
  .meta({ id: "HeartRateZones" });

const common = { resource: "settings" } as const;

export const getSettingsSpec = {
  ...common,
  method: "GET",
  path: "/settings",
  name: "settings.get",
  summary: "Your settings.",
  scope: "read",
  response: settingsSchema,
} satisfies Spec;

export const updateSettingsSpec = {
  ...common,
  method: "PATCH",
  path: "/settings",
  name: "settings.update",
  summary: "Changes settings. A stale version is refused with 409 and the settings as they are now.",
  scope: "write",
  body: updateSettingsSchema,
  response: settingsSchema,
  allow: ["timeZone", "units", "firstWeekday", "theme", "numberFormat", "auditMonths", "version"],
} satisfies Spec;

export const listFtpSpec = {
  ...common,
  method: "GET",
  path: "/settings/ftp",
  name: "settings.ftp",
  summary: "Your threshold power over time, newest first.",
  scope: "read",
  response: listOf(ftp),
} satisfies Spec;

export const setFtpSpec = {
  ...common,
  method: "POST",
  path: "/settings/ftp",
  name: "settings.setFtp",
  summary: "Sets the threshold power from a day on, today unless said.",
  scope: "write",
  body: ftpSchema,
  response: ftp,
  status: 201,
  allow: ["ftp", "validFrom"],
} satisfies Spec;

export const listHeartRateZonesSpec = {
  ...common,
  method: "GET",
  path: "/settings/heart-rate-zones",
  name: "settings.heartRateZones",
  summary: "Your heart-rate zones over time, newest first.",
  scope: "read",
  response: listOf(zones),
} satisfies Spec;

export const setHeartRateZonesSpec = {
  ...common,
  method: "PUT",
  path: "/settings/heart-rate-zones",
  name: "settings.setHeartRateZones",
  summary: "Sets the heart-rate zones from a day on, today unless said.",
  scope: "write",
  body: heartRateZonesSchema,
  response: zones,
  allow: ["validFrom", "maxHeartRate", "restingHeartRate", "thresholdHeartRate", "lowerBounds"],
} satisfies Spec;
