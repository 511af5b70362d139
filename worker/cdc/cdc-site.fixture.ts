import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import pg from "pg";
import { vi } from "vitest";
import { joinServer, type Server } from "@/bin/postgres/server.mjs";
import { makeDataFolder, readSecrets } from "@/bin/start/secrets.mjs";
import { makeTestDatabase } from "@/bin/test/database";
import { createAccount } from "@/db/accounts";
import { type Actor, atDoor, jobActor } from "@/db/client";
import { closePools } from "@/db/pool";
import { parseUserId } from "@/domain/users";
import { newId } from "@/lib/crypto";

async function bundleConsumer(): Promise<string> {
  const outdir = join(process.cwd(), ".data", `cdc-consumer-${process.pid}`);
  await build({
    entryPoints: ["worker/cdc/consumer.fixture.ts"],
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["pg-native"],
    conditions: ["react-server"],
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
    logLevel: "error",
  });
  return outdir;
}

/**
 * For tests: a server and a database of one's own, both of which may be killed, with consumers as processes beside them. With
 * `outside` it is that server, which nobody kills. Call it before anything else asks for the environment.
 */
export async function cdcSite(outside?: string) {
  const folder = mkdtempSync(join(tmpdir(), "almanac-cdc-"));
  let server: Server | null = null;
  if (!outside) {
    makeDataFolder(folder);
    const { passwords } = readSecrets(folder);
    // What is committed must outlive a kill here, so this server does wait for its disk.
    server = await joinServer({ root: process.cwd(), dataFolder: folder, passwords });
  }
  const database = await makeTestDatabase(outside ?? server?.url("almanac_admin"));
  const environment = {
    DATABASE_URL: database.url,
    DATABASE_DIRECT_URL: database.ownerUrl,
    DATABASE_REPLICATION_URL: database.adminUrl,
    LOG_LEVEL: "silent",
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const program = await bundleConsumer();
  const consumers = new Set<ChildProcess>();

  const query = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: database.adminUrl });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  return {
    server,
    query,
    /** Makes a person of this database. */
    async person(): Promise<Actor> {
      const userId = parseUserId(randomUUID());
      const account = { userId, email: `${userId}@example.test`, passwordHash: "none", name: "Crash", timeZone: "UTC" };
      await atDoor(newId(), (tx) => createAccount(tx, account, "open"));
      return jobActor(userId, newId(), "job");
    },
    /** `beatMs`: between its looks at whether somebody wants all made anew; what it takes by itself without it. */
    start(beatMs?: number): ChildProcess {
      const consumer = spawn(process.execPath, [join(program, "consumer.fixture.mjs"), String(beatMs ?? "")], {
        stdio: ["ignore", "inherit", "inherit"],
      });
      consumers.add(consumer);
      return consumer;
    },
    async kill(consumer: ChildProcess, signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<void> {
      const ended = consumer.exitCode !== null || consumer.signalCode !== null ? null : once(consumer, "exit");
      consumer.kill(signal);
      await ended;
      consumers.delete(consumer);
    },
    /** Kills the database server without a word and brings it back. */
    async killServer(): Promise<void> {
      if (!server) return;
      process.kill(server.pid(), "SIGKILL");
      await server.revive();
    },
    async close(): Promise<void> {
      for (const consumer of consumers) consumer.kill("SIGKILL");
      await closePools();
      await query("select pg_terminate_backend(active_pid) from pg_replication_slots where active");
      for (const { slot_name: name } of await query<{ slot_name: string }>(
        "select slot_name::text from pg_replication_slots where database = current_database()",
      ))
        await retry(() => query("select pg_drop_replication_slot($1)", [name]));
      await database.drop();
      await server?.leave();
      for (const made of [folder, program]) rmSync(made, { recursive: true, force: true });
    },
  };
}

/** The server takes a moment to see that whoever read from a slot is gone. */
async function retry(work: () => Promise<unknown>): Promise<void> {
  for (let left = 50; ; left -= 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
