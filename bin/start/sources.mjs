import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./paths.mjs";

const SHARED = ["db", "domain", "integrations", "lib"];
const FOLDERS = { pages: [...SHARED, "app", "components"], programs: [...SHARED, "worker", "bin"] };
const ROOT_FILES =
  /^(package(-lock)?\.json|tsconfig\.json|next\.config\.\w+|postcss\.config\.\w+|proxy\.ts|instrumentation(-client)?\.ts)$/;
// Of bin/ only what is bundled counts; the rest runs as it is.
const IGNORED =
  /\.(test|fixture)\.(ts|tsx|mjs)$|(^|\/)testing[\w-]*\.ts$|\.d\.mts$|\.md$|^bin\/(?!start\/bundle).*\.mjs$|^bin\/test\//;

/** Everything that pages or programs are made from. */
function sourceFiles(what) {
  const files = readdirSync(ROOT).filter((name) => ROOT_FILES.test(name));
  for (const folder of FOLDERS[what]) collect(folder, files);
  return files.sort();
}

function collect(folder, files) {
  let entries;
  try {
    entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) collect(path, files);
    else if (!IGNORED.test(path)) files.push(path);
  }
}

/**
 * Two marks of the sources: `quick` from sizes and times, `exact` (asked for only when `quick` differs) from the contents.
 * The Node.js version counts as a source.
 * @param {"pages" | "programs"} what
 */
export function markSources(what) {
  const files = sourceFiles(what);
  const quick = createHash("sha256").update(process.version);
  for (const file of files) {
    const { size, mtimeMs } = statSync(join(ROOT, file));
    quick.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return {
    quick: quick.digest("hex"),
    exact() {
      const exact = createHash("sha256").update(process.version);
      for (const file of files)
        exact
          .update(`${file}\n`)
          .update(readFileSync(join(ROOT, file)))
          .update("\0");
      return exact.digest("hex");
    },
  };
}
