/**
 * What a chosen file seems to be, told before anything is sent: by its name and its first bytes. The importer looks at the whole
 * content and has the last word.
 */
export type Preview = { kind: string; detail: string | null; problem: string | null };

/** What the importer takes: one upload, one activity file. */
export const MOST_BYTES = 2 * 1024 ** 3;
const MOST_ACTIVITY_BYTES = 64 * 1024 ** 2;

const HEAD_BYTES = 4_096;

/** Looks at a chosen file. */
export async function previewFile(file: File): Promise<Preview> {
  if (file.size === 0) return { kind: "Empty file", detail: null, problem: "The file is empty." };
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const found = previewHead(head, file.name);
  if (file.size > MOST_BYTES) return { ...found, problem: "Larger than 2 GB. Unpack it and import it in parts." };
  if (found.kind.endsWith("recording") && file.size > MOST_ACTIVITY_BYTES) {
    return { ...found, problem: "Larger than 64 MB, which no activity needs." };
  }
  return found;
}

const known = (kind: string, detail: string | null = null): Preview => ({ kind, detail, problem: null });

/** What the first bytes of a file say. */
function previewHead(head: Uint8Array, name: string): Preview {
  if (head[0] === 0x50 && head[1] === 0x4b)
    return known("Zip archive", /export_\d+/.test(name) ? "looks like a Strava archive" : null);
  if (head[0] === 0x1f && head[1] === 0x8b) {
    return /\.json\.gz$/i.test(name) ? known("Gzipped WakaTime data dump") : known("Gzipped recording");
  }
  const ascii = String.fromCharCode(...head.subarray(8, 12));
  if (ascii === ".FIT") return known("FIT recording");
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, "")
    .trimStart();
  if (text.startsWith("<")) {
    if (/<(?:\w+:)?gpx[\s>]/i.test(text)) return known("GPX recording");
    if (/<(?:\w+:)?TrainingCenterDatabase[\s>]/i.test(text)) return known("TCX recording");
  }
  if (text.startsWith("{") && /"(user|range|days)"\s*:/.test(text)) {
    return known("WakaTime data dump", text.includes('"heartbeats"') ? "heartbeats" : null);
  }
  return previewTable(text) ?? { kind: "Other file", detail: null, problem: "Almanac may not know this kind of file." };
}

function previewTable(text: string): Preview | null {
  const header = text.slice(0, text.search(/[\r\n]|$/)).toLowerCase();
  const columns = header.split(",").length;
  if (header.includes("workout date") && header.includes("workout time")) {
    const unit = /distance \((mi|km)\)/.exec(header)?.[1];
    return known("MapMyFitness history", unit ? `distances in ${unit === "mi" ? "miles" : "kilometres"}` : null);
  }
  if (header.includes("exercise_title") && header.includes("start_time")) {
    const unit = /weight_(kg|lbs)/.exec(header)?.[1];
    return known("Hevy workouts", unit ? `weights in ${unit === "kg" ? "kilograms" : "pounds"}` : null);
  }
  if (/^"?(activity id|aktivitäts-id|id)"?,/.test(header) && columns >= 10) {
    return known("Strava activities.csv", `${columns} columns, without recordings`);
  }
  return null;
}

/** A size in words: "310 MB". */
export function sizeText(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
