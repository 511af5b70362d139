import { spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { asAccount } from "./account.mjs";
import { commandLine, freePort, isAlive, isPortFree, processesIn, waitUntil } from "./processes.mjs";
import { settingArguments } from "./settings.mjs";

const LOG_LIMIT_BYTES = 10_000_000;

/** Makes the data folder of a new server, in one step: an interrupted attempt leaves nothing that looks finished. */
export async function initialise(place, adminPassword, { throwaway = false } = {}) {
  if (existsSync(join(place.data, "PG_VERSION"))) return false;
  const half = `${place.data}.new`;
  const passwordFile = join(place.home, "password");
  rmSync(half, { recursive: true, force: true });
  try {
    writeFileSync(passwordFile, `${adminPassword}\n`, { mode: 0o600 });
    if (place.account) chownSync(passwordFile, place.account.uid, place.account.gid);
    const flags = ["--data-checksums", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const args = ["-D", half, "-U", "almanac_admin", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", ...flags];
    await runTool(place, "initdb", throwaway ? [...args, "--no-sync"] : args);
    renameSync(half, place.data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  return true;
}

function runTool(place, tool, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(join(place.native, "bin", tool), args, options(place, ["ignore", "pipe", "pipe"]));
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${tool} failed (exit ${code}). ${lastLine(said)}`)),
    );
  });
}

function options(place, stdio) {
  const env = { PATH: process.env.PATH ?? "", LANG: "C", LC_ALL: "C" };
  // Its own process group: Ctrl-C in a terminal must not stop the database before those who use it.
  return { cwd: place.home, env, stdio, detached: true, ...asAccount(place.account) };
}

/**
 * Starts the server, or takes over one that survived its parent.
 * @returns {Promise<{ pid: number, port: number, adopted: boolean }>}
 */
export async function startServer(place, { throwaway = false } = {}) {
  const survivor = await findRunning(place);
  if (survivor) return { ...survivor, adopted: true };
  const end = Date.now() + 15_000;
  for (;;) {
    clearStalePid(place);
    const port = await choosePort(place);
    const failure = await launch(place, port, throwaway);
    if (!failure) return { pid: readPid(place).pid, port, adopted: false };
    // After a kill -9 the old server's processes and memory need a moment to go; a port may be taken between the check and the start.
    const passing =
      /pre-existing shared memory|lock file .* already exists|could not create any TCP|could not bind|Address already in use/i;
    if (!passing.test(failure) || Date.now() > end)
      throw new Error(`PostgreSQL did not start. ${lastLine(failure)} Its log: ${place.home}/log`);
    await wait(300);
  }
}

/** The server that runs on this data folder, if one does and is up. Waits for one that is just starting or going. */
async function findRunning(place) {
  let found;
  const settled = await waitUntil(() => {
    const { pid, port, status } = readPid(place);
    if (!pid || !isAlive(pid) || !isOurs(place, pid)) return true;
    found = status === "ready" ? { pid, port } : undefined;
    return found !== undefined;
  }, 30_000);
  if (!settled) throw new Error(`A PostgreSQL on ${place.data} neither becomes ready nor ends (process ${readPid(place).pid}).`);
  return found;
}

function isOurs(place, pid) {
  return commandLine(pid).includes(place.data);
}

/** Lines of postmaster.pid: 1 process, 4 port, 8 status. */
function readPid(place) {
  try {
    const lines = readFileSync(join(place.data, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() };
  } catch {
    return {};
  }
}

/**
 * After a reboot the number in postmaster.pid may belong to some other program of ours, and PostgreSQL would refuse to start. The file
 * may go only when nobody works in the data folder any more.
 */
function clearStalePid(place) {
  const { pid } = readPid(place);
  if (!pid || !isAlive(pid) || isOurs(place, pid)) return;
  if (processesIn(place.data).length === 0) rmSync(join(place.data, "postmaster.pid"), { force: true });
}

async function choosePort(place) {
  const file = join(place.home, "port");
  const stored = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (stored && (await isPortFree(stored))) return stored;
  const port = await freePort();
  writeFileSync(file, String(port));
  return port;
}

/** @returns {Promise<string | undefined>} what the server said when it did not come up */
async function launch(place, port, throwaway) {
  const path = join(place.home, "log");
  const sizeBefore = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const fresh = sizeBefore > LOG_LIMIT_BYTES;
  const log = openSync(path, fresh ? "w" : "a", 0o600);
  const args = ["-D", place.data, ...settingArguments(port, throwaway)];
  const child = spawn(join(place.native, "bin", "postgres"), args, options(place, ["ignore", log, log]));
  closeSync(log);
  let ended = false;
  child.once("exit", () => (ended = true));
  child.once("error", () => (ended = true));
  child.unref();
  const up = await waitUntil(() => ended || (readPid(place).pid === child.pid && readPid(place).status === "ready"), 120_000, 10);
  if (up && !ended) return undefined;
  if (!ended) process.kill(child.pid, "SIGQUIT");
  return readFileSync(path, "utf8").slice(fresh ? 0 : sizeBefore) || "It said nothing.";
}

/** Stops a server by its process id: a fast shutdown, then harder. Resolves when it is gone. */
export async function stopServer(pid) {
  for (const [signal, patienceMs] of [
    ["SIGINT", 30_000],
    ["SIGQUIT", 10_000],
    ["SIGKILL", 5_000],
  ]) {
    if (!isAlive(pid)) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitUntil(() => !isAlive(pid), patienceMs, 10)) return;
  }
}

function lastLine(text) {
  const lines = text.trim().split("\n");
  return (lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? "").trim();
}
