import { z } from "zod";
import { dayField, instantField, noteField, pageFields, queryFlag, textField, versionField } from "./fields";
import { addDays, daysBetween } from "./time-zones";

/**
 * The id of a shoe from its name: lower case, runs of other characters than a–z and 0–9 to one `_`, trimmed. A name without any
 * such character gets a number made from it instead (FNV-1a), so that it has an id, and the same one every time.
 */
export function shoeIdOf(name: string): string {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_|_$/g, "");
  if (id !== "") return id;
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name.trim())) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return `shoe_${hash.toString(36)}`;
}

const distance = z.number().min(0).max(100_000_000);
const limit = z.number().min(1_000, "A limit is at least 1 km.").max(100_000_000).nullable();

/** A new pair of shoes: metres. */
export const newShoeSchema = z.strictObject({
  name: textField(100),
  startingDistance: distance.default(0),
  limit: limit.default(null),
  notes: noteField(20_000).default(null),
});
export type NewShoe = z.input<typeof newShoeSchema>;

/** When a shoe was retired: an instant, or a day, which counts from its noon. */
const retiredAt = z.union([instantField, dayField.transform((day) => new Date(`${day}T12:00:00Z`))], {
  error: "Write a day as 2026-11-20 or an instant as 2026-11-20T07:30:00Z.",
});

/** What a person may change of a shoe. Absent fields stay as they are; when and why it was retired only of one that is. */
export const shoeChangesSchema = z.strictObject({
  name: textField(100).optional(),
  startingDistance: distance.optional(),
  limit: limit.optional(),
  notes: noteField(20_000).optional(),
  retiredAt: retiredAt.optional(),
  retirementNotes: noteField(20_000).optional(),
});
export type ShoeChanges = z.output<typeof shoeChangesSchema>;

export const updateShoeSchema = shoeChangesSchema.extend({ version: versionField.optional() });

/** When (a day or an instant; now unless said) and why a shoe is retired. */
export const retireSchema = z.strictObject({
  retiredAt: retiredAt.optional(),
  retirementNotes: noteField(20_000).optional(),
  version: versionField.optional(),
});

/** The body of verbs that need nothing but, perhaps, the version that was seen. */
export const onlyVersionSchema = z.strictObject({ version: versionField.optional() });

/** Which shoes. Without `retired` both kinds. */
export const shoeFilterSchema = z.strictObject({
  retired: queryFlag.optional(),
  deleted: queryFlag.default(false),
  ...pageFields,
});

/** The recent past that forecasts are made from, in days. */
export const RECENT_DAYS = 56;
/** A forecast as near as this warns. */
const SOON_DAYS = 30;
const FARTHEST_DAYS = 36_500;

/** What a forecast looks at: metres; `firstRun` is the local date of the shoe's first run. */
export type Wear = {
  distanceM: number;
  limitM: number | null;
  recentM: number;
  firstRun: string | null;
  retired: boolean;
};

/**
 * When a shoe reaches its limit if it is run in as in the last {@link RECENT_DAYS} days (or since its first run, at least a week, when
 * that is nearer). `warning` is `worn` from the limit on, `soon` in the last tenth of it or in the last month before.
 * No date without a limit, without recent runs, past the limit, for retired shoes.
 */
export function forecast(wear: Wear, today: string): { forecastDate: string | null; warning: "worn" | "soon" | null } {
  const { distanceM, limitM, recentM, firstRun, retired } = wear;
  if (limitM === null || retired) return { forecastDate: null, warning: null };
  if (distanceM >= limitM) return { forecastDate: null, warning: "worn" };
  const days = firstRun === null ? RECENT_DAYS : Math.min(RECENT_DAYS, Math.max(7, daysBetween(firstRun, today) + 1));
  const left = recentM > 0 ? Math.ceil((limitM - distanceM) / (recentM / days)) : Number.POSITIVE_INFINITY;
  const forecastDate = left <= FARTHEST_DAYS ? addDays(today, left) : null;
  return { forecastDate, warning: left <= SOON_DAYS || distanceM >= 0.9 * limitM ? "soon" : null };
}

/** A shoe as it is stored: metres. */
export type Shoe = {
  id: string;
  name: string;
  startingDistanceM: number;
  limitM: number | null;
  retiredAt: Date | null;
  retirementNotes: string | null;
  notes: string | null;
  version: number;
  deletedAt: Date | null;
};

/** Turns a shoe with its mileage (starting mileage included) into what the API shows. */
export function shoeResource(shoe: Shoe & { distanceM: number; forecastDate: string | null }) {
  return {
    id: shoe.id,
    name: shoe.name,
    startingDistance: shoe.startingDistanceM,
    distance: shoe.distanceM,
    limit: shoe.limitM,
    forecastDate: shoe.forecastDate,
    retiredAt: shoe.retiredAt?.toISOString() ?? null,
    retirementNotes: shoe.retirementNotes,
    notes: shoe.notes,
    version: shoe.version,
    deletedAt: shoe.deletedAt?.toISOString() ?? null,
  };
}
