import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { withLock } from "@/bin/postgres/lock.mjs";
import { isAlive, startMark } from "@/bin/postgres/processes.mjs";
import { openServer } from "@/bin/postgres/server.mjs";
import { makeDataFolder, readSecrets } from "@/bin/start/secrets.mjs";

/** A PostgreSQL for tests: who administers it, who owns the databases, who the application is. */
export type TestServer = {
  /** An administrator's address of a database. */
  admin: (database: string) => string;
  owner: (database: string) => string;
  /** Undefined where every run makes a login of its own. */
  web: ((database: string) => string) | undefined;
  /** Runs work while no other test run on this server makes or drops databases. */
  alone: <Result>(work: () => Promise<Result>) => Promise<Result>;
  leave: () => Promise<void>;
};

const ROOT = process.cwd();
const FOLDER = resolve(ROOT, ".data", "test-pg");

/**
 * The embedded server that all test runs of this clone share. The first run starts it, the last one that leaves stops it;
 * runs that were killed do not count.
 */
export async function joinEmbedded(): Promise<TestServer> {
  makeDataFolder(resolve(ROOT, ".data"));
  makeDataFolder(FOLDER);
  const guests = join(FOLDER, "guests");
  mkdirSync(guests, { recursive: true });
  const lock = join(FOLDER, "lock");
  const me = join(guests, String(process.pid));
  const server = await withLock(lock, async () => {
    writeFileSync(me, startMark(process.pid));
    const { passwords } = readSecrets(FOLDER);
    return openServer({ root: ROOT, dataFolder: FOLDER, passwords, throwaway: true });
  });
  return {
    admin: (database) => server.url("almanac_admin", database),
    owner: (database) => server.url("almanac_owner", database),
    web: (database) => server.url("almanac_web", database),
    alone: (work) => withLock(lock, work),
    leave: () =>
      withLock(lock, async () => {
        rmSync(me, { force: true });
        if (livingGuests(guests).length === 0) await server.stop();
      }),
  };
}

function livingGuests(folder: string): string[] {
  return readdirSync(folder).filter((pid) => {
    const lives = isAlive(Number(pid)) && startMark(Number(pid)) === readFileSync(join(folder, pid), "utf8");
    if (!lives) rmSync(join(folder, pid), { force: true });
    return lives;
  });
}
