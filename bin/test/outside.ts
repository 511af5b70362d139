import pg from "pg";
import type { TestServer } from "./server";

/**
 * A server of one's own, named by TEST_DATABASE_URL (its login needs CREATEDB and CREATEROLE): the same tests on another version of
 * PostgreSQL. Databases are made beside the one in the address and dropped at the end.
 */
export function joinOutside(address: string): TestServer {
  const at = (database: string) => {
    const url = new URL(address);
    url.pathname = `/${database}`;
    return url.toString();
  };
  return {
    admin: at,
    owner: at,
    web: undefined,
    alone: async (work) => {
      const client = new pg.Client({ connectionString: address });
      await client.connect();
      try {
        await client.query("select pg_advisory_lock(hashtextextended('almanac.tests', 0))");
        return await work();
      } finally {
        await client.end();
      }
    },
    leave: async () => undefined,
  };
}
