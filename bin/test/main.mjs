import { installPackages } from "../start/install.mjs";
import { complain, say } from "../start/say.mjs";
import { prepareToStop } from "../start/stopping.mjs";
import { startApp } from "./app.mjs";
import { findChromium } from "./chromium.mjs";
import { interruptPart, lint, playwright, types, unused, vitest } from "./parts.mjs";

const PARTS = {
  lint: { title: "Format and lint", work: lint },
  types: { title: "Types", work: types },
  unused: { title: "Unused code", work: unused },
  unit: { title: "Unit tests", work: (filters) => vitest("unit", filters) },
  database: { title: "Database tests", work: (filters) => vitest("database", filters) },
  browser: { title: "Browser tests", work: browser },
};

/**
 * Runs parts of the suite one after the other and ends with the summary.
 * @param {string[]} parts names; those after the first that is no part are handed on as filters
 */
export async function testParts(parts, filters = []) {
  const stopping = prepareToStop();
  stopping.add({ stop: interruptPart });
  const total = { passed: 0, failed: 0 };
  const bad = [];
  const shaky = [];
  try {
    await installPackages();
    for (const name of parts) {
      say(`\n── ${PARTS[name].title} ${"─".repeat(60 - PARTS[name].title.length)}`);
      const startedAt = Date.now();
      const { passed, failed, ...told } = await attempt(() => PARTS[name].work(filters, stopping));
      total.passed += passed;
      total.failed += failed;
      if (failed > 0) bad.push(...(told.bad ?? [PARTS[name].title]));
      shaky.push(...(told.shaky ?? []));
      say(`${PARTS[name].title}: ${passed} of ${passed + failed} in ${Math.round((Date.now() - startedAt) / 1000)} s`);
      if (stopping.isStopping()) return;
    }
  } catch (error) {
    complain(error);
    total.failed += 1;
  }
  if (total.passed + total.failed === 0) {
    complain(new Error(`There is no test of that name: ${filters.join(" ")}`));
    total.failed = 1;
  }
  list("Passed at the second attempt", shaky);
  list("Failed", bad);
  say(`\n${total.passed} passed, ${total.failed} failed`);
  await stopping.stop(total.failed === 0 ? 0 : 1);
}

/** The end of a long run is what is read: names stand there once more. */
function list(title, lines) {
  if (lines.length > 0) say(`\n${title}:\n${lines.map((line) => `  ${line}`).join("\n")}`);
}

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    complain(error);
    return { passed: 0, failed: 1 };
  }
}

async function browser(filters, stopping) {
  const executable = await findChromium();
  const app = await startApp();
  stopping.add(app);
  try {
    return await playwright(
      { ALMANAC_E2E_URL: app.url, ALMANAC_E2E_DATA: app.dataFolder, ALMANAC_CHROMIUM: executable },
      filters,
    );
  } finally {
    await app.stop();
  }
}

/** Splits `unit database some/path` into parts (all, when none is named) and filters. */
export function chooseParts(args, all = Object.keys(PARTS)) {
  const parts = args.filter((arg) => arg in PARTS);
  return { parts: parts.length > 0 ? parts : all, filters: args.filter((arg) => !(arg in PARTS)) };
}
