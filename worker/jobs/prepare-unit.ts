import type { Delivered, DeliveredSource, Delivery, Place } from "@/db/deliveries";
import { FileRefused } from "@/integrations/files/refused";
import type { ExportedSession } from "@/integrations/hevy/csv";
import { type DumpContent, readPart } from "@/integrations/wakatime/dump-parts";
import { log } from "@/lib/log";
import { type PreparedFile, type PreparedSession, prepareActivity } from "../prepare-file";
import type { CodingUnit, FileUnit, RowFacts, RowUnit, Unit } from "./units";

/** Reads an activity file: in a thread, or on the spot. Rejects with `FileRefused` where the content is no activity. */
export type ReadFile = (bytes: Buffer, name: string) => Promise<PreparedFile>;

/** The process that reads is ending: nothing is wrong with the file. */
export class HostStopped extends Error {
  override name = "HostStopped";
}

/** Room for the sessions of one unit in the order of items. */
export const SEQ_PER_UNIT = 1_000;

/** A strength session as an import brings it. */
export type SessionDelivery = Place & { id: string; exported: ExportedSession };

/** Coding time as a data dump brings it; `weight` is about how many bytes it takes. */
export type CodingDelivery = Place & { coding: DumpContent; weight: number };

/** Whatever a unit brings. */
export type Prepared = Delivery | SessionDelivery | CodingDelivery;

/** Whether an import brings a strength session here. */
export function isSession(prepared: Prepared): prepared is SessionDelivery {
  return "exported" in prepared;
}

/** Whether an import brings coding time here. */
export function isCoding(prepared: Prepared): prepared is CodingDelivery {
  return "coding" in prepared;
}

/** The results of a unit that can be told without reading a file: rows and refusals. Null for recordings. */
export function prepareAtOnce(unit: Unit, index: number): Prepared[] | null {
  if (unit.kind === "file") return null;
  if (unit.kind === "session") return [{ ...placeOf(unit, index, 0), id: unit.id, exported: unit.exported }];
  if (unit.kind === "coding") return [prepareCoding(unit, index)];
  if (unit.kind === "refused") return [{ ...placeOf(unit, index, 0), reason: unit.reason }];
  const warnings = unit.warning ? [unit.warning] : [];
  return [{ ...placeOf(unit, index, 0), sources: [listedSource(unit.listed)], warnings }];
}

/** About what an object of a heartbeat takes, bytes. */
const HEARTBEAT_BYTES = 1_600;

function prepareCoding(unit: CodingUnit, index: number): Prepared {
  const coding = readPart(unit.part, new Date(), unit.names);
  const place = placeOf(unit, index, 0);
  if (typeof coding === "string") return { ...place, reason: coding };
  const entry = [place.entry, coding.date].filter((part) => part !== null).join("/") || null;
  const beats = coding.kind === "beats" ? coding.beats.length : 1;
  const weight = Math.max(beats * HEARTBEAT_BYTES, unit.part.bytes);
  return { ...place, entry, coding, weight };
}

/** Reads a recording; never rejects but for faults of the house (disk, database). */
export async function prepareRecording(unit: FileUnit, index: number, readFile: ReadFile): Promise<Delivery[]> {
  let prepared: PreparedFile;
  try {
    prepared = await readFile(await unit.read(), unit.name);
  } catch (error) {
    return [unreadable(unit, index, reasonOf(error, unit))];
  }
  const { sessions, hash } = prepared;
  const own = unit.listed ? closestSession(sessions, unit.listed) : -1;
  return sessions.slice(0, SEQ_PER_UNIT).map((session, nth): Delivered => {
    const content = nth === 0 ? hash : `${hash}_${nth + 1}`;
    const listed = nth === own ? unit.listed : null;
    const row = listed ? [listedSource(listed)] : [];
    return {
      ...placeOf(unit, index, nth),
      sources: [...row, recordedSource(session, content, listed, unit.listed !== null)],
      warnings: session.warnings,
    };
  });
}

function placeOf(unit: Unit, index: number, nth: number) {
  // What archives call their entries may hold anything but NUL, which cannot be stored.
  const entry = unit.entry?.replaceAll("\0", "").slice(0, 1_000) ?? null;
  return { seq: index * SEQ_PER_UNIT + nth, file: unit.file, entry, row: unit.row };
}

function listedSource(listed: RowFacts): DeliveredSource {
  const { facts } = prepareActivity(listed.activity, listed.format);
  return { id: listed.id, source: listed.source, origin: "export", facts, fileHash: null, track: null };
}

/** A recording of an archive's row belongs to the row and is split and undone with it; its content still tells it apart. */
function recordedSource(
  { facts, track }: PreparedSession,
  content: string,
  listed: RowFacts | null,
  inArchive: boolean,
): DeliveredSource {
  const id = listed ? `${listed.id}_file` : `file_${content.slice(0, 32)}${content.slice(64)}`;
  return { id, source: inArchive ? "strava" : "file", origin: inArchive ? "export" : "file", facts, fileHash: content, track };
}

/** Which session of a recording a row tells of: the one that began nearest to it. */
function closestSession(sessions: readonly PreparedSession[], listed: RowFacts): number {
  const start = listed.activity.startAt.getTime();
  const apart = sessions.map(({ facts }) => Math.abs(Date.parse(facts.startAt) - start));
  return apart.indexOf(Math.min(...apart));
}

/** A recording that cannot be read fails; where a row lists it, what the row says is imported all the same. */
function unreadable(unit: FileUnit, index: number, reason: string): Delivery {
  const place = placeOf(unit, index, 0);
  if (!unit.listed) return { ...place, reason };
  const row: RowUnit = { ...unit, kind: "row", listed: unit.listed, warning: null };
  return { ...place, sources: [listedSource(row.listed)], warnings: [`Its recording could not be used: ${reason}`] };
}

function reasonOf(error: unknown, unit: FileUnit): string {
  if (error instanceof HostStopped) throw error;
  if (error instanceof FileRefused) return error.reason;
  if (error instanceof Error && "code" in error && error.code === "ENOENT") throw error;
  log().error({ file: unit.file, entry: unit.entry, error: String(error) }, "an activity file could not be read");
  return "Almanac failed to read this file. That is a fault of Almanac's; the log has the details.";
}
