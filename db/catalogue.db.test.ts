import { describe, expect, it } from "vitest";
import { ownerQuery } from "./testing";

/**
 * Walks the catalogue of the database: what the house promises of every table, index, view and function. A table that cannot keep a
 * promise is named here with the reason.
 */
const NO_HISTORY: Record<string, string> = {
  users: "a name and a picture; the audit log tells who changed them",
  settings: "preferences; they have versions against lost updates, and the audit log",
  best_efforts: "computed from tracks, never edited",
  ftp_history: "is a history by itself, dated",
  heart_rate_zones: "is a history by itself, dated",
  activity_sources: "what sources said; a new delivery is a new truth of theirs",
  tracks: "recordings; they come and go with their source",
  imports: "the log of an import",
  import_items: "the log of an import",
  user_actions: "append-only",
  integrations: "how a connection stands; the audit log tells who made, changed and ended it",
  provider_tokens: "secrets, replaced as the provider replaces them",
  sync_metadata: "how far a sync has come",
  sync_runs: "the log of syncs",
  sync_items: "work that waits",
  synced_runs: "what the calendar has; runs have the history",
  calendar_feeds: "a secret address, replaced whole",
  coding_badges: "a secret address, replaced whole",
  strength_sets: "computed from the sessions, which have a history",
  strength_links: "found by a rule; the audit log tells who separated or joined them",
  heartbeats: "what editors told; never edited",
  coding_combos: "words that heartbeats and slices share; never edited",
  coding_days: "computed from heartbeats, or as a source told them last",
  coding_slices: "computed from heartbeats, or as a source told them last",
  coding_settings: "preferences; the audit log tells who changed them",
  coding_user_agents: "editors as they name themselves",
  coding_machines: "machines as they name themselves",
  wakatime_stats: "what WakaTime told last",
  mail_subscriptions: "a wish, made and taken back; the audit log tells who did",
  goals_tasks: "links; the versions of tasks keep them",
  habit_logs: "what was ticked, by a person or by a fact; the timeline tells when",
  reflection_texts: "the words of reflections, whose versions keep them",
  reflections_tasks: "links; the versions of reflections keep them",
  reflections_goals: "links; the versions of reflections keep them",
  reflections_habits: "links; the versions of reflections keep them",
  snapshots: "the state at a moment, which never changes; only its name does",
  user_activity: "append-only",
  digests: "computed from everything else",
  user_dashboard_aggregates: "computed from everything else",
};

const names = (rows: { name: string }[]) => rows.map((row) => row.name);
const sql = async (text: string) => names(await ownerQuery<{ name: string }>(text));

const TABLES = `select c.relname as name, c.oid from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')`;
const ROOTS = `${TABLES} and not c.relispartition`;

