/**
 * One recorded activity as every source delivers it: FIT, GPX and TCX files, archives, CSV exports and providers' APIs are all
 * turned into this shape before anything else looks at them. Units are SI; a missing value is `null` (in channels: `NaN`), never 0.
 */

/** Sport families that Almanac tells apart; everything else keeps its raw name in `rawSport` and is `other`. */
export const SPORTS = [
  "running",
  "cycling",
  "swimming",
  "walking",
  "hiking",
  "rowing",
  "skiing",
  "strength",
  "yoga",
  "transition",
  "other",
] as const;
export type Sport = (typeof SPORTS)[number];

/**
 * Channels a track may carry, sample by sample.
 * lat, lng: degrees · altitude: m · distance: m since the start, cumulative · speed: m/s · heartRate: bpm ·
 * cadence: rpm as recorded (one leg for running) · power: W · temperature: °C
 */
export const CHANNELS = ["lat", "lng", "altitude", "distance", "speed", "heartRate", "cadence", "power", "temperature"] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * The samples of an activity, column by column. `time` is seconds since `Activity.startAt`, strictly rising, at least one entry.
 * Every channel has the length of `time`; absent readings are NaN; a channel without a single reading is left out.
 * `pauses` are the [from, to] spans (seconds since start) in which the device's timer stood still, as the file's own events say;
 * `null` when the file has no such events, so that a hole of 25 s or more must be taken for a pause (METRICS, time base).
 */
export type Track = {
  time: Float64Array;
  channels: Partial<Record<Channel, Float64Array>>;
  pauses: [from: number, to: number][] | null;
};

/** A lap as the device wrote it. Offsets in seconds since `Activity.startAt`; distance in metres; null where it says nothing. */
export type Lap = {
  startS: number;
  elapsedS: number | null;
  timerS: number | null;
  distanceM: number | null;
  averageHeartRateBpm: number | null;
  averagePowerW: number | null;
};

export type Activity = {
  sport: Sport;
  /** What the source called it ("Run", "cycling/indoor_cycling", "Indoor Run / Jog"), kept as it was. */
  rawSport: string | null;
  /** Indoors on a machine: a treadmill or trainer, said by the source (sub-sport, trainer flag). */
  indoor: boolean;
  name: string | null;
  notes: string | null;
  startAt: Date;
  /** `day` when the source knows only the calendar day: then `startAt` is 12:00 UTC of it and `localDate` decides. */
  startPrecision: "second" | "day";
  /** The calendar day where the source gives only that (`YYYY-MM-DD`), else null: it follows from `startAt` and the zone. */
  localDate: string | null;
  /** IANA zone where the source names one, else null: position or the user's setting decides. */
  timeZone: string | null;
  /** Offset from UTC in seconds that the source states and that can be believed, else null or left out; used where `timeZone` and position are missing. */
  utcOffsetS?: number | null;
  /** First to last sample, or as the source says, in seconds. */
  elapsedS: number;
  /** Timer time (pauses left out), seconds; null when the source says nothing and there is no track to tell. */
  timerS: number | null;
  distanceM: number | null;
  /**
   * `stated` where the source's own distance and times stand and those of its samples do not: lengths of a pool that the device
   * counted, or samples whose distances cannot be right. Left out everywhere else.
   */
  totals?: "stated";
  elevationGainM: number | null;
  averageHeartRateBpm: number | null;
  maxHeartRateBpm: number | null;
  calories: number | null;
  /** Display name of the shoe or bike, where the source names it. */
  gearName: string | null;
  /** What made it: device or app name, kept for display. */
  device: string | null;
  track: Track | null;
  laps: Lap[];
  /** Things worth telling the person (missing checksum, truncated, bogus timestamps dropped), in plain words. */
  warnings: string[];
};
