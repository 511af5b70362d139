import { isHevyHeader } from "@/integrations/hevy/csv";
import { isDumpHead } from "@/integrations/wakatime/dump";
import { isNamesHead } from "@/integrations/wakatime/dump-names";
import { isFitHeader } from "./fit-frames";

export type FileKind =
  | "fit"
  | "gpx"
  | "tcx"
  | "gzip"
  | "zip"
  | "strava-activities"
  | "mapmyfitness"
  | "hevy"
  | "wakatime-dump"
  | "wakatime-names";
export type Detected = { kind: FileKind } | { kind: "unknown"; reason: string };

/** As many bytes of the beginning as `detect` may need to look at. */
export const HEAD_BYTES = 16 * 1024;

const ACCEPTED =
  "Almanac reads FIT, GPX and TCX files (also gzipped or zipped), Strava archives, the exports of MapMyFitness and Hevy, and WakaTime's data dumps.";

/**
 * What a file is, by its first `HEAD_BYTES` bytes; its name only decides where the content cannot (a leaf of a path is enough).
 * Unknown files come with the reason in words for the person who chose them.
 */
export function detect(head: Buffer, name: string): Detected {
  const leaf = name.slice(name.lastIndexOf("/") + 1);
  if (head.length === 0) return unknown("The file is empty.");
  if (isCompanion(head, leaf)) return unknown("This is a companion file that macOS made, without an activity in it.");
  if (head[0] === 0x1f && head[1] === 0x8b) return { kind: "gzip" };
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5)) return { kind: "zip" };
  if (isFitHeader(head)) return { kind: "fit" };
  if (head.length >= 12 && head.toString("latin1", 8, 12) === ".FIT") return unknown("The header of this FIT file is damaged.");
  const text = decodeHead(head);
  return detectText(text, leaf) ?? unknown(otherReason(leaf));
}

function unknown(reason: string): Detected {
  return { kind: "unknown", reason };
}

/** "._run.fit" beside "run.fit": the resource fork, recognised by name or by the AppleDouble signature. */
function isCompanion(head: Buffer, leaf: string): boolean {
  return leaf.startsWith("._") || (head.length >= 4 && head.readUInt32BE(0) === 0x00051607);
}

function decodeHead(head: Buffer): string {
  const encoding =
    head[0] === 0xff && head[1] === 0xfe ? "utf-16le" : head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(head).trimStart();
}

function detectText(text: string, leaf: string): Detected | null {
  if (text.startsWith("<")) {
    const root = /<(?!\?|!)(?:[\w.-]+:)?([\w.-]+)/.exec(text.replace(/<!--[\s\S]*?-->/g, ""))?.[1]?.toLowerCase();
    if (/^<!doctype\s+html/i.test(text) || root === "html") {
      return unknown("This is a web page, not an activity: the download probably needed a sign-in. Download the file again.");
    }
    if (root === "gpx") return { kind: "gpx" };
    if (root === "trainingcenterdatabase") return { kind: "tcx" };
    if (root === "kml") return unknown("KML files hold places and lines without times. Export the activity as GPX, TCX or FIT.");
    return /\.gpx$/i.test(leaf) ? { kind: "gpx" } : /\.tcx$/i.test(leaf) ? { kind: "tcx" } : null;
  }
  if (isNamesHead(text)) return { kind: "wakatime-names" };
  if (isDumpHead(text)) return { kind: "wakatime-dump" };
  return detectTable(text.slice(0, text.search(/[\r\n]|$/)), leaf);
}

function detectTable(firstLine: string, leaf: string): Detected | null {
  const header = firstLine.toLowerCase();
  if (header.includes("workout date") && header.includes("workout time")) return { kind: "mapmyfitness" };
  if (isHevyHeader(header)) return { kind: "hevy" };
  const stravaStart = /^"?(activity id|aktivitäts-id)"?,/.test(header) || header.startsWith("id,date,name,type,");
  if (stravaStart || (/(^|_)activities\.csv$/i.test(leaf) && header.split(",").length >= 10))
    return { kind: "strava-activities" };
  if (/^"?(shoe name|bike name|media filename)"?/.test(header)) {
    return unknown("This table belongs to a Strava archive. Import the whole archive, or its activities.csv.");
  }
  return null;
}

function otherReason(leaf: string): string {
  const ending = /\.(fit|gpx|tcx)(\.gz)?$/i.exec(leaf)?.[1];
  if (ending) return `The name says ${ending.toUpperCase()}, but the content is something else. Export the file again.`;
  if (/\.gz$/i.test(leaf)) return "The name says gzip, but the content is something else.";
  return `The kind of this file is not known. ${ACCEPTED}`;
}
