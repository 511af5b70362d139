import type pg from "pg";
import { connect } from "./connect";
import { type Migration, readMigrations } from "./migrations";
import { type CronOutcome, setUpPgCron } from "./pg-cron";
import { ensureGroupRoles, grantDoor, loginsOf } from "./roles";

export type MigrateOptions = {
  /** The application's login; it is let into the group roles and to the door's functions. */
  url: string;
  /** The owner's login, on a direct connection; default: `url`. */
  directUrl?: string;
  folder?: string;
  /** Told the name of each migration as it is applied. */
  onApplied?: (name: string) => void;
  /** Told what became of pg_cron, the server's own schedule. */
  onSchedules?: (outcome: CronOutcome) => void;
  patienceMs?: number;
};

/**
 * Applies what has not been applied yet, one transaction a file, while nobody else does.
 * @returns the names of the migrations applied now
 * @throws Error with one line when an applied file was edited, an older one turned up late, or the database is newer than the code
 */
export async function migrate({
  url,
  directUrl = url,
  folder,
  onApplied,
  onSchedules,
  patienceMs,
}: MigrateOptions): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = await connect(directUrl, patienceMs);
  try {
    await client.query("set client_min_messages = warning");
    await lockMigrations(client);
    await client.query(TABLE);
    const pending = compare(migrations, await applied(client));
    const logins = loginsOf(url, directUrl);
    await ensureGroupRoles(client, logins);
    for (const migration of pending) {
      await apply(client, migration);
      onApplied?.(migration.name);
    }
    await grantDoor(client, logins);
    const schedules = await setUpPgCron(client);
    onSchedules?.(schedules);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Only one process at a time changes the schema; the lock goes with the connection. */
export async function lockMigrations(client: pg.ClientBase): Promise<void> {
  await client.query("select pg_advisory_lock(hashtextextended('almanac.migrations', 0))");
}

const TABLE = `do $$ begin
  if to_regclass('migrations.applied') is null then
    create schema if not exists migrations;
    create table migrations.applied (name text primary key, checksum text not null, applied_at timestamptz not null default now());
    grant usage on schema migrations to public;
    grant select on migrations.applied to public;
  end if;
end $$`;

type Applied = { name: string; checksum: string };

/** What the database says it has, oldest first. Names begin with their number. */
export async function applied(client: Pick<pg.ClientBase, "query">): Promise<Applied[]> {
  return (await client.query<Applied>("select name, checksum from migrations.applied order by name")).rows;
}

/** The migrations still to apply. @throws Error when files and database contradict each other */
export function compare(migrations: Migration[], done: Applied[]): Migration[] {
  const files = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of done) {
    const file = files.get(name);
    if (!file)
      throw new Error(`The database has the migration ${name}, which this version does not know: start the newer Almanac.`);
    if (file.checksum !== checksum)
      throw new Error(`drizzle/${name}.sql was edited after it had been applied: put it back and add a new migration.`);
  }
  const names = new Set(done.map(({ name }) => name));
  const pending = migrations.filter(({ name }) => !names.has(name));
  const late = pending.find((migration) => migrations.indexOf(migration) < done.length);
  if (late) throw new Error(`${late.name} is older than migrations that are already applied: give it a new number.`);
  return pending;
}

async function apply(client: pg.ClientBase, { name, checksum, statements, inTransaction }: Migration): Promise<void> {
  try {
    if (inTransaction) await client.query("begin");
    for (const statement of statements) await client.query(statement);
    await client.query("insert into migrations.applied (name, checksum) values ($1, $2)", [name, checksum]);
    if (inTransaction) await client.query("commit");
  } catch (error) {
    if (inTransaction) await client.query("rollback");
    throw new Error(`${name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
