import type { Activity } from "@/domain/activity";
import { parseIsoTime } from "./iso-time";
import { plainName, plainNotes } from "./plain-text";
import { emptyPoint, MOST_TRACKS, type Point, PointTrack, pointActivity, TOO_MANY_TRACKS } from "./point-track";
import { FileRefused } from "./refused";
import { sportOf } from "./sports";
import { readXml, type XmlVisitor } from "./xml";

/** Names of readings inside a point, in GPX 1.0 itself and in the extensions of Garmin, Strava, Cluetrust, Suunto and others. */
const READINGS: Record<string, keyof Point> = {
  ele: "altitude",
  speed: "speed",
  hr: "heartRate",
  heartrate: "heartRate",
  cad: "cadence",
  cadence: "cadence",
  RunCadence: "cadence",
  power: "power",
  PowerInWatts: "power",
  watts: "power",
  atemp: "temperature",
  temp: "temperature",
};

/** OpenTracks once wrote pauses as points at impossible latitudes: 100 when the pause begins, 200 when it ends. */
const PAUSE_LAT = 100;
const RESUME_LAT = 200;

type GpxTrack = { name: string | null; type: string | null; notes: string | null; points: PointTrack };

class GpxReader implements XmlVisitor {
  readonly tracks: GpxTrack[] = [];
  creator: string | null = null;
  title: string | null = null;
  isGpx = false;
  elsewhere = 0;
  private track: GpxTrack | null = null;
  private point: Point | null = null;
  private time: string | null = null;
  private pausedAt: number | null = null;

  open(name: string, attributes: Record<string, string>): void {
    if (name === "gpx") {
      this.isGpx = true;
      this.creator = attributes["creator"]?.trim() || null;
    } else if (name === "trk") {
      this.track = { name: null, type: null, notes: null, points: new PointTrack() };
      if (this.tracks.push(this.track) > MOST_TRACKS) throw new FileRefused(TOO_MANY_TRACKS);
      this.pausedAt = null;
    } else if (name === "trkpt") {
      this.point = { ...emptyPoint(), lat: numberOf(attributes["lat"]), lng: numberOf(attributes["lon"]) };
      this.time = null;
    } else if (name === "rtept" || name === "wpt") this.elsewhere++;
  }

  close(name: string, text: string, parent: string): void {
    if (name === "trkpt") this.endPoint();
    else if (this.point) {
      const reading = READINGS[name];
      if (name === "time" && parent === "trkpt") this.time = text;
      else if (reading && text !== "") this.point[reading] = Number(text);
    } else if (parent === "trk" && this.track && text !== "") {
      if (name === "name") this.track.name = text;
      else if (name === "type") this.track.type = text;
      else if (name === "desc" || name === "cmt") this.track.notes ??= text;
    } else if (name === "name" && (parent === "metadata" || parent === "gpx")) this.title = text || null;
    if (name === "trk") this.track = null;
  }

  private endPoint(): void {
    const { point, track } = this;
    this.point = null;
    if (!point || !track) return;
    const time = this.time === null ? null : parseIsoTime(this.time);
    if (time === null) {
      track.points.untimed++;
      return;
    }
    track.points.offsetS ??= time.offsetS;
    if (point.lat === PAUSE_LAT) this.pausedAt = time.epochS;
    else if (point.lat === RESUME_LAT && this.pausedAt !== null) {
      track.points.pauses.push([this.pausedAt, time.epochS]);
      this.pausedAt = null;
    }
    if (point.lat !== PAUSE_LAT && point.lat !== RESUME_LAT) track.points.add(time.epochS, point);
  }
}

function numberOf(text: string | undefined): number {
  return text === undefined || text.trim() === "" ? Number.NaN : Number(text);
}

/**
 * Reads GPX 1.0 and 1.1 into activities, one per track; pieces of one log that follow each other within half an hour become one.
 * Throws `FileRefused` for routes, waypoints, points without times and broken XML. Pure.
 */
export function parseGpx(bytes: Buffer): Activity[] {
  const reader = new GpxReader();
  readXml(bytes, reader);
  if (!reader.isGpx) throw new FileRefused("This is not a GPX file.");
  const activities = joinPieces(reader.tracks).flatMap((track) => {
    const activity = toActivity(track, reader);
    return activity ? [activity] : [];
  });
  if (activities.length === 0) throw new FileRefused(nothingIn(reader));
  return activities;
}

function nothingIn(reader: GpxReader): string {
  const timed = reader.tracks.some(({ points }) => points.samples.size > 0);
  const untimed = reader.tracks.some(({ points }) => points.untimed > 0);
  if (timed) return "This GPX file holds a single point in time, not a recording.";
  if (untimed) return "The points in this GPX file carry no time: it is a route, not a recording.";
  if (reader.elsewhere > 0) return "This GPX file holds only a route or waypoints, not a recording.";
  return "This GPX file holds no points.";
}

const JOIN_WITHIN_S = 1800;

/** "ACTIVE LOG", "ACTIVE LOG #2" …: a handheld starts a new track whenever it loses the satellites. */
function logName(track: GpxTrack): string {
  return `${track.type ?? ""}\n${(track.name ?? "").replace(/\s*#?\d+$/, "")}`;
}

function joinPieces(tracks: GpxTrack[]): GpxTrack[] {
  const joined: GpxTrack[] = [];
  for (const track of tracks) {
    const before = joined[joined.length - 1];
    const end = before?.points.samples.time[before.points.samples.size - 1];
    const start = track.points.samples.size > 0 ? track.points.samples.time[0] : undefined;
    const follows = end !== undefined && start !== undefined && start >= end && start - end <= JOIN_WITHIN_S;
    if (before && (start === undefined || (follows && logName(before) === logName(track)))) {
      before.points.append(track.points);
    } else joined.push(track);
  }
  return joined;
}

function toActivity(track: GpxTrack, reader: GpxReader): Activity | null {
  const finished = track.points.finish();
  if (!finished) return null;
  const { startS, warnings } = finished;
  const name = track.name ?? (reader.tracks.length === 1 ? reader.title : null);
  return {
    ...pointActivity(startS, finished.track, warnings),
    ...sportOf(track.type ?? name),
    rawSport: plainName(track.type),
    name: plainName(name),
    notes: plainNotes(track.notes),
    utcOffsetS: track.points.offsetS,
    device: plainName(reader.creator),
  };
}
