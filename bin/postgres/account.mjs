import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/**
 * PostgreSQL refuses to run as root. Started by root it runs as an account without rights instead, which must be able to reach
 * its files through every parent folder.
 */

/** The account for the server: undefined when we are not root and it simply runs as we do. */
export function serverAccount() {
  if (process.getuid?.() !== 0) return undefined;
  // initdb looks its own account up by name, so it must be one that the system knows.
  for (const name of ["postgres", "_postgres", "nobody"]) {
    const uid = id("-u", name);
    const gid = id("-g", name);
    if (uid > 0 && gid >= 0) return { name, uid, gid };
  }
  throw new Error(
    "PostgreSQL refuses to run as root and this system has neither a postgres nor a nobody account. Start as another user.",
  );
}

function id(flag, name) {
  const result = spawnSync("id", [flag, name], { encoding: "utf8" });
  return result.status === 0 ? Number(result.stdout.trim()) : -1;
}

/** Whether the account may pass through a folder and all its parents. */
export function canReach(account, folder) {
  if (!account) return true;
  for (let at = folder; ; at = dirname(at)) {
    if (!mayEnter(account, at)) return false;
    if (dirname(at) === at) return true;
  }
}

function mayEnter(account, folder) {
  const { uid, gid, mode } = statSync(folder);
  if (uid === account.uid) return (mode & 0o100) !== 0;
  if (gid === account.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

/** Makes one folder (never its parents: a recursive mkdir would give those the same closed mode) that belongs to the account. */
export function makeOwnFolder(account, folder, mode = 0o700) {
  mkdirSync(folder, { mode });
  if (account) chownSync(folder, account.uid, account.gid);
}

/** A lasting place outside the data folder, for a root whose own folders nobody else may enter. `mark` keeps installations apart. */
export function outsidePlace(account, mark) {
  const base = ["/var/lib", "/var/db", tmpdir()].find((folder) => isFolder(folder) && canReach(account, folder)) ?? tmpdir();
  const place = join(base, `almanac-${mark}`);
  mkdirSync(place, { recursive: true });
  // Whatever the umask: the server's account has to pass.
  chmodSync(place, 0o711);
  return place;
}

function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Options for `spawn` that give up root. The working folder must be one the account can enter. */
export function asAccount(account) {
  return account ? { uid: account.uid, gid: account.gid } : {};
}
