drop policy if exists owner_reads on app.user_actions;
--> statement-breakpoint
drop function app.current_user_is_owner();
--> statement-breakpoint
drop table app.user_actions_default;
--> statement-breakpoint
do $$ declare child regclass; begin
  for child in select inhrelid from pg_inherits where inhparent = 'app.user_actions'::regclass loop
    execute format('drop table %s', child);
  end loop;
end $$;
--> statement-breakpoint
drop function app.create_month_partitions(regclass, date, integer);
--> statement-breakpoint
drop trigger runs_guard on app.runs;
--> statement-breakpoint
drop trigger shoes_guard on app.shoes;
--> statement-breakpoint
drop trigger workouts_guard on app.workouts;
--> statement-breakpoint
drop trigger runs_history_append_only on app.runs_history;
--> statement-breakpoint
drop trigger shoes_history_append_only on app.shoes_history;
--> statement-breakpoint
drop trigger workouts_history_append_only on app.workouts_history;
--> statement-breakpoint
drop trigger user_actions_append_only on app.user_actions;
--> statement-breakpoint
drop trigger runs_history_keep on app.runs_history;
--> statement-breakpoint
drop trigger shoes_history_keep on app.shoes_history;
--> statement-breakpoint
drop trigger workouts_history_keep on app.workouts_history;
--> statement-breakpoint
drop trigger user_actions_keep on app.user_actions;
--> statement-breakpoint
drop function app.refuse_change();
--> statement-breakpoint
drop function app.refuse_version_jump();
--> statement-breakpoint
drop index app.runs_totals_idx;
--> statement-breakpoint
drop index app.workouts_totals_idx;
--> statement-breakpoint
alter table app.runs drop constraint runs_version_fk;
--> statement-breakpoint
alter table app.shoes drop constraint shoes_version_fk;
--> statement-breakpoint
alter table app.workouts drop constraint workouts_version_fk;
--> statement-breakpoint
alter table app.tracks alter column data set storage extended;
--> statement-breakpoint
do $$ declare t record; begin
  for t in select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = 'app' and c.relkind in ('r', 'p') loop
    execute format('drop policy if exists tenant on %s', t.name);
    execute format('drop policy if exists jobs on %s', t.name);
    execute format('revoke all on %s from almanac_app, almanac_jobs, almanac_auditor', t.name);
    execute format('alter table %s no force row level security', t.name);
    execute format('alter table %s disable row level security', t.name);
  end loop;
end $$;
--> statement-breakpoint
drop procedure app.protect(regclass, text, text);
--> statement-breakpoint
drop function app.current_app_user_id();
--> statement-breakpoint
revoke all on schema app from almanac_app, almanac_jobs, almanac_auditor;
