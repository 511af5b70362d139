import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { parseUserId, type Role, type UserId } from "@/domain/users";

/** For tests only. Each test makes a user of its own: the policies make that user's world empty, so nothing needs cleaning up. */
export type TestUser = { id: UserId; email: string; name: string };

/**
 * Makes an account the way sign-up does.
 * @param wish role (default `member`), name, IANA zone (default `UTC`), password hash (default: one that no password has)
 */
export async function testUser(
  wish: { role?: Role; name?: string; timeZone?: string; passwordHash?: string } = {},
): Promise<TestUser> {
  const { role = "member", name = "Test Person", timeZone = "UTC", passwordHash = "no password" } = wish;
  const id = parseUserId(randomUUID());
  const email = `${id}@example.test`;
  await webQuery("select door.create_account($1, $2, $3, $4, $5, 'open')", [id, email, passwordHash, name, timeZone]);
  const guest = role === "guest";
  await ownerQuery("update door.accounts set role = $2, email = $3 where user_id = $1", [id, role, guest ? null : email]);
  return { id, email, name };
}

/** Runs a statement past all policies, as the server's administrator: for looking at what really is in the tables. */
export async function ownerQuery<Row extends pg.QueryResultRow = pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await pool("adminUrl").query<Row>(text, values)).rows;
}

/** Runs a statement as the application's login, without any role taken. */
export async function webQuery<Row extends pg.QueryResultRow = pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await pool("url").query<Row>(text, values)).rows;
}

/** Addresses of this run's database: the application's login, the owner of the tables, the administrator. */
export function testDatabase(): { url: string; ownerUrl: string; adminUrl: string } {
  return inject("testDatabase");
}

const pools = new Map<string, pg.Pool>();

function pool(login: "url" | "ownerUrl" | "adminUrl"): pg.Pool {
  const made =
    pools.get(login) ?? new pg.Pool({ connectionString: inject("testDatabase")[login], max: 2, allowExitOnIdle: true });
  // The database is dropped under idle connections at the end of a run; that is no failure of a test.
  if (!pools.has(login)) made.on("error", () => undefined);
  pools.set(login, made);
  return made;
}
