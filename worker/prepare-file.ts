import { storable } from "@/db/facts-equality";
import type { Activity } from "@/domain/activity";
import { factsOf, type SourceFacts } from "@/domain/source-facts";
import { type EncodedTrack, encodeTrack } from "@/domain/track-codec";
import { detect, HEAD_BYTES } from "@/integrations/files/detect";
import { gunzip } from "@/integrations/files/gunzip";
import { parseActivityFile } from "@/integrations/files/parse-file";
import { zoneOfPosition } from "@/integrations/files/zone";
import { contentHash } from "@/lib/crypto";

/** One session of a file, ready to be stored. */
export type PreparedSession = { facts: SourceFacts; track: EncodedTrack | null; warnings: string[] };

/** A file that was read: the SHA-256 of its unpacked content, and its sessions. */
export type PreparedFile = { hash: string; sessions: PreparedSession[] };

const FORMATS = new Set(["fit", "gpx", "tcx"]);
const MOST_LAYERS = 2;

/**
 * Reads an activity file completely: unpacks, parses, summarises, finds the zone, encodes the tracks. Throws `FileRefused` with the
 * reason where the content is no activity.
 */
export function prepareFile(bytes: Buffer, name: string): PreparedFile {
  let content = bytes;
  let leaf = name;
  for (let layer = 0; layer < MOST_LAYERS && kindOf(content, leaf) === "gzip"; layer++) {
    content = gunzip(content);
    leaf = leaf.replace(/\.gz$/i, "");
  }
  const kind = kindOf(content, leaf);
  const activities = parseActivityFile(content, leaf);
  const format = FORMATS.has(kind) ? (kind as "fit" | "gpx" | "tcx") : "fit";
  return { hash: contentHash(content), sessions: activities.map((activity) => prepareActivity(activity, format)) };
}

function kindOf(content: Buffer, name: string): string {
  return detect(content.subarray(0, HEAD_BYTES), name).kind;
}

/** The facts of an activity as they are stored, with its zone where the source or its position tells it. */
export function prepareActivity(activity: Activity, format: "fit" | "gpx" | "tcx" | "strava_csv" | "mmf_csv"): PreparedSession {
  const facts = factsOf(activity, format);
  facts.timeZone ??= zoneOf(activity);
  return {
    facts: storable(facts),
    track: activity.track ? encodeTrack(activity.track) : null,
    warnings: activity.warnings,
  };
}

const HOUR_S = 3600;

/** The zone of the first position, else the fixed offset that the file states in whole hours; null leaves it to the person's setting. */
function zoneOf(activity: Activity): string | null {
  const { lat, lng } = activity.track?.channels ?? {};
  const first = lat?.findIndex((value, index) => !Number.isNaN(value) && !Number.isNaN(lng?.[index] ?? Number.NaN)) ?? -1;
  const place = first < 0 ? null : zoneOfPosition(lat?.[first] ?? Number.NaN, lng?.[first] ?? Number.NaN);
  if (place) return place;
  const offsetS = activity.utcOffsetS;
  if (offsetS === null || offsetS === undefined || offsetS === 0 || offsetS % HOUR_S !== 0) return null;
  const hours = offsetS / HOUR_S;
  // POSIX counts the other way round: Etc/GMT-2 is two hours ahead of UTC.
  return `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
}
