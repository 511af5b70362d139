import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { asAccount, canReach, makeOwnFolder, serverAccount } from "@/bin/postgres/account.mjs";
import { commandLine, freePort, isAlive } from "@/bin/postgres/processes.mjs";

const DISTRIBUTION = "/usr/lib/postgresql";
const NAME = "almanac-pg-cron";

/** The folder of a PostgreSQL of the distribution (15 or newer) that has pg_cron beside it; null where there is none. */
export function findPgCron(): string | null {
  const versions = existsSync(DISTRIBUTION) ? readdirSync(DISTRIBUTION) : [];
  const fit = versions.filter((version) => Number(version) >= 15 && existsSync(join(DISTRIBUTION, version, "lib", "pg_cron.so")));
  return fit[0] ? join(DISTRIBUTION, fit[0]) : null;
}

/**
 * A throwaway server of the distribution with pg_cron in it, and a database `almanac` whose owner may make roles but is no superuser,
 * as on a host's own. The extension is not created yet.
 */
export async function startCronServer(program: string) {
  const account = serverAccount();
  const base = canReach(account, tmpdir()) ? tmpdir() : "/var/tmp";
  removeLeftovers(base);
  const folder = join(base, `${NAME}-${process.pid}-${randomBytes(4).toString("hex")}`);
  makeOwnFolder(account, folder);
  const [data, passwordFile, password] = [join(folder, "data"), join(folder, "password"), randomBytes(18).toString("hex")];
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const options = { cwd: folder, env: { ...process.env, LC_ALL: "C" }, ...asAccount(account) };
  const flags = [
    "-U",
    "admin",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--no-sync",
  ];
  const made = spawnSync(join(program, "bin", "initdb"), ["-D", data, ...flags], { ...options, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "off",
    max_worker_processes: 20,
    shared_preload_libraries: "pg_cron",
    "cron.database_name": "almanac",
    "cron.use_background_workers": "on",
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server: ChildProcess = spawn(join(program, "bin", "postgres"), ["-D", data, ...args], { ...options, stdio: "ignore" });
  const url = (login: string, database = "almanac") => `postgres://${login}:${password}@127.0.0.1:${port}/${database}`;
  await reachable(server, url("admin", "postgres"));
  const admin = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = [], database = "almanac") => {
    const client = new pg.Client({ connectionString: url("admin", database) });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  const logins = `create role owner login createrole password '${password}'; create role web login noinherit password '${password}'`;
  await admin(logins, [], "postgres");
  await admin("create database almanac owner owner", [], "postgres");
  return {
    url,
    admin,
    async stop(): Promise<void> {
      const ended = once(server, "exit");
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Servers of runs that were killed. */
function removeLeftovers(base: string): void {
  for (const name of readdirSync(base)) {
    const pid = new RegExp(`^${NAME}-(\\d+)-`).exec(name)?.[1];
    if (!pid || isAlive(Number(pid))) continue;
    const data = join(base, name, "data");
    const file = join(data, "postmaster.pid");
    const server = existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : 0;
    if (server > 0 && isAlive(server) && commandLine(server).includes(data)) process.kill(server, "SIGQUIT");
    rmSync(join(base, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function reachable(server: ChildProcess, connectionString: string): Promise<void> {
  for (const end = Date.now() + 120_000; ; await wait(50)) {
    const client = new pg.Client({ connectionString });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > end || server.exitCode !== null) throw error;
    }
  }
}
