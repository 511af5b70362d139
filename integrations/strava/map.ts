import type { Activity, Lap, Track } from "@/domain/activity";
import { implausible } from "@/domain/plausible";
import type { SourceFacts } from "@/domain/source-facts";
import type { ActivitySummary, PowerSummary } from "@/domain/summary";
import { summarise } from "@/domain/summary";
import { isTimeZone, offsetAt } from "@/domain/time-zones";
import { plainName, plainNotes } from "@/integrations/files/plain-text";
import { sportOf } from "@/integrations/files/sports";
import { HOUR_S, MOST, positiveOrNull } from "@/integrations/files/units";
import type { Detail, Summary } from "./schema";

/** Names of shoes and bikes by gear id, as facts tell them. */
export type GearNames = { nameOf(gearId: string): string | null };

/** What a list says of an activity. Its duration is Strava's moving time; a run's cadence is one leg's, as everywhere in facts. */
export function listedFacts(summary: Summary, gear: GearNames): SourceFacts {
  const rawSport = plainName(summary.sport_type ?? summary.type);
  const { sport, indoor } = sportOf(rawSport);
  const timerS = positiveOrNull(summary.moving_time);
  return {
    format: "strava_api",
    name: plainName(summary.name),
    notes: null,
    sport,
    rawSport,
    indoor: indoor || onMachine(summary, sport),
    startAt: new Date(summary.start_date).toISOString(),
    startPrecision: "second",
    timeZone: zoneOf(summary),
    localDate: null,
    distanceM: positiveOrNull(summary.distance, MOST.distanceM),
    timerS,
    elapsedS: summary.elapsed_time,
    movingS: timerS,
    elevationGainM: positiveOrNull(summary.total_elevation_gain, MOST.ascentM),
    averageHeartRateBpm: positiveOrNull(summary.average_heartrate, MOST.heartRateBpm),
    maxHeartRateBpm: positiveOrNull(summary.max_heartrate, MOST.heartRateBpm),
    averageCadence: positiveOrNull(summary.average_cadence),
    calories: null,
    gearName: gearOf(summary, sport, gear),
    device: plainName(summary.device_name),
    trackPoints: 0,
    summary: listedPower(summary),
  };
}

/** Why an activity cannot be what Strava says; null where it can. What lasts no time at all can be counted nowhere. */
export function whyUnbelievable(activity: Summary): string | null {
  const lasted = Math.max(activity.elapsed_time, activity.moving_time ?? 0);
  if (lasted > 0) return null;
  const { sport, indoor } = sportOf(plainName(activity.sport_type ?? activity.type));
  const why = implausible({ sport, indoor, distanceM: activity.distance ?? null, timerS: lasted, effort: false });
  return `${why}. Correct or delete it at Strava; it comes once it has a duration there.`;
}

/** Most activities with `trainer` are pool swims: only on foot and on wheels does it mean a machine, and only without a way. */
function onMachine({ trainer, start_latlng, map }: Summary, sport: Activity["sport"]): boolean {
  if (!trainer || (sport !== "running" && sport !== "cycling" && sport !== "walking")) return false;
  return !start_latlng?.length && !map?.summary_polyline;
}

/** A run that wears a bike was a ride before somebody corrected it; bikes are no shoes. */
function gearOf({ gear_id }: Summary, sport: Activity["sport"], gear: GearNames): string | null {
  if (!gear_id || (sport === "running" && gear_id.startsWith("b"))) return null;
  return gear.nameOf(gear_id);
}

/**
 * The zone out of "(GMT-05:00) America/New_York". The offset in the label is that of winter; the real one is `utc_offset`. Indoor
 * activities come with zones that are not the person's: where the zone's clock contradicts the offset, the offset decides.
 */
