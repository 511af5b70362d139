import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { program, ROOT } from "../start/paths.mjs";
import { StartError, say } from "../start/say.mjs";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * A Chromium that runs here: Playwright's own, the system's, Playwright's download, or the system's from the package manager.
 * @returns {Promise<string>} its path
 */
export async function findChromium() {
  const { chromium } = await import("@playwright/test");
  const present = () => [chromium.executablePath(), ...SYSTEM].find(runs);
  const found = present();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  say("Fetching a browser for the tests …");
  const cli = program("@playwright/test/cli.js");
  quietly(process.execPath, [cli, "install", "chromium"], { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000" });
  // It may have come without the libraries that it needs here.
  if (existsSync(chromium.executablePath()) && !present() && isRoot) quietly(process.execPath, [cli, "install-deps", "chromium"]);
  if (!present() && isRoot && existsSync("/usr/bin/apt-get")) {
    say("That download was refused; installing the system's Chromium …");
    const quiet = { DEBIAN_FRONTEND: "noninteractive" };
    quietly("apt-get", ["update", "-qq"], quiet);
    quietly("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], quiet);
  }
  const fetched = present();
  if (fetched) return fetched;
  throw new StartError(
    "There is no browser for the tests. Install one (as root: apt-get install chromium, or npx playwright install --with-deps chromium).",
  );
}

function runs(path) {
  return existsSync(path) && spawnSync(path, ["--version"], { stdio: "ignore", timeout: 30_000 }).status === 0;
}

function quietly(command, args, env = {}) {
  spawnSync(command, args, { cwd: ROOT, stdio: "ignore", timeout: 420_000, env: { ...process.env, ...env } });
}
