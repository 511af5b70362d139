import type { ParsedFit } from "fit-file-parser";
import { getFitGarminProductDisplayName, getFitManufacturerName } from "fit-file-parser";
import type { Activity, Lap, Track } from "@/domain/activity";
import { distanceCurve, totalDistance } from "@/domain/distance";
import { formatDuration } from "@/domain/units";
import { isPoolSwim } from "./fit-lengths";
import { timerPauses } from "./fit-pauses";
import { plainName } from "./plain-text";
import { cutTrack, type OrderedSamples, rowAt } from "./samples";
import { fitSport } from "./sports";
import { DAY_S, HOUR_S, KILOMETRE_M, MOST, positiveOrNull } from "./units";

type Session = NonNullable<ParsedFit["sessions"]>[number];
type FitLap = NonNullable<ParsedFit["laps"]>[number];

/** Seconds since 1970 of a date the parser gave, null when it is none. */
function secondsOf(value: unknown): number | null {
  const ms = value instanceof Date ? value.getTime() : Number.NaN;
  return Number.isNaN(ms) ? null : ms / 1000;
}

/** Longer than any activity; a total above it is a damaged number. */
const LONGEST_S = 30 * DAY_S;

function durationOf(value: unknown): number | null {
  const seconds = positiveOrNull(value);
  return seconds !== null && seconds < LONGEST_S ? seconds : null;
}

/**
 * One activity per session. Samples belong to the session that was running, a session begins where the one before it ends: the
 * first takes all earlier samples, since start times are sometimes wrong (METRICS, o08). Without a session the file is one
 * activity. `cut` says that samples are missing, so that the device's totals describe more than there is.
 */
export function sessionsToActivities(ordered: OrderedSamples, messages: ParsedFit | null, cut: boolean): Activity[] {
  const sessions = plausibleSessions(messages?.sessions ?? [], ordered);
  const list: (Session | null)[] = sessions.length > 0 ? sessions : [null];
  const bounds = list.map((session, index) => (index === 0 ? -Infinity : (secondsOf(session?.start_time) ?? -Infinity)));
  return list.flatMap((session, index) => {
    const from = rowAt(ordered.time, bounds[index] ?? -Infinity);
    const next = bounds[index + 1];
    const to = next === undefined ? ordered.time.length : rowAt(ordered.time, next);
    const activity = toActivity(session, ordered, from, to, messages, cut);
    return activity ? [activity] : [];
  });
}

/** Sessions in order, without repeats and without those that began days away from every sample. */
function plausibleSessions(sessions: Session[], ordered: OrderedSamples): Session[] {
  const first = ordered.time[0];
  const last = ordered.time[ordered.time.length - 1];
  const seen = new Set<number>();
  const kept = sessions.filter((session) => {
    const start = secondsOf(session.start_time);
    if (start === null || seen.has(start)) return sessions.length === 1;
    seen.add(start);
    return sessions.length === 1 || first === undefined || last === undefined || (start > first - DAY_S && start < last + DAY_S);
  });
  return kept.sort((a, b) => (secondsOf(a.start_time) ?? 0) - (secondsOf(b.start_time) ?? 0));
}

function toActivity(
  session: Session | null,
  ordered: OrderedSamples,
  from: number,
  to: number,
  messages: ParsedFit | null,
  cut: boolean,
): Activity | null {
  const first = ordered.time[from];
  const last = ordered.time[to - 1];
  const recordedS = to > from && first !== undefined && last !== undefined ? last - first : 0;
  const statedS = durationOf(session?.total_elapsed_time) ?? durationOf(session?.total_timer_time);
  const startS = to > from ? (first ?? null) : secondsOf(session?.start_time);
  if (startS === null || (recordedS === 0 && (statedS === null || cut))) return null;
  const pauses = timerPauses(messages?.events ?? [], startS, startS + recordedS);
  const track = cutTrack(ordered, from, to, pauses);
  const sparse = isSparse(track, recordedS, statedS);
  const trusted = cut ? null : session;
  const statedTimerS = durationOf(trusted?.total_timer_time);
  const counted = trusted !== null && isPoolSwim(trusted) && statedTimerS !== null;
  const timerS = timerOf(statedTimerS, recordedS, sparse || counted, pauses);
  const elapsedS = sparse || counted ? Math.max(recordedS, statedS ?? 0) : recordedS;
  return {
    ...fitSport(session?.sport, session?.sub_sport),
    name: plainName(messages?.workout?.wkt_name),
    notes: null,
    startAt: new Date(startS * 1000),
    startPrecision: "second",
    localDate: null,
    timeZone: null,
    utcOffsetS: statedOffset(messages, track),
    elapsedS: Math.max(elapsedS, timerS ?? 0),
    timerS,
    distanceM: positiveOrNull(trusted?.total_distance, MOST.distanceM) ?? (track ? totalDistance(distanceCurve(track)) : null),
    ...(counted ? { totals: "stated" as const } : {}),
    elevationGainM: positiveOrNull(trusted?.total_ascent, MOST.ascentM),
    averageHeartRateBpm: positiveOrNull(trusted?.avg_heart_rate, MOST.heartRateBpm),
    maxHeartRateBpm: positiveOrNull(trusted?.max_heart_rate, MOST.heartRateBpm),
    calories: positiveOrNull(trusted?.total_calories, MOST.calories),
    gearName: null,
    device: deviceOf(messages),
    track,
    laps: lapsOf(messages?.laps ?? [], startS, startS + elapsedS, from === 0),
    warnings: [...clockWarnings(startS), ...(cut && session ? lostWarnings(session, track) : [])],
  };
}

