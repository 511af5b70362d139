import { z } from "zod";
import { type Heartbeat, type RefusedHeartbeat, readHeartbeats } from "@/domain/heartbeats";
import { localDate } from "@/domain/time-zones";
import type { DumpPart } from "./dump";
import { type DumpNames, withNames } from "./dump-names";
import { type ArchiveDay, archiveDay } from "./map";
import { daySchema } from "./schema";

/** What a part of a data dump says. `why` is the reason of the first that could not be read. */
export type DumpContent =
  | { kind: "beats"; date: string | null; beats: Heartbeat[]; unreadable: number; why: string | null }
  | { kind: "day"; date: string; day: ArchiveDay };

const NO_HEADERS = { userAgent: null, machine: null, timeZone: null };
const dumpDay = daySchema.extend({ date: z.iso.date() });

/** Reads a part of a data dump; the reason where nothing of it can be used. `now`: nothing was done after it. */
export function readPart(
  part: Exclude<DumpPart, { kind: "refused" }>,
  now: Date,
  names: DumpNames | null = null,
): DumpContent | string {
  return part.kind === "day" ? readDay(part.text) : readBeats(part, now, names);
}

function readDay(text: string): DumpContent | string {
  const day = dumpDay.safeParse(parsed(text));
  if (day.success) return { kind: "day", date: day.data.date, day: archiveDay(day.data.date, day.data) };
  const [issue] = day.error.issues;
  return `A day could not be read: ${issue?.path.join(".") || "it"} is not what a data dump has there.`;
}

function readBeats({ date, texts, huge }: Extract<DumpPart, { kind: "beats" }>, now: Date, names: DumpNames | null): DumpContent {
  const all = parsed(`[${texts.join(",")}]`);
  const objects = Array.isArray(all) ? all : texts.map(parsed);
  const named: unknown[] = names ? objects.map((one) => withNames(one, names)) : objects;
  const { beats: read } = readHeartbeats(named, NO_HEADERS, now);
  const beats = read.filter((one): one is Heartbeat => !isRefused(one));
  const refused = read.find(isRefused);
  const why = refused ? refused.error : huge > 0 ? "they are longer than any heartbeat" : null;
  const first = beats[0];
  const shown = date ?? (first ? localDate(new Date(first.atUs / 1000), "UTC") : null);
  return { kind: "beats", date: shown, beats, unreadable: read.length - beats.length + huge, why };
}

function isRefused(one: Heartbeat | RefusedHeartbeat): one is RefusedHeartbeat {
  return "error" in one;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
