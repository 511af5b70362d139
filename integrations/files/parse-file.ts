import type { Activity } from "@/domain/activity";
import { believed } from "./believed";
import { detect, HEAD_BYTES } from "./detect";
import { parseFit } from "./fit";
import { parseGpx } from "./gpx";
import { ACTIVITY_FILE_BYTES, gunzip, TOO_LARGE } from "./gunzip";
import { FileRefused } from "./refused";
import { parseTcx } from "./tcx";

/** A gzip file inside a gzip file happens (exports packed twice); more layers are an attack. */
const MOST_LAYERS = 2;

/** An activity file without its wrapping: what it is, and its content. */
export type UnpackedFile = { kind: "fit" | "gpx" | "tcx"; content: Buffer };

/**
 * Tells what a file is (the content decides, the name only helps) and takes off gzip. Throws `FileRefused` with the reason in plain
 * words for everything that is no activity file, and past the limits.
 */
function unpackActivityFile(bytes: Buffer, name: string): UnpackedFile {
  let content = bytes;
  let leaf = name;
  for (let layer = 0; layer <= MOST_LAYERS; layer++) {
    if (content.length > ACTIVITY_FILE_BYTES) throw new FileRefused(TOO_LARGE);
    const detected = detect(content.subarray(0, HEAD_BYTES), leaf);
    switch (detected.kind) {
      case "fit":
      case "gpx":
      case "tcx":
        return { kind: detected.kind, content };
      case "gzip":
        content = gunzip(content);
        leaf = leaf.replace(/\.gz$/i, "");
        break;
      case "zip":
        throw new FileRefused("This is an archive inside an archive. Unpack it and import what is in it.");
      case "strava-activities":
      case "mapmyfitness":
      case "hevy":
      case "wakatime-dump":
      case "wakatime-names":
        throw new FileRefused("This is a table of activities, not a single activity. Import it by itself.");
      default:
        throw new FileRefused(detected.reason);
    }
  }
  throw new FileRefused("The file is gzipped over and over; it was not unpacked further.");
}

/**
 * Reads one activity file (FIT, GPX, TCX, each possibly gzipped) into its activities, at least one. Parts that cannot be true are left
 * out with a warning. Throws `FileRefused` with the reason in plain words; anything else thrown is a bug. Pure and synchronous: run it in a thread (`parse-pool.ts`), since a
 * hostile file may take long.
 */
export function parseActivityFile(bytes: Buffer, name: string): Activity[] {
  const { kind, content } = unpackActivityFile(bytes, name);
  const read = (kind === "fit" ? parseFit : kind === "gpx" ? parseGpx : parseTcx)(content).map(believed);
  const activities = read.flatMap((one) => ("activity" in one ? [one.activity] : []));
  const reasons = read.flatMap((one) => ("reason" in one ? [one.reason] : []));
  const [first] = activities;
  if (!first) throw new FileRefused(`${reasons[0]}: nothing was imported.`);
  first.warnings.push(...reasons.map((reason) => `${reason}: this part of the file was left out.`));
  return activities;
}
