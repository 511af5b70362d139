import type { TestProject } from "vitest/node";
import { makeTestDatabase } from "./database";

declare module "vitest" {
  export interface ProvidedContext {
    testDatabase: { url: string; ownerUrl: string; adminUrl: string };
  }
}

/** One database for a whole run; tests stay apart because each makes a user of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { drop, ...addresses } = await makeTestDatabase(process.env["TEST_DATABASE_URL"]);
  project.provide("testDatabase", addresses);
  return drop;
}
