import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** Whether a process with this id exists (also one that belongs to somebody else). */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  // A zombie has ended; only its parent has not looked yet.
  return !/^State:\tZ/m.test(read(`/proc/${pid}/status`) ?? "");
}

/** The command line of a process, empty when there is none. */
export function commandLine(pid) {
  const fromProc = read(`/proc/${pid}/cmdline`);
  if (fromProc !== undefined) return fromProc.replaceAll("\0", " ").trim();
  const ps = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  return (ps.stdout ?? "").trim();
}

/**
 * Something that is the same for the whole life of a process and different for the next one with the same id:
 * its start time in the kernel's ticks, or what `ps` says where there is no /proc.
 */
export function startMark(pid) {
  const stat = read(`/proc/${pid}/stat`);
  if (stat !== undefined) return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  const ps = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return (ps.stdout ?? "").trim();
}

/** Ids of the processes that work in a folder (backends of a dead postmaster still do). Empty where /proc is missing. */
export function processesIn(folder) {
  const ids = tryOr([], () => readdirSync("/proc")).filter((name) => /^\d+$/.test(name));
  return ids.map(Number).filter((pid) => tryOr("", () => readlinkSync(`/proc/${pid}/cwd`)) === folder);
}

/** Waits until `check` is true, for at most `forMs`. @returns whether it came true */
export async function waitUntil(check, forMs, everyMs = 25) {
  const end = Date.now() + forMs;
  for (;;) {
    if (await check()) return true;
    if (Date.now() > end) return false;
    await wait(everyMs);
  }
}

/** Whether a TCP port can be listened on at a loopback or the given address. */
export function isPortFree(port, host = "127.0.0.1") {
  return new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 cannot have a port taken there.
    server.once("error", (error) => resolve(error.code === "EAFNOSUPPORT" || error.code === "EADDRNOTAVAIL"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * A port of 127.0.0.1 that nobody uses at the moment: below those that systems give to connections on their way out, any of which could
 * take it before it is listened on.
 */
export async function freePort() {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(20_000, 32_000);
    if (await isPortFree(port)) return port;
  }
  throw new Error("No port is free.");
}

function read(path) {
  return tryOr(undefined, () => readFileSync(path, "utf8"));
}

function tryOr(otherwise, work) {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
