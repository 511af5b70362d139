import type { z } from "zod";
import type { RunRow } from "@/db/run-rows";
import { parseDistance, parseDuration, parseNumber, type Typed } from "@/domain/typed-values";
import { type Format, formatDistance, formatDuration, formatNumber } from "@/domain/units";
import { Failure, type FieldError } from "@/lib/errors";
import { plain } from "../_view/conflict";
import { instantOf, localDateTime } from "../_view/local-time";

/** The editable fields of a run as their controls write them. */
export type RunTexts = {
  name: string;
  notes: string;
  type: string;
  startAt: string;
  distance: string;
  duration: string;
  averageHeartRate: string;
  shoeId: string;
};
export const RUN_TEXT_FIELDS = [
  "name",
  "notes",
  "type",
  "startAt",
  "distance",
  "duration",
  "averageHeartRate",
  "shoeId",
] as const;

type Editable = Pick<
  RunRow,
  "name" | "notes" | "type" | "startAt" | "timeZone" | "distanceM" | "durationS" | "averageHeartRateBpm" | "shoeId"
>;

/** A run in the words of its form. */
export function runTexts(run: Editable, format: Format): RunTexts {
  return {
    name: run.name,
    notes: run.notes ?? "",
    type: run.type,
    startAt: localDateTime(run.startAt, run.timeZone),
    distance: formatDistance(run.distanceM, format).value,
    duration: formatDuration(run.durationS).value,
    averageHeartRate: run.averageHeartRateBpm === null ? "" : formatNumber(run.averageHeartRateBpm, format.locale),
    shoeId: run.shoeId ?? "",
  };
}

type Read = { values: Record<string, unknown>; errors: FieldError[] };

/** What the limits of a field are, where the schema's own words would speak of numbers only. */
const LIMITS: Partial<Record<keyof RunTexts, string>> = {
  distance: "A run is longer than 0 and at most 9,999 km long.",
  duration: "A run takes more than 0 seconds and at most 30 days.",
  averageHeartRate: "Heart rates lie between 20 and 260 bpm.",
  type: "Choose one of the types.",
};

/** Reads the named fields of a form into a run's own units; what cannot be read comes back as words for its field. */
export function readRunTexts(
  typed: RunTexts,
  fields: readonly (keyof RunTexts)[],
  where: { timeZone: string; units: Format["units"] },
): Read {
  const read: Read = { values: {}, errors: [] };
  const number = (path: keyof RunTexts, value: Typed) => {
    if (value.ok) read.values[path] = value.value;
    else read.errors.push({ path, message: value.error });
  };
  for (const field of fields) {
    const text = plain(typed[field]);
    if (field === "distance") number(field, parseDistance(text, where.units));
    else if (field === "duration") number(field, parseDuration(text));
    else if (field === "averageHeartRate" && text !== "") number(field, parseNumber(text));
    else if (field === "startAt") {
      const at = instantOf(text, where.timeZone);
      if (at) read.values[field] = at.toISOString();
      else read.errors.push({ path: field, message: "Choose a day and a time." });
    } else read.values[field] = text === "" && field !== "name" ? null : text;
  }
  return read;
}

/** Checks what was read by the schema that the API uses; limits are said in words. @throws Failure "invalid" with the fields */
export function checkRun<Schema extends z.ZodType>(read: Read, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(read.values);
  if (parsed.success && read.errors.length === 0) return parsed.data;
  const said = new Set(read.errors.map((error) => error.path));
  const issues = (parsed.error?.issues ?? []).map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  const limits: Record<string, string | undefined> = LIMITS;
  const fields = issues
    .filter((issue) => !said.has(issue.path))
    .map(({ path, message }) => ({ path, message: limits[path] ?? message }));
  throw new Failure("invalid", "Some fields need another look.", { fields: [...read.errors, ...fields] });
}
