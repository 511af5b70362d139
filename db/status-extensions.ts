import { Failure } from "@/lib/errors";
import { type Actor, asOwner, type SystemTx } from "./client";
import { errorCode } from "./connect";

/** No such function or view, not allowed, library not loaded, too slow: reasons for not knowing that are no faults. */
const UNKNOWABLE = new Set(["42P01", "42883", "42501", "55000", "57014"]);
const PATIENCE_MS = 2_000;

/**
 * Asks an extension that this server may lack, in a transaction of its own, for two seconds at most.
 * @returns null where the extension is missing, may not be asked or takes too long
 */
async function askExtension<T>(
  actor: Actor,
  extension: string,
  ask: (tx: SystemTx, schema: string) => Promise<T>,
): Promise<T | null> {
  try {
    return await asOwner(actor, async (tx) => {
      const [found] = await tx.query<{ schema: string }>(
        `select quote_ident(n.nspname) as schema, set_config('statement_timeout', $2, true)
          from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = $1`,
        [extension, String(PATIENCE_MS)],
      );
      return found ? ask(tx, found.schema) : null;
    });
  } catch (error) {
    if (error instanceof Failure || !UNKNOWABLE.has(errorCode(error))) throw error;
    return null;
  }
}

/** A kind of statement as the server counts it, without its values. Milliseconds. */
export type Statement = { text: string; calls: number; meanMs: number; mostMs: number; totalMs: number };

/** The statements of this database that took longest in the mean; null where nobody counts them. */
export function listSlowStatements(actor: Actor, most: number): Promise<Statement[] | null> {
  return askExtension(actor, "pg_stat_statements", (tx, schema) =>
    tx.query<Statement>(
      `select regexp_replace(query, '\\s+', ' ', 'g') as text, sum(calls)::float8 as calls, sum(total_exec_time) / sum(calls) as "meanMs",
          max(max_exec_time) as "mostMs", sum(total_exec_time) as "totalMs"
        from ${schema}.pg_stat_statements
        where dbid = (select oid from pg_database where datname = current_database()) and calls > 0
          and query ~* '^\\s*(select|insert|update|delete|with|merge)\\M' and query ~ '\\m(app|door)\\.'
        group by 1 order by 3 desc limit $1`,
      [most],
    ),
  );
}

/** Of the bytes of a table's rows (the large values stored apart included) those that hold nothing: freed, or of dead rows. */
export type Bloat = { name: string; bytes: number; emptyBytes: number };

/** Every table's bloat, estimated from its free space and dead rows; null where nobody can tell. Partitions count with their parent. */
export function measureBloat(actor: Actor): Promise<Bloat[] | null> {
  return askExtension(actor, "pgstattuple", (tx, schema) =>
    tx.query<Bloat>(
      `select n.nspname || '.' || coalesce(p.relname, c.relname) as name, sum(s.table_len)::float8 as bytes,
          sum(s.approx_free_space + s.dead_tuple_len)::float8 as "emptyBytes"
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
          left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
          cross join unnest(array[c.oid, c.reltoastrelid]) part(oid) cross join lateral ${schema}.pgstattuple_approx(part.oid) s
        where n.nspname in ('app', 'door') and c.relkind = 'r' and part.oid <> 0 and pg_relation_size(part.oid) > 0 group by 1`,
      [],
    ),
  );
}