/** What the summary of a file that was cut off says beyond its samples, so that the person knows what is missing. */
function lostWarnings(session: Session, track: Track | null): string[] {
  const statedM = positiveOrNull(session.total_distance, MOST.distanceM);
  const keptM = (track ? totalDistance(distanceCurve(track)) : null) ?? 0;
  if (statedM === null || statedM < keptM * 1.01) return [];
  const km = (metres: number) => `${(metres / KILOMETRE_M).toFixed(2)} km`;
  const timerS = durationOf(session.total_timer_time) ?? durationOf(session.total_elapsed_time);
  const time = timerS === null ? "" : ` in ${formatDuration(timerS).value}`;
  return [`The file claims ${km(statedM)}${time}, of which ${km(keptM)} could be read. Export it again to get the rest.`];
}

/** Logs of a few points do not cover the time they stand for; there the device's own duration is right. */
function isSparse(track: Track | null, recordedS: number, statedS: number | null): boolean {
  if (track === null || recordedS === 0) return true;
  return statedS !== null && statedS > recordedS && track.time.length < recordedS / 20;
}

/** The device's timer where it fits into the recording, else the recording without its pauses; null without a recording. */
function timerOf(stated: number | null, recordedS: number, sparse: boolean, pauses: [number, number][] | null): number | null {
  if (stated !== null && (sparse || stated <= recordedS + 60)) return stated;
  if (recordedS === 0 || pauses === null) return null;
  return recordedS - pauses.reduce((sum, [a, b]) => sum + b - a, 0);
}

/** The laps that began within [startS, endS]; those of the first session may begin a little before its first sample. */
function lapsOf(laps: FitLap[], startS: number, endS: number, first: boolean): Lap[] {
  const earliestS = first ? startS - HOUR_S : startS;
  return laps.flatMap((lap) => {
    const start = secondsOf(lap.start_time);
    if (start === null || start < earliestS || start > endS) return [];
    return [
      {
        startS: Math.max(0, start - startS),
        elapsedS: durationOf(lap.total_elapsed_time),
        timerS: durationOf(lap.total_timer_time),
        distanceM: positiveOrNull(lap.total_distance, MOST.distanceM),
        averageHeartRateBpm: positiveOrNull(lap.avg_heart_rate, MOST.heartRateBpm),
        averagePowerW: positiveOrNull(lap.avg_power, MOST.powerW),
      },
    ];
  });
}

/**
 * The offset of local time that the file states, when it can be believed: a whole quarter of an hour, not zero (some watches
 * simply repeat UTC), and fitting the longitude where there is a position.
 */
function statedOffset(messages: ParsedFit | null, track: Track | null): number | null {
  const utc = secondsOf(messages?.activity?.timestamp);
  const local = secondsOf(messages?.activity?.local_timestamp);
  if (utc === null || local === null) return null;
  const offset = local - utc;
  if (offset === 0 || offset % (HOUR_S / 4) !== 0 || Math.abs(offset) > 14 * HOUR_S) return null;
  const lng = track?.channels.lng?.find((value) => !Number.isNaN(value));
  if (lng !== undefined && Math.abs(offset / HOUR_S - lng / 15) > 4) return null;
  return offset;
}

/** "Garmin Edge 810", as far as the file and the profile tell. */
function deviceOf(messages: ParsedFit | null): string | null {
  const id = messages?.file_ids?.[0];
  if (!id) return null;
  const written = plainName(id.product_name);
  if (written) return written;
  const maker: unknown = id.manufacturer;
  if (maker === undefined || maker === "development") return null;
  const name = typeof maker === "number" ? getFitManufacturerName(maker) : String(maker);
  if (!name) return null;
  const words = name.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const product = name === "garmin" && typeof id.product === "number" ? getFitGarminProductDisplayName(id.product) : null;
  return [...words, ...(product ? [product] : [])].join(" ");
}

const CLOCKS_UNSET_BEFORE_S = Date.UTC(1999, 0, 1) / 1000;

/** FIT times below 2^28 count from power-up of a device whose clock was never set: they read as the early nineties. */
function clockWarnings(startS: number): string[] {
  if (startS >= CLOCKS_UNSET_BEFORE_S) return [];
  return ["The device's clock was not set, so the date is wrong. Correct it after the import."];
}
