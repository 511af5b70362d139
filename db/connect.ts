import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";

const NOT_YET = new Set(["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EAI_AGAIN", "ENOTFOUND", "EHOSTUNREACH", "57P03", "53300"]);

/**
 * Opens one direct connection, waiting for a server that is still starting.
 * @param patienceMs how long to go on trying
 * @throws Error with one line for people: what was refused and what to do
 */
export async function connect(url: string, patienceMs = 30_000): Promise<pg.Client> {
  const end = Date.now() + patienceMs;
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 1_000)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: "almanac-migrate" });
    try {
      await client.connect();
      await requireVersion(client);
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      const code = errorCode(error);
      if (!NOT_YET.has(code) || Date.now() > end) throw new Error(explain(url, code, error), { cause: error });
      await wait(pauseMs);
    }
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; text: string }>(
    "select current_setting('server_version_num')::int as version, current_setting('server_version') as text",
  );
  const row = rows[0];
  if (row && row.version < 150_000) throw new Error(`PostgreSQL ${row.text} is too old: Almanac needs 15 or newer.`);
}

/** The SQLSTATE or the system's code of a failure, empty when it has none. */
export function errorCode(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : "";
}

function explain(url: string, code: string, error: unknown): string {
  const { host, pathname, username } = new URL(url);
  const database = pathname.slice(1);
  if (code === "28P01" || code === "28000")
    return `PostgreSQL at ${host} refused ${username}: check name and password in DATABASE_URL.`;
  if (code === "3D000") return `PostgreSQL at ${host} has no database ${database}: create it, or correct DATABASE_URL.`;
  if (NOT_YET.has(code)) return `PostgreSQL at ${host} cannot be reached (${code}): start it, or correct DATABASE_URL.`;
  return error instanceof Error ? error.message : String(error);
}
