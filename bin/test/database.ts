import { createHash, randomBytes } from "node:crypto";
import pg from "pg";
import { isAlive } from "@/bin/postgres/processes.mjs";
import { createDatabase, createExtensions } from "@/bin/postgres/roles.mjs";
import { migrate } from "@/db/migrate";
import { readMigrations } from "@/db/migrations";
import { joinOutside } from "./outside";
import { joinEmbedded, type TestServer } from "./server";

/** Addresses of a migrated, empty database that belongs to this run alone. */
export type TestDatabase = { url: string; ownerUrl: string; adminUrl: string; drop: () => Promise<void> };

/** Makes a database for this run from a template that was migrated once per state of `drizzle/`. */
export async function makeTestDatabase(outside?: string): Promise<TestDatabase> {
  const server = outside ? joinOutside(outside) : await joinEmbedded();
  try {
    const name = `almanac_test_${process.pid}_${randomBytes(4).toString("hex")}`;
    const template = `almanac_template_${await stateOfMigrations()}`;
    await server.alone(() =>
      administer(server, async (client) => {
        await dropLeftovers(client, template, outside !== undefined);
        if (!(await exists(client, template))) await makeTemplate(server, client, template, outside !== undefined);
        await client.query(`create database ${name} template ${template}`);
        if (!outside) {
          await client.query(`alter database ${name} owner to almanac_owner`);
          // A copy has the rows of its template but not who may do what in it.
          await createDatabase(client, name);
          await client.query(`grant temporary on database ${name} to almanac_jobs`);
        }
      }),
    );
    const web = server.web?.(name) ?? (await makeLogin(server, name));
    await migrate({ url: web, directUrl: server.owner(name) });
    const drop = async () => {
      await administer(server, (client) => dropDatabase(client, name, server.web === undefined));
      await server.leave();
    };
    return { url: web, ownerUrl: server.owner(name), adminUrl: server.admin(name), drop };
  } catch (error) {
    await server.leave();
    throw error;
  }
}

/** What a template is made of. */
async function stateOfMigrations(): Promise<string> {
  const hash = createHash("sha256").update(String(createExtensions));
  for (const { name, checksum } of await readMigrations()) hash.update(`${name} ${checksum}\n`);
  return hash.digest("hex").slice(0, 12);
}

async function makeTemplate(server: TestServer, client: pg.Client, template: string, outside: boolean): Promise<void> {
  const half = `${template}_half`;
  await client.query(`drop database if exists ${half} with (force)`);
  if (outside) {
    await client.query(`create database ${half} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  } else {
    await createDatabase(client, half);
    await administer(server, createExtensions, half);
  }
  await migrate({ url: server.owner(half) });
  await client.query(`alter database ${half} rename to ${template}`);
}

/** Databases of runs that were killed, and templates of schemas that are no more. */
async function dropLeftovers(client: pg.Client, template: string, outside: boolean): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname ~ '^almanac_(test|template)_'",
  );
  for (const { datname } of rows) {
    const pid = /^almanac_test_(\d+)_/.exec(datname)?.[1];
    // On a server of somebody's own the process may live on another machine.
    if (pid ? !outside && !isAlive(Number(pid)) : datname !== template) await dropDatabase(client, datname, false);
  }
}

async function dropDatabase(client: pg.Client, name: string, withLogin: boolean): Promise<void> {
  await client.query(`drop database if exists ${name} with (force)`);
  if (withLogin) await client.query(`drop role if exists ${name}`);
}

/** A login like the application's, for this run only; it is named like its database. */
async function makeLogin(server: TestServer, name: string): Promise<string> {
  const password = randomBytes(18).toString("base64url");
  // As a member of it we may end its connections when the database goes.
  const statements = `create role ${name} login noinherit password '${password}'; grant ${name} to current_user`;
  await administer(server, (client) => client.query(statements));
  const url = new URL(server.owner(name));
  url.username = name;
  url.password = password;
  return url.toString();
}

async function exists(client: pg.Client, database: string): Promise<boolean> {
  return ((await client.query("select from pg_database where datname = $1", [database])).rowCount ?? 0) > 0;
}

async function administer<Result>(
  server: TestServer,
  work: (client: pg.Client) => Promise<Result>,
  database = "postgres",
): Promise<Result> {
  const client = new pg.Client({ connectionString: server.admin(database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
