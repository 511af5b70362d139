import { spawn } from "node:child_process";
import { waitUntil } from "../postgres/processes.mjs";
import { ROOT } from "./paths.mjs";
import { say } from "./say.mjs";

const WITH_PARENT = new URL("../with-parent.mjs", import.meta.url).href;
const PATIENCE_MS = 10_000;

/**
 * A program that runs as long as we do. When it ends by itself it is started again, unless it keeps ending right away.
 * @param {{ name: string, args: string[], env: object, log: ReturnType<import("./log-file.mjs").openLog>, onGivenUp: (why: string) => void }} wish
 */
export function keepRunning({ name, args, env, log, onGivenUp }) {
  let child;
  let wanted = true;
  let quickEnds = 0;

  const start = () => {
    const startedAt = Date.now();
    child = spawn(process.execPath, ["--import", WITH_PARENT, ...args], {
      cwd: ROOT,
      env,
      stdio: ["ignore", log.output, log.output, "ipc"],
      // Its own group: Ctrl-C reaches only us, and we stop things in their order.
      detached: true,
    });
    child.once("exit", (code, signal) => {
      if (!wanted) return;
      quickEnds = Date.now() - startedAt < 10_000 ? quickEnds + 1 : 0;
      const how = signal ?? `exit ${code}`;
      if (quickEnds >= 3) return onGivenUp(`The ${name} keeps ending (${how}). ${log.lastWords()}`);
      say(`The ${name} ended (${how}) and is started again.`);
      setTimeout(() => wanted && start(), 500 * quickEnds);
    });
    child.once("error", (error) => onGivenUp(`The ${name} could not be started: ${error.message}`));
  };
  start();

  return {
    pid: () => child.pid,
    /** Asks it to end, waits for what it has begun, and is not patient for ever. */
    async stop() {
      wanted = false;
      signalGroup(child, "SIGTERM");
      if (!(await waitUntil(() => hasEnded(child), PATIENCE_MS, 10))) signalGroup(child, "SIGKILL");
      await waitUntil(() => hasEnded(child), 5_000, 10);
      // What it started itself and left behind goes with it.
      signalGroup(child, "SIGKILL");
    },
    kill() {
      wanted = false;
      signalGroup(child, "SIGKILL");
    },
  };
}

function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}
