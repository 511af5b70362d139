import pg from "pg";
import { makeTestDatabase } from "@/bin/test/database";
import { parseEnv } from "@/lib/env";

/** Addresses of the scratch database that this benchmark runs on. */
export type Scratch = { url: string; ownerUrl: string; adminUrl: string; drop: () => Promise<void> };

/** Makes an empty, migrated database and points this process at it. */
export async function scratchDatabase(): Promise<Scratch> {
  const made = await makeTestDatabase(process.env["TEST_DATABASE_URL"]);
  process.env["DATABASE_URL"] = made.url;
  process.env["DATABASE_DIRECT_URL"] = made.ownerUrl;
  process.env["LOG_LEVEL"] ??= "error";
  parseEnv(process.env);
  return made;
}

/** Runs a piece of work with a connection of the administrator. */
export async function asAdmin<T>(scratch: Scratch, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: scratch.adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Milliseconds of server execution that the application's login has used in this database since the last reset. */
export async function executionMs(scratch: Scratch, login: string): Promise<{ ms: number; buffers: number; calls: number }> {
  return asAdmin(scratch, async (client) => {
    const { rows } = await client.query<{ ms: number; buffers: number; calls: number }>(
      `select coalesce(sum(s.total_exec_time), 0)::float8 as ms, coalesce(sum(s.shared_blks_hit + s.shared_blks_read), 0)::float8 as buffers,
          coalesce(sum(s.calls), 0)::float8 as calls
        from pg_stat_statements s join pg_roles r on r.oid = s.userid join pg_database d on d.oid = s.dbid
        where d.datname = current_database() and (r.rolname = $1 or r.rolname in ('almanac_app', 'almanac_auditor', 'almanac_jobs'))`,
      [login],
    );
    return rows[0] ?? { ms: 0, buffers: 0, calls: 0 };
  });
}

/** Forgets what was counted so far. */
export async function resetCounters(scratch: Scratch): Promise<void> {
  await asAdmin(scratch, (client) => client.query("select pg_stat_statements_reset()"));
}

/** The login's name in an address. */
export function loginOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}
