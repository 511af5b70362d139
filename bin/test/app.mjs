import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, waitUntil } from "../postgres/processes.mjs";
import { ROOT } from "../start/paths.mjs";
import { StartError } from "../start/say.mjs";
import { makeDataFolder } from "../start/secrets.mjs";

/**
 * The real thing, as `npm start` runs it, on an empty data folder of its own and a free port.
 * @returns {Promise<{ url: string, dataFolder: string, stop: () => Promise<void> }>}
 */
export async function startApp(more = {}) {
  const dataFolder = join(tmpdir(), `almanac-test-${randomBytes(6).toString("hex")}`);
  makeDataFolder(dataFolder);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    ...ownEnv(),
    PORT: String(port),
    ALMANAC_DATA_DIR: dataFolder,
    ALLOW_SIGNUP: "open",
    ALLOW_GUESTS: "true",
    ...more,
  };
  const child = spawn(process.execPath, [join(ROOT, "bin", "start.mjs")], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said = (said + chunk).slice(-50_000)));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    child.kill("SIGTERM");
    await waitUntil(hasEnded, 60_000);
    removeData(dataFolder);
  };
  const up = await waitUntil(() => said.includes("Almanac is ready") || hasEnded(), 1_800_000, 100);
  if (!up || hasEnded()) {
    await stop();
    throw new StartError(`The application did not start for the browser tests:\n${said.trim()}`);
  }
  return { url, dataFolder, stop, said: () => said };
}

/** The data folder, and the place outside it where root's closed folders made the database go. */
function removeData(dataFolder) {
  const memory = join(dataFolder, "postgres.json");
  const { outside } = existsSync(memory) ? JSON.parse(readFileSync(memory, "utf8")) : {};
  for (const folder of [outside, dataFolder]) if (folder) rmSync(folder, { recursive: true, force: true });
}

/** What the person's own installation is configured with stays out. */
function ownEnv() {
  const ours = /^(DATABASE_|AUTH_|TOKEN_|CRON_|METRICS_|ALMANAC_|ALLOW_|APP_URL|NODE_ENV|npm_lifecycle_event)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
