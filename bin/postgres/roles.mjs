/**
 * Roles of an embedded server. `almanac_admin` made the server and is used for nothing else; the application logs in as
 * `almanac_web` and takes on one of the group roles for each transaction; migrations run as `almanac_owner`.
 */
const GROUPS = ["almanac_app", "almanac_jobs", "almanac_auditor"];
const LOGINS = {
  almanac_owner: "login noinherit",
  almanac_web: "login noinherit",
  almanac_cdc: "login replication",
  almanac_backup: "login bypassrls",
};

/** Names of the login roles; each has a password in the secrets file. */
export const LOGIN_NAMES = Object.keys(LOGINS);

/**
 * Creates what is missing: roles, the database, extensions that need the administrator. Repeating it changes nothing but passwords.
 * @param client a connected `pg` client of the administrator on database `postgres`
 * @param connect opens another client of the administrator on a named database
 */
export async function createRoles(client, passwords) {
  const { rows } = await client.query("select rolname from pg_roles where rolname like 'almanac%'");
  const existing = new Set(rows.map((row) => row.rolname));
  const statements = [];
  for (const name of GROUPS) if (!existing.has(name)) statements.push(`create role ${name} nologin noinherit`);
  for (const [name, attributes] of Object.entries(LOGINS)) {
    statements.push(
      `${existing.has(name) ? "alter" : "create"} role ${name} ${attributes} password ${client.escapeLiteral(passwords[name])}`,
    );
  }
  for (const group of GROUPS)
    statements.push(`grant ${group} to almanac_owner with admin option`, `grant ${group} to almanac_web`);
  statements.push("grant pg_read_all_data to almanac_backup");
  // A role that inherits nothing has to be told that this it does: the owner's status page reads statistics of the whole server.
  statements.push("grant pg_read_all_stats, pg_stat_scan_tables to almanac_auditor with inherit true");
  await client.query(statements.join(";\n"));
}

/** Creates a database that belongs to the owner and is closed to everybody not named here. */
export async function createDatabase(client, name) {
  const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
  if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)} owner almanac_owner`);
  const database = client.escapeIdentifier(name);
  await client.query(
    `revoke all on database ${database} from public; grant connect on database ${database} to ${LOGIN_NAMES.join(", ")}`,
  );
}

/** Extensions only an administrator may create. */
export async function createExtensions(client) {
  await client.query(
    "create extension if not exists pg_stat_statements with schema public; create extension if not exists pgstattuple with schema public",
  );
}
