import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program, ROOT } from "../start/paths.mjs";
import { ofPlaywright, ofVitest } from "./reports.mjs";

/** Variables of a running installation have no business in its tests. */
const cleanEnv = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(DATABASE_|AUTH_SECRET|TOKEN_|CRON_|PORT$|APP_URL|NODE_ENV)/.test(name)),
  );

let current;

/** Ends the part that runs. */
export function interruptPart() {
  current?.kill("SIGTERM");
}

/** Runs one of our tools to its end, showing what it says. @returns its exit code */
function run(args, env = {}) {
  return new Promise((resolve) => {
    current = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...cleanEnv(), NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: "inherit",
    });
    current.once("error", () => resolve(1));
    current.once("exit", (code) => resolve(code ?? 1));
  });
}

/** A part that is one check: it passes or fails as a whole. */
const check = async (args, env) => ((await run(args, env)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

export const lint = () => check([program("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"]);

/** The framework writes the types of its routes first; a fresh clone does not have them. */
export async function types() {
  if ((await run([program("next/dist/bin/next"), "typegen"])) !== 0) return { passed: 0, failed: 1 };
  return check([program("typescript/bin/tsc"), "--noEmit"]);
}

export const unused = () => check([join(ROOT, "bin", "unused.mjs")]);

/** One project of vitest; every test counts. */
export function vitest(project, filters = [], env = {}) {
  return counted(
    (file) =>
      run(
        [
          program("vitest/vitest.mjs"),
          "run",
          "--project",
          project,
          "--reporter=default",
          "--reporter=json",
          `--outputFile.json=${file}`,
          // What is asked for by name may be in the other project alone; that nothing at all was found is said at the end.
          ...(filters.length > 0 ? ["--passWithNoTests"] : []),
          ...filters,
        ],
        env,
      ),
    ofVitest,
  );
}

/** The browser tests against a server that runs. */
export function playwright(env, filters = []) {
  return counted(
    (file) => run([program("@playwright/test/cli.js"), "test", ...filters], { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
    ofPlaywright,
  );
}

/** A tool that ends badly without a failed test (a file that cannot be loaded, an error between tests) counts as one failure. */
async function counted(start, read) {
  const folder = mkdtempSync(join(tmpdir(), "almanac-report-"));
  const file = join(folder, "report.json");
  try {
    const code = await start(file);
    const counts = read(JSON.parse(readFileSync(file, "utf8")));
    if (code === 0 || counts.failed > 0) return counts;
    return { ...counts, failed: 1, bad: [...counts.bad, `a tool ended with ${code} though no test failed`] };
  } catch (error) {
    return { passed: 0, failed: 1, bad: [`a tool left no report that can be read: ${error.message}`] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
