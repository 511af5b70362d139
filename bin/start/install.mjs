import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isImage, ROOT } from "./paths.mjs";
import { runQuietly } from "./run-quietly.mjs";
import { StartError, say } from "./say.mjs";

/** Installs the packages of the lock file where they are missing or another version of the lock was installed. */
export async function installPackages() {
  if (isImage()) return;
  const lock = readFileSync(join(ROOT, "package-lock.json"), "utf8");
  const mark = createHash("sha256").update(lock).digest("hex");
  const stamp = join(ROOT, "node_modules", ".stamp");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === mark) return;
  if (!installedByHand(JSON.parse(lock))) {
    say("Installing packages (only after a download or an update; one or two minutes) …");
    rmSync(stamp, { force: true });
    await npmCi();
  }
  writeFileSync(stamp, mark);
}

async function npmCi() {
  // Under NODE_ENV=production npm would leave out what the build needs.
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const npm = process.env.npm_execpath;
  try {
    await (npm?.endsWith(".js") ? runQuietly("npm ci", process.execPath, [npm, ...args]) : runQuietly("npm ci", "npm", args));
  } catch (error) {
    throw new StartError(
      `The packages could not be installed: is the registry reachable, and is there space on the disk? ${error.message}`,
    );
  }
}

/** npm writes down what it installed. Whoever ran `npm ci` or `npm install` need not wait for it a second time. */
function installedByHand(lock) {
  const hidden = join(ROOT, "node_modules", ".package-lock.json");
  if (!existsSync(hidden)) return false;
  const installed = JSON.parse(readFileSync(hidden, "utf8")).packages;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === "" || wanted.optional || wanted.devOptional || wanted.peer) return true;
    const nested = path.lastIndexOf("node_modules/") > 0;
    return installed[path]?.version === wanted.version && (nested || existsSync(join(ROOT, path)));
  });
}
