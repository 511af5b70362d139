import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import pg from "pg";
import { vi } from "vitest";
import { makeTestDatabase } from "@/bin/test/database";
import { createAccount } from "@/db/accounts";
import { type Actor, asUser, atDoor, jobActor } from "@/db/client";
import { createImport, getImport, listItems, newImportId } from "@/db/imports";
import { closePools } from "@/db/pool";
import { parseUserId } from "@/domain/users";
import { newId } from "@/lib/crypto";
import { makeUploadFolder, uploadPath } from "@/lib/uploads";

/** Bundles the worker, since a worker that is killed again and again must start fast. Beside `node_modules`, where it looks for packages. */
async function bundleWorker(): Promise<string> {
  const outdir = join(process.cwd(), ".data", `crash-worker-${process.pid}`);
  await build({
    entryPoints: ["worker/main.ts", "worker/import-thread.ts"],
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["pg-native", "geo-tz"],
    conditions: ["react-server"],
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
    logLevel: "error",
  });
  return outdir;
}

/**
 * For tests: a database of one's own with real workers beside it, which may be killed at any moment without harming other tests.
 * Call it before anything else asks for the environment.
 */
export async function crashSite(outside?: string) {
  const database = await makeTestDatabase(outside);
  const folder = mkdtempSync(join(tmpdir(), "almanac-crash-"));
  const environment = {
    DATABASE_URL: database.url,
    DATABASE_DIRECT_URL: database.ownerUrl,
    ALMANAC_DATA_DIR: folder,
    LOG_LEVEL: "error",
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const program = await bundleWorker();
  const workers = new Set<ChildProcess>();

  return {
    /** Makes a person of this database. */
    async person(): Promise<Actor> {
      const userId = parseUserId(randomUUID());
      const account = { userId, email: `${userId}@example.test`, passwordHash: "none", name: "Crash", timeZone: "UTC" };
      await atDoor(newId(), (tx) => createAccount(tx, account, "open"));
      return jobActor(userId, newId(), "import");
    },
    async upload(actor: Actor, files: { name: string; bytes: Uint8Array | string }[]): Promise<string> {
      const id = newImportId();
      const place = await makeUploadFolder(actor.userId, id);
      const stored = files.map(({ name, bytes }, index) => {
        const path = uploadPath(actor.userId, id, index + 1);
        return { name, path, bytes: Buffer.byteLength(bytes), content: bytes };
      });
      for (const { path, content } of stored) await writeFile(join(place, path.split("/").at(-1) ?? ""), content);
      await asUser(actor, (tx) =>
        createImport(
          tx,
          id,
          stored.map(({ name, path, bytes }) => ({ name, path, bytes })),
        ),
      );
      return id;
    },
    /** How far an import is. */
    progress: (actor: Actor, id: string) => asUser(actor, (tx) => getImport(tx, id)),
    /** An import with all its items. */
    look: (actor: Actor, id: string) =>
      asUser(actor, async (tx) => ({ ...(await getImport(tx, id)), items: await listItems(tx, id, { limit: 1_000_000 }) })),
    /** Everything an import leaves behind, without times of writing and ids of imports. */
    state: (actor: Actor) =>
      asUser(actor, (tx) =>
        tx.query<{ noun: string; id: string; whole: boolean }>(
          `select 'run' as noun, r.id, md5((to_jsonb(r) - '{user_id,created_at,updated_at,import_id,version}'::text[])::text) as content,
              (select count(*) from app.runs_history h where h.user_id = $1 and h.run_id = r.id) = r.version as whole,
              (select string_agg(s.id || md5(s.facts::text) || (select count(*) from app.tracks t where t.user_id = $1 and t.source_id = s.id), ',' order by s.id)
                from app.activity_sources s where s.user_id = $1 and s.run_id = r.id) as sources,
              (select count(*)::integer from app.best_efforts b where b.user_id = $1 and b.run_id = r.id) as efforts
            from app.runs r where r.user_id = $1
           union all
           select 'workout', r.id, md5((to_jsonb(r) - '{user_id,created_at,updated_at,import_id,version}'::text[])::text),
              (select count(*) from app.workouts_history h where h.user_id = $1 and h.workout_id = r.id) = r.version,
              (select string_agg(s.id || md5(s.facts::text) || (select count(*) from app.tracks t where t.user_id = $1 and t.source_id = s.id), ',' order by s.id)
                from app.activity_sources s where s.user_id = $1 and s.workout_id = r.id), 0
            from app.workouts r where r.user_id = $1 order by 1, 2`,
          [actor.userId],
        ),
      ),
    /** Starts a worker as `npm start` does. */
    startWorker(): ChildProcess {
      const worker = spawn(process.execPath, [join(program, "main.mjs")], {
        stdio: ["ignore", "inherit", "inherit"],
      });
      workers.add(worker);
      return worker;
    },
    /** Ends a worker without a word. */
    async kill(worker: ChildProcess, signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<number> {
      const started = performance.now();
      const ended = worker.exitCode !== null || worker.signalCode !== null ? null : once(worker, "exit");
      worker.kill(signal);
      await ended;
      workers.delete(worker);
      return performance.now() - started;
    },
    /** The lease of a worker that is no more runs out at once instead of in a minute. */
    async expireLeases(): Promise<void> {
      const client = new pg.Client({ connectionString: database.adminUrl });
      await client.connect();
      await client.query("update app.imports set lease_until = now() - interval '1 second' where lease_until is not null");
      await client.end();
    },
    async close(): Promise<void> {
      for (const worker of workers) worker.kill("SIGKILL");
      await closePools();
      await database.drop();
      for (const made of [folder, program]) rmSync(made, { recursive: true, force: true });
    },
  };
}
