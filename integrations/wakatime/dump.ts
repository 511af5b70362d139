import { FileRefused } from "@/integrations/files/refused";
import { DumpScanner } from "./dump-scanner";

/** What an import brings or refuses as one: heartbeats of one day, or a day's totals; both still text, of so many bytes. */
export type DumpPart =
  | { kind: "beats"; date: string | null; texts: string[]; huge: number; bytes: number }
  | { kind: "day"; text: string; bytes: number }
  | { kind: "refused"; reason: string };

/** Heartbeats of one part: as many as are stored well at once, and no more of them than are held well at once. */
const MOST_BEATS = 1_000;
const MOST_BYTES = 8 * 1024 * 1024;

const CUT = "The file ends in the middle. What came before its end was imported; download it again for the rest.";
const NO_DAYS = "This file has no list of days in it. Import the data dump as WakaTime gave it.";
const HUGE_DAY = "A day of this file is longer than 32 MB, which no day's totals are; it was passed over.";

/** Whether text is the beginning of one of WakaTime's data dumps. */
export function isDumpHead(text: string): boolean {
  return (
    text.startsWith("{") && (/"days"\s*:\s*\[/.test(text) || (/"user"\s*:\s*\{/.test(text) && /"range"\s*:\s*\{/.test(text)))
  );
}

/**
 * The parts of a data dump of either kind, in an order that never changes, out of a text of any length. With `keep` false their content
 * is left out: for counting. @throws FileRefused when it is no dump at all
 */
export async function* readDump(source: AsyncIterable<Uint8Array>, keep = true): AsyncGenerator<DumpPart> {
  const scanner = new DumpScanner(keep);
  let beats: Extract<DumpPart, { kind: "beats" }> | null = null;
  for await (const bytes of source) {
    for (const piece of scanner.feed(bytes)) {
      if (piece.kind === "day") yield piece;
      else if (piece.kind === "huge" && piece.of === "day") yield { kind: "refused", reason: HUGE_DAY };
      else if (piece.kind !== "end") {
        beats ??= { kind: "beats", date: piece.date, texts: [], huge: 0, bytes: 0 };
        if (piece.kind === "heartbeat") {
          beats.texts.push(piece.text);
          beats.bytes += piece.bytes;
        } else beats.huge++;
      }
      if (beats && (piece.kind === "end" || beats.texts.length === MOST_BEATS || beats.bytes >= MOST_BYTES)) {
        yield beats;
        beats = null;
      }
    }
  }
  if (beats) yield beats;
  if (!scanner.sawDays) throw new FileRefused(NO_DAYS);
  if (!scanner.isWhole) yield { kind: "refused", reason: CUT };
}
