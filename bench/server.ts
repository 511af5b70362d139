import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/bin/postgres/processes.mjs";

/** Builds the app with the bare page, in a folder of its own; BENCH_BUILT=1 takes the build that is there. */
export function buildForBench(): void {
  if (process.env["BENCH_BUILT"] === "1" && existsSync(".next-bench/BUILD_ID")) return;
  execFileSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env: { ...process.env, ALMANAC_BENCH: "1", NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

export type WebServer = { pid: number; origin: string; secret: string; stop: () => Promise<void> };

/** Starts the built app (the build that has the bare page) against the database of this process's environment. */
export async function startWeb(): Promise<WebServer> {
  const port = await freePort();
  const secret = randomBytes(32).toString("base64");
  const folder = mkdtempSync(join(tmpdir(), "almanac-bench-"));
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, ["bin/serve.mjs"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      ALMANAC_BENCH: "1",
      PORT: String(port),
      APP_URL: origin,
      NEXTAUTH_URL: origin,
      AUTH_SECRET: secret,
      ALMANAC_DATA_DIR: folder,
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; ; tries += 1) {
    if (child.exitCode !== null) throw new Error("The server ended before it was ready.");
    const ready = await fetch(`${origin}/api/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) break;
    if (tries > 300) throw new Error("The server did not become ready.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { pid: child.pid ?? 0, origin, secret, stop };
}

/** CPU time a process has used so far, in milliseconds (user and system, all threads). */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  return ticks * 10;
}
