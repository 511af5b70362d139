import { measureCdcLag } from "./cdc-lag";
import { type Client, type Finding, note, ok, rows } from "./findings";

/** Whether changes are followed as they happen, how far the aggregates are behind, and whether a slot could fill the disk. */
export async function replication(client: Client): Promise<Finding[]> {
  const [row] = await rows<{
    level: string;
    may: boolean;
    published: boolean;
    slots: string[];
    idle: string[];
    keep: number;
    drifted: number | null;
  }>(
    client,
    `select current_setting('wal_level') as level,
       exists (select from pg_roles where (rolname = 'almanac_cdc' or rolname = current_user) and (rolreplication or rolsuper)) as may,
       exists (select from pg_publication where pubname = 'almanac_cdc') as published,
       array(select slot_name::text from pg_replication_slots where database = current_database()) as slots,
       array(select slot_name::text from pg_replication_slots where database = current_database() and not active) as idle,
       (select setting::int from pg_settings where name = 'max_slot_wal_keep_size') as keep,
       (select drifted_days from ops.cdc_state where consumer = 'aggregates') as drifted`,
  );
  if (!row) return [];
  const missing =
    row.level !== "logical"
      ? `wal_level is ${row.level}, not logical`
      : !row.may
        ? "neither this login nor almanac_cdc may replicate"
        : row.published
          ? null
          : "there is no publication almanac_cdc";
  if (missing !== null && row.slots.length === 0) {
    const fix =
      "Nothing to do, the cron job aggregates does the same; or set wal_level = logical, let a login replicate (DATABASE_REPLICATION_URL) and let the owner create publications.";
    return [note("Replication", `Changes are not followed as they happen: ${missing}.`, fix)];
  }
  const findings = await following(client, row);
  if (row.keep >= 0) return findings;
  const text = "max_slot_wal_keep_size is -1: while nobody reads the changes, the server keeps its log until the disk is full.";
  const fix = "As an administrator: alter system set max_slot_wal_keep_size = '10GB'; select pg_reload_conf();";
  return [...findings, note("Replication", text, fix)];
}

type Slots = { slots: string[]; idle: string[]; drifted: number | null };

async function following(client: Client, { slots, idle, drifted }: Slots): Promise<Finding[]> {
  if (slots.length === 0) return [ok("Replication", "Changes can be followed as they happen.")];
  const lag = await measureCdcLag({ query: (text, values) => rows(client, text, [...values]) });
  const behind = lag === null || lag < 1 ? "" : `, ${Math.round(lag)} s behind`;
  if (idle.length > 0) {
    const fix = "Start the worker, or drop a slot that is no longer used: select pg_drop_replication_slot('NAME');";
    return [note("Replication", `Nobody reads from ${idle.join(", ")}${behind}; the server keeps its log for it.`, fix)];
  }
  if (drifted) {
    const text = `The aggregates had drifted on ${drifted} days when last compared.`;
    return [note("Replication", text, "npm run db:rebuild-aggregates")];
  }
  return [ok("Replication", `Changes are followed as they happen${behind || ", nothing is behind"}.`)];
}