function zoneOf({ timezone, utc_offset, start_date }: Summary): string | null {
  const zone = /^\(GMT[^)]*\)\s*(\S+)\s*$/.exec(timezone ?? "")?.[1] ?? timezone?.trim() ?? "";
  const known = zone !== "" && isTimeZone(zone) ? zone : null;
  if (utc_offset === null || utc_offset === undefined) return known;
  if (known && offsetAt(Date.parse(start_date), known) === utc_offset * 1000) return known;
  const hours = utc_offset / HOUR_S;
  if (!Number.isInteger(hours) || Math.abs(hours) > 12) return known;
  // POSIX counts the other way round: Etc/GMT-2 is two hours ahead of UTC.
  return hours === 0 ? "Etc/GMT" : `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
}

const NO_SAMPLES: Omit<ActivitySummary, "elapsedS" | "timerS" | "power"> = {
  sampleCount: 0,
  movingS: null,
  distanceM: null,
  averageSpeedMps: null,
  maxSpeedMps: null,
  elevationGainM: null,
  elevationLossM: null,
  averageCadenceRpm: null,
  maxCadenceRpm: null,
  heartRate: null,
  speedBests: null,
  bestEfforts: [],
  decouplingPct: null,
  efficiencyFactor: null,
  gapRatio: null,
};

/** Power that a device measured, until the samples come; what Strava estimates is no measurement. */
function listedPower(summary: Summary): ActivitySummary | null {
  const averageW = positiveOrNull(summary.average_watts, MOST.powerW);
  if (!summary.device_watts || averageW === null) return null;
  const power: PowerSummary = {
    averageW,
    maxW: positiveOrNull(summary.max_watts, MOST.powerW) ?? averageW,
    normalizedW: positiveOrNull(summary.weighted_average_watts, MOST.powerW),
    xPowerW: null,
    variabilityIndex: null,
    workKj: positiveOrNull(summary.kilojoules) ?? (averageW * (summary.moving_time ?? summary.elapsed_time)) / 1000,
    bests: {},
  };
  return { ...NO_SAMPLES, elapsedS: summary.elapsed_time, timerS: summary.moving_time ?? summary.elapsed_time, power };
}

/** What a list says now of an activity whose details are known: they stay, as lists are silent about them. */
export function renewedFacts(before: SourceFacts, listed: SourceFacts): SourceFacts {
  if (before.format !== listed.format) return listed;
  const { notes, calories, laps, trackPoints } = before;
  return {
    ...listed,
    notes,
    calories,
    device: listed.device ?? before.device,
    trackPoints,
    summary: trackPoints > 0 ? before.summary : listed.summary,
    ...(laps ? { laps } : {}),
  };
}

/** Whether an activity was recorded or cut anew, so that its samples and laps have to be asked for again. */
export function isReshaped(before: SourceFacts, after: SourceFacts): boolean {
  const shape = ["startAt", "elapsedS", "timerS", "distanceM", "sport", "indoor"] as const;
  return shape.some((field) => before[field] !== after[field]);
}

/** What the details say, together with the samples where there are any. Start, times and distance are what lists say as well. */
export function detailedFacts(detail: Detail, track: Track | null, gear: GearNames): SourceFacts {
  const listed = listedFacts(detail, gear);
  const laps = lapsOf(detail);
  const facts: SourceFacts = {
    ...listed,
    notes: plainNotes(detail.description),
    calories: positiveOrNull(detail.calories, MOST.calories),
    ...(laps.length > 1 ? { laps } : {}),
  };
  return track ? { ...facts, trackPoints: track.time.length, summary: summarise(activityOf(facts, track)) } : facts;
}

/** One lap is the whole activity, which Strava makes where the device made none. */
function lapsOf({ laps, start_date, device_watts }: Detail): Lap[] {
  const start = Date.parse(start_date);
  return (laps ?? []).map((lap) => ({
    startS: (Date.parse(lap.start_date) - start) / 1000,
    elapsedS: lap.elapsed_time ?? null,
    timerS: lap.moving_time ?? null,
    distanceM: lap.distance ?? null,
    averageHeartRateBpm: positiveOrNull(lap.average_heartrate, MOST.heartRateBpm),
    averagePowerW: device_watts ? positiveOrNull(lap.average_watts, MOST.powerW) : null,
  }));
}

function activityOf(facts: SourceFacts, track: Track): Activity {
  return {
    ...facts,
    startAt: new Date(facts.startAt),
    track,
    laps: facts.laps ?? [],
    warnings: [],
  };
}
