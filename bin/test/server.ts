import { resolve } from "node:path";
import { joinServer } from "@/bin/postgres/server.mjs";
import { makeDataFolder, readSecrets } from "@/bin/start/secrets.mjs";

/** A PostgreSQL for tests: who administers it, who owns the databases, who the application is. */
export type TestServer = {
  /** An administrator's address of a database. */
  admin: (database: string) => string;
  owner: (database: string) => string;
  /** Undefined where every run makes a login of its own. */
  web: ((database: string) => string) | undefined;
  /** Runs work while no other test run on this server makes or drops databases. */
  alone: <Result>(work: () => Promise<Result>) => Promise<Result>;
  leave: () => Promise<void>;
};

/** The embedded server that all test runs of this clone share: the first run starts it, the last one that leaves stops it. */
export async function joinEmbedded(): Promise<TestServer> {
  const root = process.cwd();
  const dataFolder = resolve(root, ".data", "test-pg");
  makeDataFolder(resolve(root, ".data"));
  makeDataFolder(dataFolder);
  const { passwords } = readSecrets(dataFolder);
  const server = await joinServer({ root, dataFolder, passwords, throwaway: true });
  const as = (role: string) => (database: string) => server.url(role, database);
  return {
    admin: as("almanac_admin"),
    owner: as("almanac_owner"),
    web: as("almanac_web"),
    alone: server.alone,
    leave: server.leave,
  };
}
