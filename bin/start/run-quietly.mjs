import { spawn } from "node:child_process";
import { ROOT } from "./paths.mjs";
import { StartError } from "./say.mjs";

const running = new Set();

/**
 * Runs a program to its end without showing what it says, unless it fails.
 * @param {string} what names it in the failure's line
 * @throws StartError with the last lines it said
 */
export function runQuietly(what, command, args, env = process.env) {
  return new Promise((resolve, reject) => {
    // A process group of its own, so that an interruption reaches everything it started.
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    running.add(child);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said = (said + chunk).slice(-20_000)));
    child.once("error", (error) => {
      running.delete(child);
      reject(new StartError(`${what} could not be run: ${error.message}`));
    });
    child.once("close", (code, signal) => {
      running.delete(child);
      if (code === 0) return resolve(said);
      reject(new StartError(`${what} failed (${signal ?? `exit ${code}`}).\n${said.trim().split("\n").slice(-25).join("\n")}`));
    });
  });
}

/** Stops whatever is being run quietly, with everything it started. */
export function interruptQuietRuns() {
  for (const child of running) {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // It ended in the meantime.
    }
  }
}
