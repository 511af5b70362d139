import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ImportFile } from "@/db/imports";
import { isFailedRow } from "@/integrations/files/csv-rows";
import { detect, HEAD_BYTES } from "@/integrations/files/detect";
import { ACTIVITY_FILE_BYTES, TOO_LARGE } from "@/integrations/files/gunzip";
import { FileRefused } from "@/integrations/files/refused";
import { UnpackBudget } from "@/integrations/files/unpack-budget";
import { ZipArchive, type ZipEntry } from "@/integrations/files/zip";
import { StravaArchive } from "@/integrations/strava/archive";
import { type DumpNames, readNames } from "@/integrations/wakatime/dump-names";
import { locateUpload } from "@/lib/uploads";
import {
  countRows,
  dumpUnits,
  hevyUnits,
  mapMyFitnessUnits,
  refusedRow,
  stravaFacts,
  stravaTableUnits,
  type Unit,
  type UnitPlace,
} from "./units";
import { gunzipped, isDumpInside } from "./unpacked-dump";

/** A stretch of an upload: how many units it has, and the units in their order. */
type Section = { count: number; units: () => AsyncIterable<Unit> | Iterable<Unit> };

/** Tables, by what wrote them. */
const TABLES = { mapmyfitness: mapMyFitnessUnits, "strava-activities": stravaTableUnits, hevy: hevyUnits } as const;
type TableKind = keyof typeof TABLES;
const isTable = (kind: string): kind is TableKind => Object.hasOwn(TABLES, kind);

/** Archives inside archives inside archives; more layers are an attack. */
const MOST_LAYERS = 3;

/**
 * The files of an import, opened: archives listed, tables counted, nothing read yet. Its units come in the same order every time.
 */
export class Upload {
  private readonly archives: ZipArchive[] = [];
  private readonly sections: Section[] = [];
  private readonly strava: StravaArchive[] = [];
  private readonly budget = new UnpackBudget();
  private nested = 0;
  /** What the ids in data dumps mean, where a file of the upload tells. */
  private names: DumpNames | null = null;

  private constructor(private readonly scratch: string) {}

  /** Opens the files; `scratch` is a folder for archives found inside archives. Close it when done. */
  static async open(files: readonly ImportFile[], scratch: string): Promise<Upload> {
    const upload = new Upload(scratch);
    try {
      for (const file of files) await upload.addFile(locateUpload(file.path), file);
    } catch (error) {
      await upload.close();
      throw error;
    }
    return upload;
  }

  get count(): number {
    return this.sections.reduce((sum, section) => sum + section.count, 0);
  }

  async *units(): AsyncGenerator<Unit> {
    for (const section of this.sections) yield* section.units();
  }

  /** Names of the shoes that Strava archives list. */
  async shoeNames(): Promise<string[]> {
    const lists = await Promise.all(this.strava.map((archive) => archive.shoes().catch(() => [])));
    return lists.flat().map((shoe) => shoe.name);
  }

  async close(): Promise<void> {
    for (const archive of this.archives) archive.close();
    await rm(this.scratch, { recursive: true, force: true });
  }

  private async addFile(path: string, { name, bytes }: ImportFile): Promise<void> {
    const detected = detect(await headOf(path), name);
    const place = { file: name, entry: null };
    switch (detected.kind) {
      case "zip":
        return this.addZip(path, place, 1, this.budget.forFile(bytes));
      case "mapmyfitness":
      case "strava-activities":
      case "hevy":
        return this.addTable(() => createReadStream(path), detected.kind, place, bytes);
      case "wakatime-names":
        if (bytes <= ACTIVITY_FILE_BYTES) this.names = readNames(await readFile(path, "utf8"));
        return;
      case "wakatime-dump":
        return this.addDump(() => createReadStream(path), place);
      case "unknown":
        return this.refuse({ ...place, row: null }, detected.reason);
      default:
        if (detected.kind === "gzip" && isDumpInside(await headOf(path))) {
          return this.addDump(() => gunzipped(createReadStream(path), bytes, this.budget), place);
        }
        if (bytes > ACTIVITY_FILE_BYTES) return this.refuse({ ...place, row: null }, TOO_LARGE);
        return this.one({ kind: "file", ...place, row: null, name, bytes, read: () => readFile(path), listed: null });
    }
  }

  private one(unit: Unit): void {
    this.sections.push({ count: 1, units: () => [unit] });
  }

  private refuse(place: UnitPlace, reason: string): void {
    this.one({ kind: "refused", ...place, reason });
  }

  private async addTable(
    source: () => AsyncIterable<Uint8Array>,
    kind: TableKind,
    place: { file: string; entry: string | null },
    bytes: number,
  ): Promise<void> {
    // Its rows belong together wherever they stand, so all of it is held at once.
    if (kind === "hevy" && bytes > ACTIVITY_FILE_BYTES) return this.refuse({ ...place, row: null }, TOO_LARGE);
    const read = TABLES[kind];
    // The header decides whether the table can be read at all; one that cannot is one refused unit.
    const trial = read(source(), place);
    try {
      await trial.next();
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      return this.refuse({ ...place, row: null }, error.reason);
    } finally {
      await trial.return(undefined);
    }
    const count = kind === "hevy" ? await countUnits(read(source(), place)) : await countRows(source());
    this.sections.push({ count, units: () => read(source(), place) });
  }

