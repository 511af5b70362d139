import { csvRows, type FailedRow } from "@/integrations/files/csv-rows";
import { plainName } from "@/integrations/files/plain-text";
import type { ZipArchive } from "@/integrations/files/zip";
import { readStravaActivities, type StravaRow } from "./archive-csv";

/** A shoe or bike of the archive. Activities name it by `name`; a nameless one is called by brand and model. */
export type StravaGear = { name: string; brand: string | null; model: string | null };

const ACTIVITY_FILE = /\.(fit|gpx|tcx)(\.gz)?$/i;

/**
 * A Strava bulk export inside a zip archive, at its root or in a folder (people pack the unpacked folder again). Nothing is
 * unpacked until it is asked for.
 */
export class StravaArchive {
  private constructor(
    private readonly zip: ZipArchive,
    private readonly root: string,
    private readonly paths: Set<string>,
  ) {}

  /** The export in `zip`, null when the archive holds no activities.csv. */
  static in(zip: ZipArchive): StravaArchive | null {
    const tables = zip.entries.map(({ path }) => path).filter((path) => /(^|\/)activities\.csv$/.test(path));
    const table = tables.sort((a, b) => a.split("/").length - b.split("/").length || a.length - b.length)[0];
    if (table === undefined) return null;
    const root = table.slice(0, -"activities.csv".length);
    return new StravaArchive(zip, root, new Set(zip.entries.map(({ path }) => path)));
  }

  /** The rows of activities.csv; throws `FileRefused` when its header cannot be read. */
  rows(): AsyncGenerator<StravaRow | FailedRow> {
    return readStravaActivities(this.zip.stream(`${this.root}activities.csv`));
  }

  /** Where the recording of a row lies in the zip; null when the row has none or the archive lacks it. */
  pathOf(row: StravaRow): string | null {
    if (row.filename === null) return null;
    const path = this.root + row.filename;
    return this.paths.has(path) ? path : null;
  }

  /** Recordings in the archive that no row names, given the paths that rows do name. */
  unlisted(listed: ReadonlySet<string>): string[] {
    return [...this.paths].filter((path) => ACTIVITY_FILE.test(path) && !listed.has(path));
  }

  shoes(): Promise<StravaGear[]> {
    return this.gear("shoes.csv");
  }

  bikes(): Promise<StravaGear[]> {
    return this.gear("bikes.csv");
  }

  private async gear(file: string): Promise<StravaGear[]> {
    const path = this.root + file;
    return this.paths.has(path) ? readStravaGear(this.zip.stream(path)) : [];
  }
}

/** Reads shoes.csv or bikes.csv: name, brand, model in this order in every language. Rows without any of them are left out. */
async function readStravaGear(source: AsyncIterable<Uint8Array>): Promise<StravaGear[]> {
  const gear: StravaGear[] = [];
  let header = true;
  for await (const [name = "", brand = "", model = ""] of csvRows(source)) {
    const called = plainName(name) ?? plainName(`${brand} ${model}`);
    if (!header && called !== null) gear.push({ name: called, brand: plainName(brand), model: plainName(model) });
    header = false;
  }
  return gear;
}
