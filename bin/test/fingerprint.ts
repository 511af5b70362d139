import type pg from "pg";

const APP = "n.nspname in ('app', 'door')";

/** What makes up the schema, one query a kind; partitions of the current month are named by the calendar and left out. */
const KINDS: Record<string, string> = {
  columns: `select c.oid::regclass::text as thing, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attstorage, pg_get_expr(d.adbin, d.adrelid)
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where ${APP} and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition`,
  constraints: `select k.conrelid::regclass::text, k.conname, pg_get_constraintdef(k.oid) from pg_constraint k
    join pg_namespace n on n.oid = k.connamespace join pg_class c on c.oid = k.conrelid where ${APP} and not c.relispartition`,
  indexes: `select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid
    join pg_namespace n on n.oid = c.relnamespace where ${APP} and not c.relispartition`,
  policies: `select p.polrelid::regclass::text, p.polname, p.polcmd, p.polroles::regrole[]::text, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${APP}`,
  tables: `select c.oid::regclass::text, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relreplident,
    coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))::text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${APP} and c.relkind in ('r', 'p', 'v', 'm', 'S') and not c.relispartition`,
  functions: `select p.oid::regprocedure::text, pg_get_functiondef(p.oid), coalesce(p.proacl, acldefault('f', p.proowner))::text from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace where ${APP} and p.prokind in ('f', 'p')`,
  triggers: `select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace where ${APP} and not t.tgisinternal and not c.relispartition`,
  types: `select t.oid::regtype::text, t.typtype from pg_type t join pg_namespace n on n.oid = t.typnamespace where ${APP} and t.typtype in ('c', 'd', 'e')
    and not exists (select from pg_class c where c.oid = t.typrelid and c.relkind <> 'c')`,
  schemas: `select n.nspname, coalesce(n.nspacl, acldefault('n', n.nspowner))::text from pg_namespace n where ${APP}`,
  extensions: "select extname from pg_extension",
  publications: "select pubname, pubinsert, pubupdate, pubdelete, pubviaroot from pg_publication",
};

/** Every part of the schema as a line of text, sorted: two databases with the same lines have the same schema. */
export async function fingerprint(client: Pick<pg.ClientBase, "query">): Promise<string[]> {
  const lines: string[] = [];
  for (const [kind, query] of Object.entries(KINDS)) {
    const { rows } = await client.query<unknown[]>({ text: query, rowMode: "array" });
    for (const row of rows) lines.push(`${kind}: ${row.map((cell) => tidy(String(cell))).join(" | ")}`);
  }
  return lines.sort();
}

/** The entries of an access list have no order of their own. */
function tidy(cell: string): string {
  return /^\{.*\}$/.test(cell) && cell.includes("=") ? cell.slice(1, -1).split(",").sort().join(",") : cell;
}
