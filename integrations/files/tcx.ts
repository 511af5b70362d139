import type { Activity, Lap } from "@/domain/activity";
import { parseIsoTime } from "./iso-time";
import { plainName, plainNotes } from "./plain-text";
import { emptyPoint, MOST_TRACKS, type Point, PointTrack, pointActivity, TOO_MANY_TRACKS } from "./point-track";
import { FileRefused } from "./refused";
import { type SportReading, sportOf } from "./sports";
import { DAY_S, MOST, positiveOrNull } from "./units";
import { readXml, type XmlVisitor } from "./xml";

type TcxLap = {
  startS: number | null;
  timerS: number | null;
  distanceM: number | null;
  calories: number | null;
  averageHeartRate: number | null;
  maxHeartRate: number | null;
  averagePower: number | null;
};

type TcxActivity = {
  sport: string | null;
  id: string | null;
  name: string | null;
  notes: string | null;
  device: string | null;
  laps: TcxLap[];
  points: PointTrack;
};

const READINGS: Record<string, keyof Point> = {
  LatitudeDegrees: "lat",
  LongitudeDegrees: "lng",
  AltitudeMeters: "altitude",
  DistanceMeters: "distance",
  Cadence: "cadence",
  RunCadence: "cadence",
  Speed: "speed",
  Watts: "power",
};

class TcxReader implements XmlVisitor {
  readonly activities: TcxActivity[] = [];
  isTcx = false;
  courses = 0;
  private activity: TcxActivity | null = null;
  private lap: TcxLap | null = null;
  private point: Point | null = null;
  private time: string | null = null;

  open(name: string, attributes: Record<string, string>): void {
    if (name === "TrainingCenterDatabase") this.isTcx = true;
    else if (name === "Course" || name === "Workout") this.courses++;
    else if (name === "Activity") {
      const sport = attributes["Sport"] ?? null;
      this.activity = { sport, id: null, name: null, notes: null, device: null, laps: [], points: new PointTrack() };
      if (this.activities.push(this.activity) > MOST_TRACKS) throw new FileRefused(TOO_MANY_TRACKS);
    } else if (name === "Lap" && this.activity) {
      const start = parseIsoTime(attributes["StartTime"] ?? "");
      this.lap = {
        startS: start?.epochS ?? null,
        timerS: null,
        distanceM: null,
        calories: null,
        averageHeartRate: null,
        maxHeartRate: null,
        averagePower: null,
      };
      this.activity.laps.push(this.lap);
    } else if (name === "Trackpoint" && this.activity) {
      this.point = emptyPoint();
      this.time = null;
    }
  }

  close(name: string, text: string, parent: string): void {
    if (this.point) this.closeInPoint(name, text, parent);
    else if (this.lap) this.closeInLap(this.lap, name, text, parent);
    else if (this.activity) this.closeInActivity(this.activity, name, text, parent);
  }

  private closeInPoint(name: string, text: string, parent: string): void {
    const { point, activity } = this;
    if (!point || !activity) return;
    const reading = name === "Value" && parent === "HeartRateBpm" ? "heartRate" : READINGS[name];
    if (name === "Trackpoint") {
      const time = this.time === null ? null : parseIsoTime(this.time);
      if (time === null) activity.points.untimed++;
      else {
        activity.points.offsetS ??= time.offsetS;
        activity.points.add(time.epochS, point);
      }
      this.point = null;
    } else if (name === "Time") this.time = text;
    else if (reading && text !== "") point[reading] = Number(text);
  }

  private closeInLap(lap: TcxLap, name: string, text: string, parent: string): void {
    if (name === "Lap") this.lap = null;
    else if (name === "TotalTimeSeconds") lap.timerS = durationOf(text);
    else if (name === "DistanceMeters") lap.distanceM = positiveOrNull(Number(text), MOST.distanceM);
    else if (name === "Calories") lap.calories = positiveOrNull(Number(text), MOST.calories);
    else if (name === "AvgWatts") lap.averagePower = positiveOrNull(Number(text), MOST.powerW);
    else if (name === "Value" && parent === "AverageHeartRateBpm")
      lap.averageHeartRate = positiveOrNull(Number(text), MOST.heartRateBpm);
    else if (name === "Value" && parent === "MaximumHeartRateBpm")
      lap.maxHeartRate = positiveOrNull(Number(text), MOST.heartRateBpm);
  }

  private closeInActivity(activity: TcxActivity, name: string, text: string, parent: string): void {
    if (name === "Activity") this.activity = null;
    else if (text === "") return;
    else if (name === "Id" && parent === "Activity") activity.id = text;
    else if (name === "Notes" && parent === "Activity") activity.notes = text;
    else if (name === "Name" && parent === "Plan") activity.name = text;
    else if (name === "Name" && parent === "Creator") activity.device = text;
  }
}

