import { createReadStream, createWriteStream, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { workOnImport } from "@/worker/jobs/imports";
import { threadReader } from "@/worker/read-files";
import { asAdmin, scratchDatabase } from "./database";
import { importer, mapMyFitnessHistory } from "./import-data";
import { report } from "./report";

const TABLES = ["runs", "runs_history", "import_items"] as const;

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
  }
  return ms;
}

/** 100,000 rows of a table against a plain COPY of what they became. */
export async function importTable(rows = Number(process.env["ROWS"] ?? 100_000)): Promise<void> {
  const scratch = await scratchDatabase();
  const reader = threadReader(new URL("../worker/import-thread.ts", import.meta.url));
  try {
    const { userId, upload, state } = await importer();
    const id = await upload([["history.csv", mapMyFitnessHistory(rows)]]);
    const cpu = process.cpuUsage();
    const started = performance.now();
    while ((await state(id)) !== "done") await workOnImport({ readFile: reader.readFile, stopping: () => false });
    const ms = performance.now() - started;
    const { user, system } = process.cpuUsage(cpu);
    if (process.env["DETAIL"]) {
      await asAdmin(scratch, async (client) => {
        const { rows: top } = await client.query(
          "select round(total_exec_time) ms, calls, left(regexp_replace(query, '\\s+', ' ', 'g'), 100) q from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database()) order by total_exec_time desc limit 8",
        );
        console.table(top);
        console.log("node cpu ms", (user + system) / 1000);
      });
    }
    const copies = await asAdmin(scratch, async (client) => [
      await copyMs(client, userId),
      await copyMs(client, userId),
      await copyMs(client, userId),
    ]);
    const copy = copies.sort((a, b) => a - b)[1] ?? 1;
    report(
      `import-${rows}-rows`,
      ms / copy,
      "ratio",
      `COPY of the same rows ${Math.round(copy)} ms; import ${Math.round(ms)} ms`,
      4,
    );
  } finally {
    await reader.close();
    await scratch.drop();
  }
}
if (process.argv[1]?.endsWith("imports.ts")) {
  await importTable();
  process.exit();
}
