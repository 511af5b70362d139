import { relative } from "node:path";
import { ROOT } from "../start/paths.mjs";

/**
 * What a part of the suite came to.
 * @typedef {{ passed: number, failed: number, bad?: string[], shaky?: string[] }} Outcome `bad`: what failed, a line each;
 * `shaky`: what passed at its second attempt
 */

const MOST = 300;

/** A test by its file and name, with the beginning of what it complained about. */
function line(file, name, message) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal begin with one
  const words = String(message ?? "").replace(/\u001b\[[\d;]*m/g, "");
  const said = words
    .split("\n")
    .map((part) => part.trim())
    .filter(Boolean)
    .slice(0, 2)
    .join(" ");
  return `${relative(ROOT, file)} › ${name}${said ? `: ${said.slice(0, MOST)}` : ""}`;
}

/** @returns {Outcome} of the JSON report of vitest */
export function ofVitest(report) {
  const bad = [];
  const shaky = [];
  for (const file of report.testResults) {
    const failed = file.assertionResults.filter((test) => test.status === "failed");
    for (const test of failed) bad.push(line(file.name, test.fullName, test.failureMessages[0]));
    if (file.status === "failed" && failed.length === 0) bad.push(line(file.name, "the file itself", file.message));
    for (const test of file.assertionResults) {
      // The words of a first attempt stay when the second one passes.
      if (test.status === "passed" && test.failureMessages.length > 0) {
        shaky.push(line(file.name, test.fullName, test.failureMessages[0]));
      }
    }
  }
  return { passed: report.numPassedTests, failed: report.numFailedTests, bad, shaky };
}

const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

/** @returns {Outcome} of the JSON report of Playwright */
export function ofPlaywright(report) {
  const bad = [];
  const shaky = [];
  for (const spec of report.suites.flatMap(specsOf)) {
    for (const test of spec.tests) {
      const lists = { unexpected: bad, flaky: shaky };
      const complaint = test.results.flatMap((result) => result.errors ?? [])[0]?.message;
      lists[test.status]?.push(line(`e2e/${spec.file}`, `${spec.title} (${test.projectName})`, complaint));
    }
  }
  for (const error of report.errors ?? []) bad.push(line("e2e", "before or between the tests", error.message));
  return { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected, bad, shaky };
}
