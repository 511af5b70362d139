import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "./paths.mjs";
import { StartError } from "./say.mjs";

/**
 * Starts `build/prepare.mjs`. It checks the environment while the database is still starting.
 * @returns {{ stop: () => void, checked: Promise<void>, migrate: (addresses: { url: string, directUrl: string }) => Promise<{ migrated: string[], owner: boolean }> }}
 */
export function startPreparing(env) {
  const child = spawn(process.execPath, [join(ROOT, "build", "prepare.mjs")], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const next = async () => {
    const ended = once(child, "exit").then(() => [
      { error: "The step before the start (build/prepare.mjs) ended without an answer." },
    ]);
    const [answer] = await Promise.race([once(child, "message"), ended]);
    if (answer.error) {
      child.kill();
      throw new StartError(answer.error);
    }
    return answer;
  };
  return {
    stop: () => child.kill(),
    checked: next(),
    migrate: (addresses) => {
      child.send(addresses);
      return next();
    },
  };
}
