import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "../postgres/lock.mjs";
import { isImage, program, ROOT } from "./paths.mjs";
import { runQuietly } from "./run-quietly.mjs";
import { say } from "./say.mjs";
import { markSources } from "./sources.mjs";

const STAMP = join(ROOT, "node_modules", ".almanac-build.json");
const LOCK = join(ROOT, "node_modules", ".almanac-build.lock");

/** Bundles the programs beside the server, where the sources are newer than the bundles. */
export async function buildPrograms() {
  await upToDate(
    "programs",
    () => existsSync(join(ROOT, "build", "prepare.mjs")),
    () => runQuietly("Bundling the worker", process.execPath, [join(ROOT, "bin", "start", "bundle.mjs")]),
  );
}

/** Builds the pages, where the sources are newer than the build. */
export async function buildPages(env) {
  await upToDate(
    "pages",
    () => existsSync(join(ROOT, ".next", "BUILD_ID")),
    async () => {
      say("Building the pages (only after a download or an update; a minute or two) …");
      await runQuietly("The build", process.execPath, [program("next/dist/bin/next"), "build"], {
        ...env,
        NODE_ENV: "production",
      });
    },
  );
}

/** Two starts from one clone must not build at the same time. */
async function upToDate(what, exists, make) {
  if (isImage() || isCurrent(what, exists)) return;
  await withLock(
    LOCK,
    async () => {
      if (isCurrent(what, exists)) return;
      // Marked before: what changes while the build runs is newer than the build.
      const sources = markSources(what);
      const marks = { quick: sources.quick, exact: sources.exact() };
      await make();
      writeStamp({ ...readStamp(), [what]: { ...marks, id: buildId(what) } });
    },
    900_000,
  );
}

function isCurrent(what, exists) {
  const stamp = readStamp()[what];
  if (!stamp || !exists() || stamp.id !== buildId(what)) return false;
  const sources = markSources(what);
  if (stamp.quick === sources.quick) return true;
  if (stamp.exact !== sources.exact()) return false;
  writeStamp({ ...readStamp(), [what]: { ...stamp, quick: sources.quick } });
  return true;
}

/** A build made by hand in between has another id: nobody knows from what it was made. */
function buildId(what) {
  const file = join(ROOT, ".next", "BUILD_ID");
  return what === "pages" && existsSync(file) ? readFileSync(file, "utf8") : "";
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, "utf8"));
  } catch {
    return {};
  }
}

function writeStamp(stamp) {
  writeFileSync(STAMP, JSON.stringify(stamp));
}
