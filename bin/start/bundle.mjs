import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "./paths.mjs";

/**
 * Bundles what runs beside the server into `build/`: the worker, the step before the start, the courier of tokens, and the scripts of worker
 * threads (`*-thread.ts`; found beside the worker under the same name). Run as a program of its own.
 */
const threads = ["worker", "integrations", "db", "app"].flatMap((folder) => threadScripts(folder));
const entries = { prepare: "bin/prepare.ts", courier: "integrations/courier.ts" };
if (existsSync(join(ROOT, "worker", "main.ts"))) entries.worker = "worker/main.ts";
for (const path of threads) entries[basename(path, ".ts")] = path;

function threadScripts(folder) {
  try {
    return readdirSync(join(ROOT, folder), { recursive: true })
      .filter((name) => /[.-]thread\.ts$/.test(name))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

rmSync(join(ROOT, "build"), { recursive: true, force: true });
await build({
  absWorkingDir: ROOT,
  entryPoints: Object.entries(entries).map(([out, path]) => ({ in: path, out })),
  outdir: "build",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: "linked",
  logLevel: "warning",
  external: ["@node-rs/argon2", "pg-native", "geo-tz"],
  conditions: ["react-server"],
  // Packages written for require() find it, and their own folder, here.
  banner: {
    js: [
      'import { createRequire as almanacRequire } from "node:module";',
      'import { fileURLToPath as almanacPath } from "node:url";',
      "const require = almanacRequire(import.meta.url);",
      "const __filename = almanacPath(import.meta.url);",
      'const __dirname = almanacPath(new URL(".", import.meta.url));',
    ].join("\n"),
  },
});
