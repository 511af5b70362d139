import { createReadStream, createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import FitParser from "fit-file-parser";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { fitFile, recordsOf } from "@/integrations/files/fit.fixture";
import { workOnImport } from "@/worker/jobs/imports";
import { threadReader } from "@/worker/read-files";
import { asAdmin, type Scratch, scratchDatabase } from "./database";
import { shiftFit } from "./fit-shift";
import { importer, mapMyFitnessHistory } from "./import-data";
import { report } from "./report";

const TABLES = ["runs", "runs_history", "import_items"] as const;
const ROWS = 100_000;
const FILES = 1_000;

/** Milliseconds that a plain COPY of the person's rows takes into copies of the tables with their indexes. */
async function copyMs(client: pg.Client, userId: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "almanac-copy-"));
  let ms = 0;
  for (const table of TABLES) {
    const file = join(folder, table);
    await pipeline(
      client.query(copyTo(`copy (select * from app.${table} where user_id = '${userId}') to stdout`)),
      createWriteStream(file),
    );
    await client.query(
      `create table app.copy_of_${table} (like app.${table} including indexes including constraints including defaults including storage)`,
    );
    const started = performance.now();
    await pipeline(createReadStream(file), client.query(copyFrom(`copy app.copy_of_${table} from stdin`)));
    ms += performance.now() - started;
    await client.query(`drop table app.copy_of_${table}`);
    rmSync(file);
  }
  rmSync(folder, { recursive: true });
  return ms;
}

/** Imports files as the worker does and answers the milliseconds from the upload's end to the import's, and the most memory used. */
async function importing(files: Iterable<[name: string, bytes: Uint8Array | string]>) {
  const script = new URL("../worker/import-thread.ts", import.meta.url);
  const reader = threadReader(script);
  const { userId, upload, state } = await importer();
  const id = await upload(files);
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 100);
  const started = performance.now();
  try {
    while ((await state(id)) !== "done") await workOnImport({ readFile: reader.readFile, stopping: () => false });
    return { userId, ms: performance.now() - started, rssMb: most / 2 ** 20 };
  } finally {
    clearInterval(watch);
    await reader.close();
  }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Rows of a table against a plain COPY of what they became. */
async function importTable(scratch: Scratch, rows: number): Promise<void> {
  const { userId, ms, rssMb } = await importing([["history.csv", mapMyFitnessHistory(rows)]]);
  const copies: number[] = [];
  await asAdmin(scratch, async (client) => {
    for (let n = 0; n < 3; n++) copies.push(await copyMs(client, userId));
  });
  const copy = median(copies);
  const beside = `plain COPY of the same rows ${Math.round(copy)} ms, import ${Math.round(ms)} ms`;
  report(`import-${rows}-rows`, ms / copy, "times", beside, 4);
  report("import-rows-memory", rssMb, "MB", `${rows} rows`, 600);
}

/** Real recordings where they lie beside the repository, each moved by some days as often as needed; made ones elsewhere. */
function* recordings(count: number): Generator<[name: string, bytes: Buffer<ArrayBuffer>]> {
  const folder = join(process.cwd(), "..", "shared", "activities");
  const real = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^o(01|02|04|05|06|07|12|15|19)_.*\.fit$/.test(name))
        .map((name) => readFileSync(join(folder, name)))
    : [];
  const originals = real.length > 0 ? real : [1_800, 3_600, 5_400].map((records) => fitFile(recordsOf(records)));
  for (let n = 0; n < count; n++) {
    const original = originals[n % originals.length];
    if (original) yield [`${n}.fit`, shiftFit(original, 4 * Math.floor(n / originals.length))];
  }
}

/** FIT files against the bare parser, which reads them one after the other and throws everything away. */
async function importFiles(count: number): Promise<void> {
  let bare = 0;
  let mb = 0;
  for (const [, bytes] of recordings(count)) {
    const started = performance.now();
    await new FitParser({ force: true, mode: "list", speedUnit: "m/s", lengthUnit: "m" }).parseAsync(bytes);
    bare += performance.now() - started;
    mb += bytes.length / 1e6;
  }
  const { ms, rssMb } = await importing(recordings(count));
  const beside = `bare parser ${Math.round(bare)} ms, import ${Math.round(ms)} ms, ${mb.toFixed(0)} MB of files`;
  report(`import-${count}-fit-files`, ms / bare, "times", beside, 1.4);
  report("import-files-memory", rssMb, "MB", `${count} files`, 600);
}

/** A table and a folder of recordings, each against the least that it could cost. */
export async function imports(): Promise<void> {
  const scratch = await scratchDatabase();
  try {
    await importTable(scratch, ROWS);
    await importFiles(FILES);
  } finally {
    await scratch.drop();
  }
}
