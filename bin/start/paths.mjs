import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the repository, without a slash at its end. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");

/** Reads `.env` (what the environment already has wins) and drops empty values: empty means absent. */
export function loadEnvironment() {
  const file = resolve(ROOT, ".env");
  for (const [name, value] of Object.entries(process.env)) if (value === "") delete process.env[name];
  if (existsSync(file)) process.loadEnvFile(file);
  for (const [name, value] of Object.entries(process.env)) if (value === "") delete process.env[name];
}

/** The data folder, absolute. */
export function dataFolderOf(env) {
  return resolve(ROOT, env.ALMANAC_DATA_DIR ?? ".data");
}

/** The file of a package's program, given to node instead of its shell wrapper. */
export function program(path) {
  return resolve(ROOT, "node_modules", path);
}

/** An image brings its packages and builds along, without what they were made from. */
export function isImage() {
  return existsSync(resolve(ROOT, "build", "complete"));
}
