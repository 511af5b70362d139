import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Real recordings lie beside the repository on development machines only; tests over them are skipped elsewhere. */
const SHARED = fileURLToPath(new URL("../../../shared/", import.meta.url));

export const haveSharedFiles = existsSync(join(SHARED, "fixtures"));

/** Absolute path of a shared file. */
export function sharedPath(path: string): string {
  return join(SHARED, path);
}

export function readShared(path: string): Buffer {
  return readFileSync(sharedPath(path));
}

/** Files directly inside a shared folder whose name matches, sorted. */
export function listShared(folder: string, name: RegExp): string[] {
  if (!haveSharedFiles) return [];
  return readdirSync(sharedPath(folder))
    .filter((file) => name.test(file))
    .sort()
    .map((file) => `${folder}/${file}`);
}
