import type { SystemTx } from "./client";
import { databaseUrl, poolFor } from "./pool";

/** A table as the status page shows it; partitions are counted with their parent. Row counts are the server's estimates. */
export type TableStatus = {
  name: string;
  bytes: number;
  indexBytes: number;
  rows: number;
  deadRows: number;
  indexScans: number;
  sequentialScans: number;
  vacuumedAt: Date | null;
  analysedAt: Date | null;
};

const TABLES = `select n.nspname || '.' || coalesce(p.relname, c.relname) as name, sum(pg_total_relation_size(c.oid))::float8 as bytes,
    sum(pg_indexes_size(c.oid))::float8 as "indexBytes", sum(coalesce(s.n_live_tup, 0))::float8 as rows, sum(coalesce(s.n_dead_tup, 0))::float8 as "deadRows",
    sum(coalesce(s.idx_scan, 0))::float8 as "indexScans", sum(coalesce(s.seq_scan, 0))::float8 as "sequentialScans",
    max(greatest(s.last_vacuum, s.last_autovacuum)) as "vacuumedAt", max(greatest(s.last_analyze, s.last_autoanalyze)) as "analysedAt"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
    left join pg_stat_all_tables s on s.relid = c.oid
  where n.nspname in ('app', 'door') and c.relkind = 'r' group by 1 order by 2 desc`;

/** Sizes and care of all tables, largest first, in a transaction of `asOwner`. */
export function listTables(tx: SystemTx): Promise<TableStatus[]> {
  return tx.query<TableStatus>(TABLES, []);
}

export type ServerStatus = {
  version: string;
  databaseBytes: number;
  startedAt: Date;
  connections: number;
  maxConnections: number;
};

/**
 * The database server as a whole, in a transaction of `asOwner`. The size is that of all relations, which needs no right to connect. @throws Error when it answers nothing
 */
export async function getServer(tx: SystemTx): Promise<ServerStatus> {
  const [row] = await tx.query<ServerStatus>(
    `select current_setting('server_version') as version, (select sum(pg_relation_size(oid))::float8 from pg_class where relkind in ('r', 'i', 't', 'm', 'S')) as "databaseBytes",
        pg_postmaster_start_time() as "startedAt", (select count(*) from pg_stat_activity where datname = current_database()) as connections,
        current_setting('max_connections')::int as "maxConnections"`,
    [],
  );
  if (!row) throw new Error("the server says nothing about itself");
  return row;
}

/** Connections of this process: lent out, waiting to be, and requests that wait for one. */
export function poolStatus(): { inUse: number; idle: number; waiting: number } {
  const { totalCount, idleCount, waitingCount } = poolFor(databaseUrl());
  return { inUse: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}
