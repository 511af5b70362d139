import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { initialise, startServer, stopServer } from "./cluster.mjs";
import { findPlace } from "./place.mjs";
import { createDatabase, createExtensions, createRoles } from "./roles.mjs";

/**
 * Brings the embedded server of a data folder up: makes it, starts it or takes over the one that runs, and sees to roles and database.
 * @param {{ root: string, dataFolder: string, passwords: Record<string, string>, database?: string, throwaway?: boolean }} wish
 */
export async function openServer({ root, dataFolder, passwords, database = "almanac", throwaway = false }) {
  const place = findPlace(root, dataFolder);
  const made = await initialise(place, passwords.almanac_admin, { throwaway });
  const { pid, port, adopted } = await startServer(place, { throwaway });
  const url = (role, name = database) => `postgres://${role}:${encodeURIComponent(passwords[role])}@127.0.0.1:${port}/${name}`;
  await prepare(place, url, passwords, database);
  return { pid, port, adopted, made, place, url, stop: () => stopServer(pid) };
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

/** Runs work as the administrator on a named database. */
export async function asAdmin(url, database, work) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url("almanac_admin", database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