describe("every table of users", () => {
  it("is seen by this test", async () => {
    expect(await sql(ROOTS)).toEqual(
      expect.arrayContaining(["runs", "runs_history", "shoes", "workouts", "user_actions", "tracks"]),
    );
  });

  it("has user_id, never null", async () => {
    expect(
      await sql(`select t.name from (${TABLES}) t where not exists (select from pg_attribute a
        where a.attrelid = t.oid and a.attname = 'user_id' and a.atttypid = 'uuid'::regtype and a.attnotnull)`),
    ).toEqual([]);
  });

  it("has row-level security, enabled and forced, partitions too", async () => {
    expect(
      await sql(`select c.relname as name from pg_class c join (${TABLES}) t on t.oid = c.oid
        where not (c.relrowsecurity and c.relforcerowsecurity)`),
    ).toEqual([]);
  });

  it("gives a row to its user alone: one policy for all, on reading and on writing", async () => {
    const rule = "(user_id = app.current_app_user_id())";
    expect(
      await sql(`select t.name from (${ROOTS}) t where not exists (select from pg_policy p where p.polrelid = t.oid and p.polname = 'tenant'
        and p.polcmd = '*' and p.polpermissive and pg_get_expr(p.polqual, p.polrelid) = '${rule}' and pg_get_expr(p.polwithcheck, p.polrelid) = '${rule}')`),
    ).toEqual([]);
    // Any other policy is for the jobs' role or the owner's eye.
    expect(
      await sql(`select c.relname || '.' || p.polname as name from pg_policy p join pg_class c on c.oid = p.polrelid
        where p.polname <> 'tenant' and (0 = any(p.polroles) or exists (select from unnest(p.polroles) r
          where pg_get_userbyid(r) not in ('almanac_jobs', 'almanac_auditor')))`),
    ).toEqual([]);
  });

  it("has a primary key that begins with user_id", async () => {
    expect(
      await sql(`select t.name from (${ROOTS}) t where not exists (select from pg_index i join pg_attribute a
        on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where i.indrelid = t.oid and i.indisprimary and a.attname = 'user_id')`),
    ).toEqual([]);
  });

  it("has user_id in every unique constraint and foreign key, and no key reaches into another user's rows", async () => {
    expect(
      await sql(`select x.conname as name from pg_constraint x join (${ROOTS}) t on t.oid = x.conrelid where x.contype in ('u', 'p', 'f')
        and not exists (select from pg_attribute a where a.attrelid = x.conrelid and a.attnum = any(x.conkey) and a.attname = 'user_id')`),
    ).toEqual([]);
    expect(
      await sql(`select x.conname as name from pg_constraint x join (${ROOTS}) t on t.oid = x.conrelid where x.contype = 'f'
        and not exists (select from generate_subscripts(x.conkey, 1) i
          join pg_attribute a on a.attrelid = x.conrelid and a.attnum = x.conkey[i] and a.attname = 'user_id'
          join pg_attribute b on b.attrelid = x.confrelid and b.attnum = x.confkey[i] and b.attname = 'user_id')`),
    ).toEqual([]);
    expect(
      await sql(`select i.indexrelid::regclass::text as name from pg_index i join (${ROOTS}) t on t.oid = i.indrelid where i.indisunique
        and not exists (select from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any(i.indkey::int2[]) and a.attname = 'user_id')`),
    ).toEqual([]);
  });

  it("has no key column of an index that is not leakproof to compare: no enum, no numeric", async () => {
    expect(
      await sql(`select i.indexrelid::regclass || '.' || a.attname as name from pg_index i join (${TABLES}) t on t.oid = i.indrelid
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any((i.indkey::int2[])[0:i.indnkeyatts - 1])
        join pg_type y on y.oid = a.atttypid where y.typtype = 'e' or y.typname in ('numeric', 'jsonb')`),
    ).toEqual([]);
  });

  it("has a history that the version refers to, or a written reason for having none", async () => {
    const roots = await sql(ROOTS);
    const missing = roots.filter(
      (table) => !table.endsWith("_history") && !(table in NO_HISTORY) && !roots.includes(`${table}_history`),
    );
    expect(missing).toEqual([]);
    expect(Object.keys(NO_HISTORY).filter((table) => !roots.includes(table))).toEqual([]);
    for (const table of roots.filter((name) => roots.includes(`${name}_history`))) {
      expect(
        await sql(`select x.conname as name from pg_constraint x where x.contype = 'f' and x.conrelid = 'app.${table}'::regclass
          and x.confrelid = 'app.${table}_history'::regclass and exists (select from pg_attribute a
            where a.attrelid = x.conrelid and a.attnum = any(x.conkey) and a.attname = 'version')`),
      ).toHaveLength(1);
      expect(
        await sql(
          `select tgname as name from pg_trigger where tgrelid = 'app.${table}'::regclass and tgname = '${table}_guard' and tgenabled = 'O'`,
        ),
      ).toHaveLength(1);
    }
  });
});

