import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("./", import.meta.url));

/**
 * A test that fails on a busy machine gets one more chance and is named at the end of `npm test`, with its words: nothing that
 * fails goes unseen, and no landing waits for a race in a test. The long proofs get none.
 */
const retry = process.env["PROVE"] ? 0 : 1;

const shared = {
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      { find: /^server-only$/, replacement: `${root}bin/test/server-only.ts` },
    ],
  },
};
const database = ["db/**/*.test.ts", "**/*.db.test.{ts,tsx}"];
const never = ["**/node_modules/**", ".next/**", "build/**", ".data/**"];

/** `unit` needs nothing; `database` gets a PostgreSQL with the schema of `drizzle/` (see bin/test). */
export default defineConfig({
  test: {
    // Two at least: much of a database test is waiting, so the second one fills a machine of two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          retry,
          include: ["**/*.test.{ts,tsx,mjs}"],
          exclude: [...never, ...database],
          testTimeout: process.env["PROVE"] ? 600_000 : 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: "database",
          retry,
          include: database,
          exclude: never,
          globalSetup: "bin/test/global-setup.ts",
          setupFiles: "bin/test/worker-setup.ts",
          // None takes longer than some seconds here; another machine may be ten times slower, and busy.
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
