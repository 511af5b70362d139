"use server";

import { z } from "zod";
import { deleteHeartRateZones } from "@/db/profile";
import { deleteFtp, setFtp, setHeartRateZones } from "@/db/thresholds";
import { dayField } from "@/domain/fields";
import { heartRateZones } from "@/domain/heart-rate";
import { formatDate } from "@/domain/units";
import { notFound } from "@/lib/errors";
import { userAction } from "../../../_auth/action";

const PAGE = ["/settings/profile"];
const whole = (low: number, high: number, what: string) =>
  z.coerce
    .number({ error: "Write a number." })
    .pipe(z.int("Write a whole number.").min(low, `${what} starts at ${low}.`).max(high, `${what} ends at ${high}.`));

/** An empty control means: not known. */
const known = (schema: z.ZodType<number>) =>
  z.preprocess((value) => (value === "" || value === undefined ? null : value), schema.nullable());

/** Sets the threshold power from a day on. */
export const saveFtp = userAction(
  {
    name: "ftp.set",
    resource: "ftp",
    schema: z.object({ ftpW: whole(30, 600, "Threshold power"), validFrom: dayField }),
    allow: ["ftpW", "validFrom"],
    idField: "validFrom",
  },
  async (tx, input, { visitor }) => {
    await setFtp(tx, input);
    return { message: `${input.ftpW} W from ${formatDate(input.validFrom, visitor.numberFormat)} on.`, revalidate: PAGE };
  },
);

/** Takes a threshold power away. */
export const removeFtp = userAction(
  {
    name: "ftp.delete",
    resource: "ftp",
    schema: z.object({ validFrom: dayField, ftpW: z.string().optional() }),
    idField: "validFrom",
  },
  async (tx, { validFrom }) => {
    if (!(await deleteFtp(tx, validFrom))) throw notFound("threshold power");
    return { message: "Threshold power removed.", revalidate: PAGE };
  },
);

const bpm = known(whole(20, 260, "A heart rate"));
const zonesSchema = z
  .object({
    validFrom: dayField,
    maxBpm: bpm,
    restingBpm: bpm,
    thresholdBpm: bpm,
    zone2: bpm,
    zone3: bpm,
    zone4: bpm,
    zone5: bpm,
  })
  .transform((input, context) => {
    const typed = [input.zone2, input.zone3, input.zone4, input.zone5];
    const given = typed.flatMap((bound) => bound ?? []);
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (given.length === 0 && input.thresholdBpm === null) {
      refuse("thresholdBpm", "Write the threshold, from which the zones follow, or the zones themselves.");
    }
    if (given.length > 0 && given.length < 4) refuse(`zone${typed.indexOf(null) + 2}`, "Fill all four, or none.");
    given.forEach((bound, index) => {
      if (index > 0 && bound <= (given[index - 1] ?? 0)) refuse(`zone${index + 2}`, "Every zone begins above the one before.");
    });
    const lowerBoundsBpm = given.length === 4 ? [0, ...given] : heartRateZones(input.thresholdBpm ?? 0);
    const { validFrom, maxBpm, restingBpm, thresholdBpm } = input;
    return { validFrom, maxBpm, restingBpm, thresholdBpm, lowerBoundsBpm };
  });

/** Sets heart-rate figures and zones from a day on. */
export const saveZones = userAction(
  { name: "heart_rate_zones.set", resource: "heart_rate_zones", schema: zonesSchema, allow: ["validFrom"], idField: "validFrom" },
  async (tx, zones, { visitor }) => {
    await setHeartRateZones(tx, zones);
    return { message: `Zones from ${formatDate(zones.validFrom, visitor.numberFormat)} on saved.`, revalidate: PAGE };
  },
);

/** Takes the zones of a day away. The other fields of the row are there so that undoing can send them back. */
export const removeZones = userAction(
  {
    name: "heart_rate_zones.delete",
    resource: "heart_rate_zones",
    schema: z.object({ validFrom: dayField }),
    idField: "validFrom",
  },
  async (tx, { validFrom }) => {
    if (!(await deleteHeartRateZones(tx, validFrom))) throw notFound("set of heart-rate zones");
    return { message: "Zones removed.", revalidate: PAGE };
  },
);