  /** A data dump is read once to count its parts, and once more to bring them: it may be too long to hold. */
  private async addDump(source: () => AsyncIterable<Uint8Array>, place: { file: string; entry: string | null }): Promise<void> {
    try {
      const count = await countUnits(dumpUnits(source(), place, { keep: false }));
      this.sections.push({ count, units: () => dumpUnits(source(), place, { names: this.names }) });
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      this.refuse({ ...place, row: null }, error.reason);
    }
  }

  private async addZip(
    path: string,
    place: { file: string; entry: string | null },
    layer: number,
    budget: UnpackBudget,
  ): Promise<void> {
    let zip: ZipArchive;
    try {
      zip = await ZipArchive.open(path, budget);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      return this.refuse({ ...place, row: null }, error.reason);
    }
    this.archives.push(zip);
    const inside = (entry: string) => ({ file: place.file, entry: place.entry ? `${place.entry}/${entry}` : entry });
    const strava = StravaArchive.in(zip);
    if (!strava || !(await this.addStrava(zip, strava, inside))) {
      for (const entry of zip.entries) await this.addEntry(zip, entry, inside(entry.path), layer, budget);
    }
    for (const { path: entry, reason } of zip.refused) this.refuse({ ...inside(entry), row: null }, reason);
    if (zip.entries.length + zip.refused.length === 0) this.refuse({ ...place, row: null }, "The archive is empty.");
  }

  private async addEntry(
    zip: ZipArchive,
    entry: ZipEntry,
    place: { file: string; entry: string },
    layer: number,
    budget: UnpackBudget,
  ): Promise<void> {
    const read = () => zip.read(entry.path);
    if (/\.(zip|csv|json(\.gz)?)$/i.test(entry.path)) {
      try {
        const head = await headOfEntry(zip, entry.path);
        const kind = detect(head, entry.path).kind;
        if (kind === "wakatime-dump") return await this.addDump(() => zip.stream(entry.path), place);
        if (kind === "gzip" && isDumpInside(head)) {
          return await this.addDump(() => gunzipped(zip.stream(entry.path), entry.bytes, budget), place);
        }
        if (isTable(kind)) return await this.addTable(() => zip.stream(entry.path), kind, place, entry.bytes);
        if (kind === "zip" && layer < MOST_LAYERS)
          return await this.addZip(await this.extract(zip, entry.path), place, layer + 1, budget);
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error;
        return this.refuse({ ...place, row: null }, error.reason);
      }
    }
    if (entry.bytes > ACTIVITY_FILE_BYTES) return this.refuse({ ...place, row: null }, TOO_LARGE);
    this.one({ kind: "file", ...place, row: null, name: entry.path, bytes: entry.bytes, read, listed: null });
  }

  /** An archive inside an archive is unpacked to disk, since its table of contents stands at its end. */
  private async extract(zip: ZipArchive, path: string): Promise<string> {
    await mkdir(this.scratch, { recursive: true, mode: 0o700 });
    const target = join(this.scratch, `archive-${++this.nested}`);
    await pipeline(zip.stream(path), createWriteStream(target, { mode: 0o600 }));
    return target;
  }

  /** Rows of activities.csv with their recordings, then recordings that no row lists. False when the table cannot be read. */
  private async addStrava(
    zip: ZipArchive,
    strava: StravaArchive,
    inside: (entry: string) => { file: string; entry: string },
  ): Promise<boolean> {
    const listed = new Set<string>();
    const bytes = new Map(zip.entries.map((entry) => [entry.path, entry.bytes]));
    let count = 0;
    try {
      for await (const row of strava.rows()) {
        count++;
        const path = isFailedRow(row) ? null : strava.pathOf(row);
        if (path !== null) listed.add(path);
      }
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      this.refuse({ ...inside("activities.csv"), row: null }, `${error.reason} The recordings were read without it.`);
      for (const path of strava.unlisted(listed)) this.addRecording(zip, path, bytes.get(path) ?? 0, inside(path));
      return true;
    }
    this.strava.push(strava);
    this.sections.push({ count, units: () => stravaUnits(zip, strava, bytes, inside) });
    for (const path of strava.unlisted(listed)) this.addRecording(zip, path, bytes.get(path) ?? 0, inside(path));
    return true;
  }

  private addRecording(zip: ZipArchive, path: string, bytes: number, place: { file: string; entry: string }): void {
    this.one({ kind: "file", ...place, row: null, name: path, bytes, read: () => zip.read(path), listed: null });
  }
}

async function* stravaUnits(
  zip: ZipArchive,
  strava: StravaArchive,
  bytes: Map<string, number>,
  inside: (entry: string) => { file: string; entry: string },
): AsyncGenerator<Unit> {
  for await (const row of strava.rows()) {
    if (isFailedRow(row)) {
      yield refusedRow(row, inside("activities.csv"));
      continue;
    }
    const listed = stravaFacts(row);
    const path = strava.pathOf(row);
    if (path !== null) {
      const size = bytes.get(path) ?? 0;
      yield { kind: "file", ...inside(path), row: row.row, name: path, bytes: size, read: () => zip.read(path), listed };
    } else {
      const warning = row.filename === null ? null : `Its recording ${row.filename} is not in the archive.`;
      yield { kind: "row", ...inside("activities.csv"), row: row.row, listed, warning };
    }
  }
}

async function countUnits(units: AsyncIterable<Unit>): Promise<number> {
  let count = 0;
  for await (const _ of units) count++;
  return count;
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function headOfEntry(zip: ZipArchive, path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of zip.stream(path)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(pieces, length).subarray(0, HEAD_BYTES);
}
