import type { SystemTx } from "./client";

/** What autovacuum waits for on a busy table and how far that is. Partitions stand for themselves, as they are vacuumed one by one. */
export type TableCare = {
  name: string;
  /** Rows written since statistics began. */
  writes: number;
  /** Of its updates the share that no index had to hear of; null without updates. */
  hotShare: number | null;
  deadRows: number;
  vacuumAtDeadRows: number;
  insertedRows: number;
  /** Null where inserts alone ask for no vacuum. */
  vacuumAtInsertedRows: number | null;
  changedRows: number;
  analyseAtChangedRows: number;
  vacuums: number;
  analyses: number;
  /** The table has settings of its own. */
  own: boolean;
  /** Autovacuum is switched off, for the table or the server. */
  off: boolean;
};

/* A table's own setting, or the server's; thresholds as the documentation of PostgreSQL computes them ("Routine Vacuuming"). */
const CARE = `with tables as (
    select n.nspname || '.' || c.relname as name, greatest(c.reltuples, 0) as rows, c.reloptions is not null as own, s.*,
      n_tup_ins + n_tup_upd + n_tup_del as writes,
      coalesce((select jsonb_object_agg(option_name, option_value) from pg_options_to_table(c.reloptions)), '{}') as options
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_stat_all_tables s on s.relid = c.oid
    where n.nspname in ('app', 'door') and c.relkind = 'r'
  ), settings as (
    select t.*, coalesce(options ->> 'autovacuum_enabled', 'true')::boolean and current_setting('autovacuum')::boolean as enabled,
      coalesce(options ->> 'autovacuum_vacuum_threshold', current_setting('autovacuum_vacuum_threshold'))::float8 as vacuum_from,
      coalesce(options ->> 'autovacuum_vacuum_scale_factor', current_setting('autovacuum_vacuum_scale_factor'))::float8 as vacuum_share,
      coalesce(options ->> 'autovacuum_vacuum_insert_threshold', current_setting('autovacuum_vacuum_insert_threshold'))::float8 as insert_from,
      coalesce(options ->> 'autovacuum_vacuum_insert_scale_factor', current_setting('autovacuum_vacuum_insert_scale_factor'))::float8 as insert_share,
      coalesce(options ->> 'autovacuum_analyze_threshold', current_setting('autovacuum_analyze_threshold'))::float8 as analyse_from,
      coalesce(options ->> 'autovacuum_analyze_scale_factor', current_setting('autovacuum_analyze_scale_factor'))::float8 as analyse_share
    from tables t
  )
  select name, writes::float8 as writes, (n_tup_hot_upd::float8 / nullif(n_tup_upd, 0)) as "hotShare", n_dead_tup::float8 as "deadRows",
    vacuum_from + vacuum_share * rows as "vacuumAtDeadRows", n_ins_since_vacuum::float8 as "insertedRows",
    case when insert_from >= 0 then insert_from + insert_share * rows end as "vacuumAtInsertedRows",
    n_mod_since_analyze::float8 as "changedRows", analyse_from + analyse_share * rows as "analyseAtChangedRows",
    (vacuum_count + autovacuum_count)::float8 as vacuums, (analyze_count + autoanalyze_count)::float8 as analyses, own, not enabled as off
  from settings where own or writes > 0 order by own desc, writes desc, name limit $1`;

/** The busiest tables and all that have settings of their own, in a transaction of `asOwner`. */
export function listTableCare(tx: SystemTx, most: number): Promise<TableCare[]> {
  return tx.query<TableCare>(CARE, [most]);
}

/** An index and what it was good for since statistics began; partitions are counted with their parent. */
export type IndexUse = { name: string; table: string; bytes: number; scans: number; rule: "primary key" | "unique" | null };

const INDEXES = `select coalesce(pi.relname, i.relname) as name, n.nspname || '.' || coalesce(pt.relname, t.relname) as table,
    sum(pg_relation_size(i.oid))::float8 as bytes, sum(s.idx_scan)::float8 as scans,
    case when bool_or(x.indisprimary) then 'primary key' when bool_or(x.indisunique) then 'unique' end as rule
  from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace
    join pg_stat_all_indexes s on s.indexrelid = i.oid
    left join pg_inherits ii on ii.inhrelid = i.oid left join pg_class pi on pi.oid = ii.inhparent
    left join pg_inherits it on it.inhrelid = t.oid left join pg_class pt on pt.oid = it.inhparent
  where n.nspname in ('app', 'door') and t.relkind = 'r' group by 1, 2 order by 3 desc, 1`;

/** All indexes, largest first, in a transaction of `asOwner`. */
export function listIndexes(tx: SystemTx): Promise<IndexUse[]> {
  return tx.query<IndexUse>(INDEXES, []);
}
