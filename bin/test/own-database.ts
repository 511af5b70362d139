import pg from "pg";
import { makeTestDatabase } from "./database";

/** For a test file that cannot share a database with others, as what it is about counts for all people together. */
export async function ownDatabase() {
  const database = await makeTestDatabase(process.env["TEST_DATABASE_URL"]);
  const admin = new pg.Pool({ connectionString: database.adminUrl, max: 2, allowExitOnIdle: true });
  // It is dropped under idle connections at the end; that is no failure of a test.
  admin.on("error", () => undefined);
  return {
    environment: { DATABASE_URL: database.url, DATABASE_DIRECT_URL: database.ownerUrl },
    /** Runs a statement past all policies: for looking at what really is in the tables. */
    query: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> =>
      (await admin.query<Row>(text, values)).rows,
    async drop(): Promise<void> {
      await admin.end();
      await database.drop();
    },
  };
}
