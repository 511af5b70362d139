import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { initialise, startServer, stopServer } from "./cluster.mjs";
import { withLock } from "./lock.mjs";
import { findPlace } from "./place.mjs";
import { isAlive, startMark } from "./processes.mjs";
import { createDatabase, createExtensions, createRoles } from "./roles.mjs";

/**
 * Joins the embedded server of a data folder: makes it, starts it, or takes over one that runs. Every process that uses it is on a list
 * of guests; the last one that leaves stops it, and guests that were killed do not count.
 * @param {{ root: string, dataFolder: string, passwords: Record<string, string>, database?: string, throwaway?: boolean }} wish
 */
export async function joinServer({ root, dataFolder, passwords, database = "almanac", throwaway = false }) {
  const folder = resolve(dataFolder);
  const guests = join(folder, "guests");
  mkdirSync(guests, { recursive: true });
  const me = join(guests, String(process.pid));
  const alone = (work) => withLock(join(folder, "postgres.lock"), work);
  let server;
  const up = async () => {
    const place = findPlace(root, folder);
    await initialise(place, passwords.almanac_admin, { throwaway });
    server = await startServer(place, { throwaway });
    return place;
  };
  const url = (role, name = database) =>
    `postgres://${role}:${encodeURIComponent(passwords[role])}@127.0.0.1:${server.port}/${name}`;
  await alone(async () => {
    writeFileSync(me, startMark(process.pid));
    const place = await up();
    await prepare(place, url, passwords, database).catch((error) => {
      if (error.code !== "28P01") throw error;
      throw new Error(
        `The passwords in ${join(folder, "secrets.json")} are not those of the database in ${place.home}: put back the file that belongs to it.`,
      );
    });
  });
  return {
    url,
    alone,
    port: () => server.port,
    pid: () => server.pid,
    isUp: () => isAlive(server.pid),
    /** Starts it again after it was killed; its port stays the same unless somebody else took it. */
    revive: () => alone(up),
    leave: () =>
      alone(async () => {
        rmSync(me, { force: true });
        if (livingGuests(guests).length === 0) await stopServer(server.pid);
      }),
  };
}

function livingGuests(folder) {
  return readdirSync(folder).filter((pid) => {
    const lives = isAlive(Number(pid)) && startMark(Number(pid)) === readFileSync(join(folder, pid), "utf8");
    if (!lives) rmSync(join(folder, pid), { force: true });
    return lives;
  });
}

/** Roles, database and extensions, once per version of their definition. */
async function prepare(place, url, passwords, database) {
  const definition = readFileSync(fileURLToPath(new URL("./roles.mjs", import.meta.url)), "utf8");
  const mark = createHash("sha256").update(definition).update(JSON.stringify(passwords)).update(database).digest("hex");
  const markFile = join(place.home, "prepared");
  if (existsSync(markFile) && readFileSync(markFile, "utf8") === mark) return;
  await asAdmin(url, "postgres", async (client) => {
    await createRoles(client, passwords);
    await createDatabase(client, database);
  });
  await asAdmin(url, database, createExtensions);
  writeFileSync(markFile, mark);
}

async function asAdmin(url, database, work) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url("almanac_admin", database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
