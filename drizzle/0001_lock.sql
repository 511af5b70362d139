-- Who is asking: set by every user transaction, '' or absent outside one (then no row matches).
create function app.current_app_user_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.current_user_id', true), '')::uuid $$;
--> statement-breakpoint
revoke all on schema app, door from public;
--> statement-breakpoint
grant usage on schema app to almanac_app, almanac_jobs, almanac_auditor;
--> statement-breakpoint
revoke all on all functions in schema app from public;
--> statement-breakpoint
grant execute on function app.current_app_user_id() to public;
--> statement-breakpoint

-- Puts the lock on a table: enabled and forced, a row is its user's, jobs see all. `verbs` are what the app's role may do.
create procedure app.protect(target regclass, verbs text, job_verbs text) language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant on %s for all to public using (user_id = app.current_app_user_id()) with check (user_id = app.current_app_user_id())', target);
  execute format('create policy jobs on %s for all to almanac_jobs using (true) with check (true)', target);
  execute format('grant %s on %s to almanac_app', verbs, target);
  execute format('grant %s on %s to almanac_jobs', job_verbs, target);
end $$;
--> statement-breakpoint
call app.protect('app.users', 'select, update', 'select');
--> statement-breakpoint
call app.protect('app.settings', 'select, update', 'select');
--> statement-breakpoint
call app.protect('app.shoes', 'select, insert, update', 'select');
--> statement-breakpoint
call app.protect('app.shoes_history', 'select, insert', 'select');
--> statement-breakpoint
call app.protect('app.runs', 'select, insert, update', 'select');
--> statement-breakpoint
call app.protect('app.runs_history', 'select, insert', 'select');
--> statement-breakpoint
call app.protect('app.best_efforts', 'select, insert, update, delete', 'select');
--> statement-breakpoint
call app.protect('app.workouts', 'select, insert, update', 'select');
--> statement-breakpoint
call app.protect('app.workouts_history', 'select, insert', 'select');
--> statement-breakpoint
call app.protect('app.ftp_history', 'select, insert, update, delete', 'select');
--> statement-breakpoint
call app.protect('app.heart_rate_zones', 'select, insert, update, delete', 'select');
--> statement-breakpoint
call app.protect('app.activity_sources', 'select, insert, update, delete', 'select');
--> statement-breakpoint
call app.protect('app.tracks', 'select, insert, update, delete', 'select');
--> statement-breakpoint
call app.protect('app.imports', 'select, insert, update', 'select, update');
--> statement-breakpoint
call app.protect('app.import_items', 'select, insert, update', 'select');
--> statement-breakpoint
call app.protect('app.user_actions', 'select, insert', 'select, insert, delete');
--> statement-breakpoint

-- Compressed already: no second compression, and no detoasting in between.
alter table app.tracks alter column data set storage external;
--> statement-breakpoint

-- A version without its history cannot exist.
alter table app.runs add constraint runs_version_fk foreign key (user_id, id, version) references app.runs_history (user_id, run_id, version);
--> statement-breakpoint
alter table app.shoes add constraint shoes_version_fk foreign key (user_id, id, version) references app.shoes_history (user_id, shoe_id, version);
--> statement-breakpoint
alter table app.workouts add constraint workouts_version_fk foreign key (user_id, id, version) references app.workouts_history (user_id, workout_id, version);
--> statement-breakpoint

-- The covering indexes: totals, charts and filters of a person's runs and rides are answered from them alone.
create index runs_totals_idx on app.runs (user_id, local_date)
  include (distance_m, duration_s, type, source, shoe_id, average_heart_rate_bpm, elevation_gain_m) where deleted_at is null;
--> statement-breakpoint
create index workouts_totals_idx on app.workouts (user_id, local_date)
  include (sport, distance_m, duration_s, energy_kj, elevation_gain_m) where deleted_at is null;
--> statement-breakpoint

-- These guards only refuse; history is written by the statement that makes the change.
create function app.refuse_version_jump() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.version <> old.version + 1 or new.user_id <> old.user_id or new.id <> old.id then
    raise exception 'a change of % must raise its version by one and keep its key', tg_table_name using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger runs_guard before update on app.runs for each row execute function app.refuse_version_jump();
--> statement-breakpoint
create trigger shoes_guard before update on app.shoes for each row execute function app.refuse_version_jump();
--> statement-breakpoint
create trigger workouts_guard before update on app.workouts for each row execute function app.refuse_version_jump();
--> statement-breakpoint
create function app.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' and current_setting('app.purging', true) = 'on' then return old; end if;
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger runs_history_append_only before update or delete on app.runs_history for each row execute function app.refuse_change();
--> statement-breakpoint
create trigger shoes_history_append_only before update or delete on app.shoes_history for each row execute function app.refuse_change();
--> statement-breakpoint
create trigger workouts_history_append_only before update or delete on app.workouts_history for each row execute function app.refuse_change();
--> statement-breakpoint
create trigger user_actions_append_only before update or delete on app.user_actions for each row execute function app.refuse_change();
--> statement-breakpoint
create trigger runs_history_keep before truncate on app.runs_history for each statement execute function app.refuse_change();
--> statement-breakpoint
create trigger shoes_history_keep before truncate on app.shoes_history for each statement execute function app.refuse_change();
--> statement-breakpoint
create trigger workouts_history_keep before truncate on app.workouts_history for each statement execute function app.refuse_change();
--> statement-breakpoint
create trigger user_actions_keep before truncate on app.user_actions for each statement execute function app.refuse_change();
--> statement-breakpoint

-- Monthly partitions: this month and `ahead` more. A partition carries the lock itself; rights are given on the parent only.
create function app.create_month_partitions(parent regclass, since date, ahead integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  first date := date_trunc('month', since)::date;
  month date;
  child text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('create_month_partitions', 0));
  for i in 0..ahead loop
    month := (first + make_interval(months => i))::date;
    child := format('app.%I', (select relname from pg_class where oid = parent) || '_' || to_char(month, 'YYYY_MM'));
    if to_regclass(child) is null then
      execute format('create table %s partition of %s for values from (%L) to (%L)', child, parent,
        month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
      execute format('alter table %s enable row level security', child);
      execute format('alter table %s force row level security', child);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
--> statement-breakpoint
create table app.user_actions_default partition of app.user_actions default;
--> statement-breakpoint
alter table app.user_actions_default enable row level security;
--> statement-breakpoint
alter table app.user_actions_default force row level security;
--> statement-breakpoint
select app.create_month_partitions('app.user_actions', current_date, 3);
--> statement-breakpoint
revoke all on function app.create_month_partitions(regclass, date, integer) from public;
--> statement-breakpoint
grant execute on function app.create_month_partitions(regclass, date, integer) to almanac_jobs;
--> statement-breakpoint

-- The owner's eye: audit rows of everybody, read-only, and only while the asking user really is the owner.
create function app.current_user_is_owner() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select exists (select from door.accounts where user_id = app.current_app_user_id() and role = 'owner') $$;
--> statement-breakpoint
revoke all on function app.current_user_is_owner() from public;
--> statement-breakpoint
grant execute on function app.current_user_is_owner() to almanac_auditor;
--> statement-breakpoint
create policy owner_reads on app.user_actions for select to almanac_auditor using (app.current_user_is_owner());
--> statement-breakpoint
grant select on app.user_actions to almanac_auditor;
