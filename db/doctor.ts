import { doorFunctions, doorTables, functions, policies, views, webRole } from "./doctor-locks";
import { replication } from "./doctor-replication";
import { schedules } from "./doctor-schedules";
import { type Client, type Finding, note, ok, problem, rows, verdict } from "./findings";
import { applied, compare } from "./migrate";
import { readMigrations } from "./migrations";
import { GROUP_ROLES } from "./roles";

/** Looks at everything in the database that Almanac relies on. @param client the owner's login */
export async function examineDatabase(client: Client, webLogin: string): Promise<Finding[]> {
  const checks = [
    version,
    migrations,
    groupRoles,
    webRole(webLogin),
    doorFunctions(webLogin),
    doorTables(webLogin),
    policies,
    partitions,
    functions,
    views,
    extensions,
    replication,
    schedules,
    webhooks,
  ];
  const findings: Finding[] = [];
  for (const check of checks) findings.push(...(await check(client)));
  return findings;
}

async function version(client: Client): Promise<Finding[]> {
  const [row] = await rows<{ text: string; number: number }>(
    client,
    "select current_setting('server_version') as text, current_setting('server_version_num')::int as number",
  );
  if (!row) return [];
  return row.number < 150_000
    ? [problem("Database", `PostgreSQL ${row.text} is too old.`, "Move to PostgreSQL 15 or newer.")]
    : [ok("Database", `PostgreSQL ${row.text}`)];
}

async function migrations(client: Client): Promise<Finding[]> {
  try {
    const pending = compare(await readMigrations(), await applied(client));
    return verdict("Migrations", pending, (names) => `Not applied: ${names}.`, "npm run db:migrate", "All are applied.");
  } catch (error) {
    return [problem("Migrations", error instanceof Error ? error.message : String(error), "See the README on migrations.")];
  }
}

async function groupRoles(client: Client): Promise<Finding[]> {
  const wrong = await rows<{ name: string }>(
    client,
    `select wanted as name from unnest($1::text[]) wanted left join pg_roles r on r.rolname = wanted
     where r.oid is null or r.rolsuper or r.rolbypassrls or r.rolcanlogin`,
    [GROUP_ROLES],
  );
  return verdict(
    "Roles",
    wrong,
    (names) => `Missing, or with rights they must not have: ${names}.`,
    "As an administrator: create role NAME nologin noinherit; or alter role NAME nosuperuser nobypassrls nologin;",
    `${GROUP_ROLES.join(", ")} exist and cannot step around the policies.`,
  );
}

async function partitions(client: Client): Promise<Finding[]> {
  const open = await rows<{ name: string }>(
    client,
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relispartition and c.relkind = 'r' and exists (select from pg_roles where rolname = 'almanac_app')
       and has_table_privilege('almanac_app', c.oid, 'select')`,
  );
  const findings = verdict(
    "Partitions",
    open,
    (names) => `Readable past the parent's policy: ${names}.`,
    "revoke all on NAME from almanac_app;",
    "None can be read past its parent's policy.",
  );
  const missing = await rows<{ name: string }>(
    client,
    `select t as name from unnest(array['user_actions', 'user_activity']) t
      where to_regclass(format('app.%I', t || '_' || to_char(now() at time zone 'UTC' + interval '1 month', 'YYYY_MM'))) is null`,
  );
  if (missing.length > 0) {
    const fix = "Let the worker run, or call /api/cron/create-partitions daily.";
    const names = missing.map(({ name }) => name).join(", ");
    findings.push(note("Schedules", `Next month's partition does not exist yet: ${names}.`, fix));
  }
  return findings;
}

const EXTENSIONS = {
  pg_stat_statements: {
    text: "nobody counts slow statements.",
    fix: "create extension pg_stat_statements; with the library in shared_preload_libraries.",
  },
  pgstattuple: { text: "the status page cannot tell how much of each table is empty.", fix: "create extension pgstattuple;" },
};

async function extensions(client: Client): Promise<Finding[]> {
  const [row] = await rows<{ there: string[]; may: boolean }>(
    client,
    `select array(select extname::text from pg_extension) as there, exists (select from pg_roles where rolname = 'almanac_auditor')
       and pg_has_role('almanac_auditor', 'pg_read_all_stats', 'usage') and pg_has_role('almanac_auditor', 'pg_stat_scan_tables', 'usage') as may`,
  );
  const missing = Object.entries(EXTENSIONS).filter(([name]) => !row?.there.includes(name));
  const findings = missing.map(([name, { text, fix }]) =>
    note("Extensions", `${name} is missing: ${text}`, `As an administrator: ${fix}`),
  );
  if (row && !row.may) {
    const fix =
      "As an administrator: alter role almanac_auditor inherit; grant pg_read_all_stats, pg_stat_scan_tables to almanac_auditor;";
    findings.push(
      note("Extensions", "The status page may not read the server's statistics.", `${fix} (from 16 on: with inherit true)`),
    );
  }
  return findings.length > 0 ? findings : [ok("Extensions", "Slow statements are counted, empty space can be measured.")];
}

async function webhooks(client: Client): Promise<Finding[]> {
  const found = await rows<{ provider: string; id: string }>(
    client,
    "select provider, subscription_id as id from door.provider_apps where subscription_id is not null order by provider",
  );
  return found.map(({ provider, id }) => ok("Webhooks", `Subscription ${id} of ${provider} is noted; other events are dropped.`));
}
