-- What keeps the house running and is about nobody.
create schema ops;
--> statement-breakpoint
grant usage on schema ops to almanac_jobs, almanac_auditor;
--> statement-breakpoint
-- How far the consumer of changes has come. Its mark moves in the transaction that adds to the aggregates.
create table ops.cdc_state (
  consumer text primary key,
  last_lsn pg_lsn not null,
  -- The server and the line of its history that the mark belongs to.
  system_id text not null,
  timeline integer not null,
  rebuilt_at timestamptz not null,
  projected_at timestamptz not null,
  rebuild_wanted_at timestamptz,
  -- The last comparison with a recount: when, and how many days of people differed for good.
  checked_at timestamptz,
  drifted_days integer
);
--> statement-breakpoint
grant select, insert, update on ops.cdc_state to almanac_jobs;
--> statement-breakpoint
grant select on ops.cdc_state to almanac_auditor;
--> statement-breakpoint
-- Without the row as it was, a change could not be taken back from the day it counted on.
alter table app.runs replica identity full;
--> statement-breakpoint
alter table app.coding_days replica identity full;
--> statement-breakpoint
-- The parent too: as changes are published under its name, its identity decides what is sent of the row as it was.
alter table app.tasks replica identity full;
--> statement-breakpoint
-- A login that may make tables but no publications still gets its aggregates, from the cron job.
do $$ begin
  create publication almanac_cdc for table app.tasks, app.reflections, app.habit_logs, app.runs, app.coding_days
    with (publish = 'insert, update, delete', publish_via_partition_root = true);
exception when insufficient_privilege then
  raise notice 'no publication: the login may not create one in this database';
end $$;
