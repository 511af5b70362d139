import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/bin/postgres/processes.mjs";
import { report } from "./report";

/**
 * `npm start` on a fresh clone (beside the download), again, and the memory of all its node processes a minute after one page.
 */
export async function start(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "almanac-clone-"));
  try {
    execFileSync("git", ["clone", "--quiet", process.cwd(), folder]);
    const installing = performance.now();
    execFileSync("npm", ["ci", "--include=dev"], { cwd: folder, stdio: "ignore" });
    const downloadS = (performance.now() - installing) / 1000;
    const first = await run(folder);
    await first.stop();
    report("start-first", first.seconds, "s", `packages installed before, in ${downloadS.toFixed(0)} s`, 120);
    const second = await run(folder);
    report("start-second", second.seconds, "s", "to ready", 3);
    await fetch(`${second.origin}/sign-in`).then((answer) => answer.text());
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    report("start-memory", memoryMb(second.pid), "MB", "PSS of all node processes, 60 s after one page", 350);
    await second.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(folder: string) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env: NodeJS.ProcessEnv = { ...process.env, PORT: String(port) };
  for (const name of ["DATABASE_URL", "DATABASE_DIRECT_URL", "ALMANAC_DATA_DIR", "APP_URL", "NEXTAUTH_URL", "NODE_ENV"])
    delete env[name];
  const started = performance.now();
  const child = spawn("npm", ["start"], { cwd: folder, env, stdio: "ignore", detached: true });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  while (
    !(await fetch(`${origin}/api/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error("npm start ended before it was ready.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const seconds = (performance.now() - started) / 1000;
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { seconds, origin, pid: child.pid ?? 0, stop };
}

/** Proportional set size of the node processes below a process, in MB. */
function memoryMb(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // The process ended meanwhile.
    }
  }
  const below = (pid: number): boolean => pid === root || (parents.has(pid) && below(parents.get(pid) ?? 0));
  let kb = 0;
  for (const pid of parents.keys()) {
    if (!below(pid)) continue;
    try {
      if (!/node|npm/.test(readFileSync(`/proc/${pid}/comm`, "utf8"))) continue;
      kb += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      // The process ended meanwhile.
    }
  }
  return kb / 1000;
}
