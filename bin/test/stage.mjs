import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { isAlive, waitUntil } from "../postgres/processes.mjs";
import { makeClone } from "./clone.mjs";

/** A copy of this clone (the pages replaced by a stand-in, everything else real) for one file of tests, and what is done to it. */
let folder;
let clone;
const started = new Set();
const places = new Set();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "almanac-start-"));
  // Nobody but us may enter: root's server account has to find another place.
  const closed = join(folder, "closed");
  mkdirSync(closed, { mode: 0o700 });
  clone = join(closed, "clone");
  makeClone(clone);
});

afterEach(async () => {
  rememberPlace();
  for (const run of started) if (isAlive(run.pid)) run.child.kill("SIGTERM");
  await waitUntil(() => [...started].every((run) => !isAlive(run.pid)), 60_000);
  started.clear();
});

afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** Where the clone is. */
export const cloneFolder = () => clone;

/** `npm start` in the clone, or `node bin/start.mjs` itself. */
export function start(env, command = ["npm", "start"]) {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|ALMANAC_|DATABASE_|VITEST|NODE_ENV|TEST)/.test(name)),
  );
  const child = spawn(command[0], command.slice(1), {
    cwd: clone,
    env: { ...clean, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const run = { child, pid: child.pid, said: "", ended: new Promise((resolve) => child.once("exit", (code) => resolve(code))) };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (run.said += chunk));
  run.hasSaid = (text, forMs = 240_000) => waitUntil(() => run.said.includes(text) || child.exitCode !== null, forMs);
  started.add(run);
  return run;
}

/** `npm start`, waited for. */
export async function ready(env, forMs) {
  const run = start(env);
  await run.hasSaid("Almanac is ready", forMs);
  expect(run.said).toContain("Almanac is ready");
  return run;
}

/** The stand-in's answer: its process id. */
export function answer(port) {
  return new Promise((resolve) => {
    get({ host: "127.0.0.1", port, path: "/", agent: false }, (response) => {
      let body = "";
      response.on("data", (chunk) => (body += chunk));
      response.on("end", () => resolve({ status: response.statusCode, body }));
    }).on("error", () => resolve({ status: 0, body: "" }));
  });
}

/** Everything that works in the clone or in its database's folder. */
export function ours() {
  const homes = [clone, memory().home];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const cwd = readlinkSync(`/proc/${pid}/cwd`);
        return isAlive(Number(pid)) && homes.some((home) => cwd.startsWith(home));
      } catch {
        return false;
      }
    })
    .map((pid) => `${pid} ${commandOf(pid)}`);
}

/** What the clone's data folder remembers of its database. */
export function memory() {
  const file = join(clone, ".data", "postgres.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

/** Removes the data folder, as if it had never been. */
export function forget() {
  rememberPlace();
  rmSync(join(clone, ".data"), { recursive: true, force: true });
}

function rememberPlace() {
  const { outside } = memory();
  if (outside) places.add(outside);
}

export function databasePid() {
  const { home } = memory();
  return Number(readFileSync(join(home, "data", "postmaster.pid"), "utf8").split("\n")[0]);
}

export function commandOf(pid) {
  try {
    return isAlive(Number(pid)) ? readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ") : "";
  } catch {
    return "";
  }
}
