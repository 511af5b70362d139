import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { isAlive, startMark } from "./processes.mjs";

/**
 * A lock held by a living process: a file that names it. A file whose process has ended, or whose number was given to another
 * process since, counts for nothing.
 * @param {string} file
 * @param {Record<string, unknown>} facts told to whoever finds the lock taken
 * @returns {{ holder: object } | { release: () => void, update: (facts: object) => void }}
 */
export function takeLock(file, facts = {}) {
  const own = `${file}.${process.pid}`;
  const content = (extra) => JSON.stringify({ ...facts, ...extra, pid: process.pid, start: startMark(process.pid) });
  writeFileSync(own, content(), { mode: 0o600 });
  try {
    for (;;) {
      try {
        // A link appears with its content or not at all, and only one process can make it.
        linkSync(own, file);
        break;
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
      }
      const holder = lockHolder(file);
      if (holder) return { holder };
      removeStale(file, own);
    }
  } finally {
    rmSync(own, { force: true });
  }
  return {
    update(extra) {
      writeFileSync(own, content(extra), { mode: 0o600 });
      renameSync(own, file);
    },
    release() {
      if (lockHolder(file)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

/** The facts of the process that holds a lock, undefined when none that lives does. */
function lockHolder(file) {
  try {
    const holder = JSON.parse(readFileSync(file, "utf8"));
    return isAlive(holder.pid) && startMark(holder.pid) === holder.start ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Between our look and the removal somebody else may have taken the lock; then it is put back. */
function removeStale(file, own) {
  const aside = `${own}.stale`;
  try {
    renameSync(file, aside);
    if (lockHolder(aside)) linkSync(aside, file);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Runs work while holding the lock, waiting for others to finish theirs. */
export async function withLock(file, work, patienceMs = 120_000) {
  const end = Date.now() + patienceMs;
  for (;;) {
    const lock = takeLock(file);
    if (lock.release) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (Date.now() > end) throw new Error(`${file} has been held by process ${lock.holder.pid} for too long.`);
    await wait(50);
  }
}
