import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { isAlive } from "@/bin/postgres/processes.mjs";
import { makeTestDatabase } from "./database";

declare module "vitest" {
  export interface ProvidedContext {
    testDatabase: { url: string; ownerUrl: string; adminUrl: string };
    testFolder: string;
  }
}

/** One database and one folder for a whole run; tests stay apart because each makes a user of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeLeftovers();
  const { drop, ...addresses } = await makeTestDatabase(process.env["TEST_DATABASE_URL"]);
  const folder = mkdtempSync(join(tmpdir(), `almanac-tests-${process.pid}-`));
  project.provide("testDatabase", addresses);
  project.provide("testFolder", folder);
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    await drop();
  };
}

/** Folders of runs that were killed. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^almanac-tests-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
