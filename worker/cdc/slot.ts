import pg from "pg";
import { rebuildAggregates } from "@/db/aggregates";

/** What the tables are published under. */
export const PUBLICATION = "almanac_cdc";

/** A slot's name belongs to the whole server, so the database is in it. */
export const slotName = (database: string) => `almanac_${database.toLowerCase().replace(/[^a-z0-9_]/g, "_")}`.slice(0, 63);

/** What the server knows of a slot; null where it is not there. `lost`: the server has thrown away what it was kept for. */
export type SlotState = { active: boolean; lost: boolean };

/** What the connection is to: another server or another line of its history means that positions mean nothing any more. */
export type ServerIdentity = { systemId: string; timeline: number; database: string };

/** Why changes cannot be followed on this server, in words; null where they can. */
export async function obstacle(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ level: string; may: boolean; published: boolean }>(
    `select current_setting('wal_level') as level, exists (select from pg_publication where pubname = '${PUBLICATION}') as published,
      (select rolreplication or rolsuper from pg_roles where rolname = current_user) as may`,
  );
  const row = rows[0];
  if (!row) return "the server says nothing of itself";
  if (row.level !== "logical") return `wal_level is ${row.level}, not logical`;
  if (!row.may) return "the login may not replicate (REPLICATION)";
  return row.published ? null : `there is no publication ${PUBLICATION}`;
}

/** Opens a connection that speaks the replication protocol and SQL. */
export async function openReplication(connectionString: string): Promise<pg.Client> {
  const config: pg.ClientConfig & { replication: string } = {
    connectionString,
    replication: "database",
    application_name: "almanac cdc",
    connectionTimeoutMillis: 10_000,
  };
  const client = new pg.Client(config);
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Asks the server who it is. */
export async function identify(client: pg.Client): Promise<ServerIdentity> {
  const { rows } = await client.query<{ systemid: string; timeline: number; dbname: string }>("IDENTIFY_SYSTEM");
  const row = rows[0];
  if (!row) throw new Error("the server does not say who it is");
  return { systemId: row.systemid, timeline: Number(row.timeline), database: row.dbname };
}

/** Looks at a slot. */
export async function findSlot(client: pg.Client, name: string): Promise<SlotState | null> {
  const { rows } = await client.query<SlotState>(
    `select active, coalesce(wal_status = 'lost', false) as lost
      from pg_replication_slots where slot_name = '${name}' and plugin = 'pgoutput' and database = current_database()`,
  );
  return rows[0] ?? null;
}

/**
 * Makes the slot anew and with it the table of aggregates, from the moment that the slot begins at, beside live traffic.
 * @param url the login that reads and writes the tables
 */
export async function rebuild(replication: pg.Client, url: string, name: string, server: ServerIdentity): Promise<void> {
  // Held by this connection: a recount by hand and the making of the slot would each miss what the other does.
  await replication.query("select pg_advisory_lock(hashtextextended('almanac.aggregates', 0))");
  if (await findSlot(replication, name)) await replication.query(`DROP_REPLICATION_SLOT "${name}" WAIT`);
  const { rows } = await replication.query<{ consistent_point: string; snapshot_name: string }>(
    `CREATE_REPLICATION_SLOT "${name}" LOGICAL pgoutput (SNAPSHOT 'export')`,
  );
  const slot = rows[0];
  if (!slot) throw new Error("the server made no slot");
  const client = new pg.Client({ connectionString: url, application_name: "almanac cdc rebuild" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await rebuildAggregates(client, { snapshot: slot.snapshot_name, lsn: slot.consistent_point, ...server });
  } finally {
    await client.end();
  }
}