describe("rights", () => {
  it("of the app's role stop at the door's tables, at partitions and at what is append-only", async () => {
    const may = (table: string, verb: string) => `has_table_privilege('almanac_app', ${table}, '${verb}')`;
    const any = (table: string) =>
      `(${["select", "insert", "update", "delete", "truncate"].map((verb) => may(table, verb)).join(" or ")})`;
    expect(
      await sql(
        `select relname as name from pg_class c where relnamespace = 'door'::regnamespace and relkind in ('r', 'p', 'v', 'm') and ${any("c.oid")}`,
      ),
    ).toEqual([]);
    expect(
      await sql(
        `select relname as name from pg_class c where relnamespace = 'app'::regnamespace and relispartition and relkind = 'r' and ${any("c.oid")}`,
      ),
    ).toEqual([]);
    const appendOnly = (await sql(ROOTS)).filter(
      (table) => /^user_act/.test(table) || /^(runs|shoes|workouts|tasks|goals|habits|reflections)_history$/.test(table),
    );
    expect(appendOnly).toHaveLength(9);
    for (const table of appendOnly) {
      for (const verb of ["update", "delete", "truncate"]) {
        expect(await ownerQuery(`select ${may(`'app.${table}'`, verb)} as may`)).toEqual([{ may: false }]);
      }
    }
    expect(
      await sql(`select relname as name from pg_class c join (${ROOTS}) t on t.oid = c.oid where ${may("c.oid", "truncate")}`),
    ).toEqual([]);
  });

  it("are never given by default to tables to come", async () => {
    expect(
      await sql(`select d.defaclnamespace::regnamespace::text as name from pg_default_acl d, aclexplode(d.defaclacl) x
        where d.defaclobjtype = 'r' and x.grantee::regrole::text in ('almanac_app', '-')`),
    ).toEqual([]);
  });

  it("do not let the roles of requests step around policies", async () => {
    expect(
      await sql(`select rolname as name from pg_roles where rolname in ('almanac_app', 'almanac_jobs', 'almanac_auditor', 'almanac_web')
        and (rolsuper or rolbypassrls or rolcreaterole or rolreplication)`),
    ).toEqual([]);
    expect(
      await sql(`select c.relname as name from pg_class c where c.relnamespace in ('app'::regnamespace, 'door'::regnamespace)
        and pg_get_userbyid(c.relowner) in ('almanac_app', 'almanac_jobs', 'almanac_auditor', 'almanac_web') order by 1`),
      // Weeks of everybody are counted by the jobs' role, since the owner sees nobody's rows; the view is one person's alone.
    ).toEqual(["mv_user_weekly_summary", "mv_user_weekly_summary_key", "user_weekly_summary"]);
    expect(
      await sql(`select rolname as name from pg_roles where rolname in ('almanac_app', 'almanac_auditor', 'almanac_web')
        and has_table_privilege(oid, 'app.mv_user_weekly_summary', 'select')`),
    ).toEqual([]);
  });
});

describe("views and functions", () => {
  const OURS = "in ('app'::regnamespace, 'door'::regnamespace)";

  it("look with the reader's eyes, or name the user behind a barrier", async () => {
    expect(
      await sql(`select c.relname as name from pg_class c where c.relnamespace ${OURS} and c.relkind = 'v'
        and not (coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on'])
        and not (coalesce(c.reloptions, '{}') && array['security_barrier=true'] and pg_get_viewdef(c.oid) ~ 'current_app_user_id')`),
    ).toEqual([]);
  });

  it("that run with their owner's rights have a search path that nobody can shadow, and are not for everybody", async () => {
    expect(await sql(`select proname as name from pg_proc where prosecdef and pronamespace = 'door'::regnamespace`)).toContain(
      "find_session",
    );
    expect(
      await sql(`select p.oid::regprocedure::text as name from pg_proc p where p.prosecdef and p.pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        and not (coalesce(p.proconfig, '{}') && array['search_path=pg_catalog, pg_temp', 'search_path=""'])`),
    ).toEqual([]);
    expect(
      await sql(`select p.oid::regprocedure::text as name from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
        where p.prosecdef and p.pronamespace ${OURS} and x.grantee = 0 and x.privilege_type = 'EXECUTE'`),
    ).toEqual([]);
  });

  it("sends rows as they were with every published change: full replica identity, of parents and of partitions", async () => {
    expect(await sql("select tablename as name from pg_publication_tables where pubname = 'almanac_cdc' order by 1")).toEqual([
      "coding_days",
      "habit_logs",
      "reflections",
      "runs",
      "tasks",
    ]);
    expect(
      await sql(`select c.relname as name from pg_class c join pg_publication_rel p on p.prrelid = c.oid
          or exists (select from pg_inherits i where i.inhrelid = c.oid and i.inhparent = p.prrelid) where c.relreplident <> 'f'`),
    ).toEqual([]);
  });
});