function durationOf(text: string): number | null {
  const seconds = positiveOrNull(Number(text));
  return seconds !== null && seconds < 30 * DAY_S ? seconds : null;
}

/**
 * Reads TCX into activities, one per `Activity` element (also inside a `MultiSportSession`). Throws `FileRefused` for courses,
 * planned workouts, activities without times and broken XML. Pure.
 */
export function parseTcx(bytes: Buffer): Activity[] {
  const reader = new TcxReader();
  readXml(bytes, reader);
  if (!reader.isTcx) throw new FileRefused("This is not a TCX file.");
  const activities = reader.activities.flatMap((read) => {
    const activity = toActivity(read);
    return activity ? [activity] : [];
  });
  if (activities.length > 0) return activities;
  if (reader.activities.length === 0 && reader.courses > 0) {
    throw new FileRefused("This TCX file holds a course or a planned workout, not an activity.");
  }
  throw new FileRefused("This TCX file holds no recorded activity: nothing in it carries a time and a duration.");
}

function toActivity(read: TcxActivity): Activity | null {
  const finished = read.points.finish();
  const timerS = sumOf(read.laps, (lap) => lap.timerS);
  const distanceM = sumOf(read.laps, (lap) => lap.distanceM);
  const startS = finished?.startS ?? read.laps[0]?.startS ?? parseIsoTime(read.id ?? "")?.epochS ?? null;
  if (startS === null || (!finished && timerS === null)) return null;
  const base = finished ? pointActivity(startS, finished.track, finished.warnings) : null;
  const recorded = finished?.track.channels.distance;
  return {
    ...(base ?? { ...pointActivity(startS, EMPTY_TRACK, []), track: null }),
    ...sportReading(read, finished?.track.channels.lat !== undefined),
    rawSport: plainName(read.sport),
    name: plainName(read.name),
    notes: plainNotes(read.notes),
    utcOffsetS: read.points.offsetS,
    elapsedS: base?.elapsedS ?? timerS ?? 0,
    // Lap times mean timer time in one writer and elapsed time in the next (Strava): where there are points, they decide.
    timerS: base ? null : timerS,
    distanceM: distanceM ?? (recorded ? rangeOf(recorded) : null) ?? base?.distanceM ?? null,
    averageHeartRateBpm: weightedHeartRate(read.laps),
    maxHeartRateBpm: read.laps.reduce<number | null>((top, lap) => maxOf(top, lap.maxHeartRate), null),
    calories: sumOf(read.laps, (lap) => lap.calories),
    device: plainName(read.device),
    laps: lapsOf(read.laps, startS),
  };
}

const EMPTY_TRACK = { time: new Float64Array(0), channels: {}, pauses: null };

/** TCX knows three sports. A run or ride recorded without a single position was indoors, which the format cannot say. */
function sportReading(read: TcxActivity, placed: boolean): SportReading {
  const { sport, indoor } = sportOf(read.sport);
  const still = !placed && read.points.samples.size > 0 && (sport === "running" || sport === "cycling");
  return { sport, indoor: indoor || still };
}

function lapsOf(laps: TcxLap[], startS: number): Lap[] {
  return laps.flatMap((lap) => {
    if (lap.startS === null) return [];
    return [
      {
        startS: Math.max(0, lap.startS - startS),
        elapsedS: null,
        timerS: lap.timerS,
        distanceM: lap.distanceM,
        averageHeartRateBpm: lap.averageHeartRate,
        averagePowerW: lap.averagePower,
      },
    ];
  });
}

function sumOf(laps: TcxLap[], value: (lap: TcxLap) => number | null): number | null {
  return laps.reduce<number | null>((sum, lap) => {
    const own = value(lap);
    return own === null ? sum : (sum ?? 0) + own;
  }, null);
}

function maxOf(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

/** Lap averages weighed by lap time. */
function weightedHeartRate(laps: TcxLap[]): number | null {
  const known = laps.filter((lap) => lap.averageHeartRate !== null && lap.timerS !== null);
  const time = known.reduce((sum, lap) => sum + (lap.timerS ?? 0), 0);
  if (time === 0) return null;
  return known.reduce((sum, lap) => sum + (lap.averageHeartRate ?? 0) * (lap.timerS ?? 0), 0) / time;
}

function rangeOf(values: Float64Array): number | null {
  const known = values.filter((value) => !Number.isNaN(value));
  const first = known[0];
  const last = known[known.length - 1];
  return first === undefined || last === undefined || last <= first ? null : last - first;
}
