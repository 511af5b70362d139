import type pg from "pg";
import { errorCode } from "./connect";

/** What a transaction may become: users' work, jobs, the owner's audit view. None of them can log in. */
export const GROUP_ROLES = ["almanac_app", "almanac_jobs", "almanac_auditor"] as const;

/**
 * Creates the group roles where they are missing and lets the logins take them on. On the embedded server all of it is there
 * already; on a server of one's own the login of DATABASE_DIRECT_URL needs CREATEROLE for this, or somebody runs the statements.
 * @throws Error that names the statement to run as administrator
 */
export async function ensureGroupRoles(client: pg.ClientBase, logins: string[]): Promise<void> {
  for (const role of GROUP_ROLES) await ensureRole(client, role, "nologin noinherit", logins);
}

/** Creates a role where it is missing and lets the logins take it on. @throws Error that names the statement to run as administrator */
export async function ensureRole(client: pg.ClientBase, role: string, attributes: string, logins: string[]): Promise<void> {
  if (!(await exists(client, role))) await asAdministrator(client, `create role ${role} ${attributes}`);
  for (const login of logins) {
    if (!(await maySetRole(client, login, role)))
      await asAdministrator(client, `grant ${role} to ${client.escapeIdentifier(login)}`);
  }
}

async function exists(client: pg.ClientBase, role: string): Promise<boolean> {
  return ((await client.query("select from pg_roles where rolname = $1", [role])).rowCount ?? 0) > 0;
}

async function maySetRole(client: pg.ClientBase, login: string, role: string): Promise<boolean> {
  const { rows } = await client.query<{ version: number }>("select current_setting('server_version_num')::int as version");
  // Since 16 being a member and being allowed to become the role are two things.
  const privilege = (rows[0]?.version ?? 0) >= 160_000 ? "SET" : "MEMBER";
  const answer = await client.query<{ may: boolean }>("select pg_has_role($1, $2, $3) as may", [login, role, privilege]);
  return answer.rows[0]?.may ?? false;
}

async function asAdministrator(client: pg.ClientBase, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    // Somebody else who migrates another database of this server at the same moment was first.
    if (errorCode(error) === "42710" || errorCode(error) === "23505") return;
    if (errorCode(error) !== "42501") throw error;
    throw new Error(
      `The login of DATABASE_DIRECT_URL may not manage roles. Run this as an administrator and start again: ${statement};`,
      {
        cause: error,
      },
    );
  }
}

/** What the server's own login may call before it takes a role; the rest of the door is for roles, or for the door itself. */
export const AT_THE_DOOR = [
  "find_session",
  "find_api_key",
  "find_account",
  "has_owner",
  "create_account",
  "create_guest",
  "create_session",
  "touch_session",
  "take_attempt",
  "return_attempt",
  "find_identity",
  "create_account_from_identity",
  "receive_hint",
  "find_feed",
  "find_badge",
];

/** Lets the logins look up accounts, sessions and keys through the door's functions, and nothing else there. */
export async function grantDoor(client: pg.ClientBase, logins: string[]): Promise<void> {
  const { rows } = await client.query<{ routine: string }>(
    "select oid::regprocedure::text as routine from pg_proc where pronamespace = to_regnamespace('door') and proname = any($1)",
    [AT_THE_DOOR],
  );
  if (rows.length === 0) return;
  for (const login of logins) {
    const name = client.escapeIdentifier(login);
    await client.query(`grant usage on schema door to ${name}`);
    for (const { routine } of rows) await client.query(`grant execute on function ${routine} to ${name}`);
  }
}

/** The login names in some addresses, each once. */
export function loginsOf(...urls: string[]): string[] {
  return [...new Set(urls.map((url) => decodeURIComponent(new URL(url).username)).filter((name) => name !== ""))];
}
