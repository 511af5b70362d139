import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../start/paths.mjs";
import { ofPlaywright, ofVitest } from "./reports.mjs";

const test1 = (status, fullName, ...failureMessages) => ({ status, fullName, failureMessages });

test("what failed and what passed only at the second attempt are told by file, name and first words", () => {
  const report = {
    numPassedTests: 2,
    numFailedTests: 1,
    testResults: [
      {
        name: join(ROOT, "db", "a.test.ts"),
        status: "failed",
        message: "",
        assertionResults: [
          test1("passed", "adds"),
          test1("passed", "adds slowly", "Error: Test timed out in 5000ms.\n    at a.test.ts:3"),
          test1("failed", "subtracts", "\u001b[31mAssertionError\u001b[39m: expected 1 to be 2\n\n  - 2\n  + 1"),
        ],
      },
      { name: join(ROOT, "db", "b.test.ts"), status: "failed", message: "Cannot find module", assertionResults: [] },
    ],
  };
  const { passed, failed, bad, shaky } = ofVitest(report);
  expect([passed, failed]).toEqual([2, 1]);
  expect(bad).toEqual([
    "db/a.test.ts › subtracts: AssertionError: expected 1 to be 2 - 2",
    "db/b.test.ts › the file itself: Cannot find module",
  ]);
  expect(shaky).toEqual(["db/a.test.ts › adds slowly: Error: Test timed out in 5000ms. at a.test.ts:3"]);
});

test("so are browser tests, however deep in groups", () => {
  const spec = (title, status, ...messages) => ({
    title,
    file: "runs.spec.ts",
    tests: [{ projectName: "phone", status, results: messages.map((message) => ({ errors: message ? [{ message }] : [] })) }],
  });
  const report = {
    stats: { expected: 1, flaky: 1, unexpected: 1 },
    errors: [],
    suites: [
      {
        specs: [spec("opens", "expected", "")],
        suites: [
          { specs: [spec("closes", "flaky", "Error: too early", ""), spec("sorts", "unexpected", "Error: no", "Error: no")] },
        ],
      },
    ],
  };
  const { passed, failed, bad, shaky } = ofPlaywright(report);
  expect([passed, failed]).toEqual([2, 1]);
  expect(bad).toEqual(["e2e/runs.spec.ts › sorts (phone): Error: no"]);
  expect(shaky).toEqual(["e2e/runs.spec.ts › closes (phone): Error: too early"]);
});
