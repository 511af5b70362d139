drop function ops.run_job_by_cron(text);
--> statement-breakpoint
create or replace function ops.run_job(p_job text, p_source text, p_once boolean default true, p_now timestamptz default now()) returns jsonb
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  utc timestamp := p_now at time zone 'UTC';
  key text := case p_job
    when 'refresh-weekly-summary' then to_char(utc, 'YYYY-MM-DD"T"HH24')
    when 'create-partitions' then to_char(utc, 'YYYY-MM-DD')
    when 'prune-partitions' then to_char(utc, 'YYYY-MM')
    when 'analyze' then to_char(utc, 'YYYY-MM-DD')
  end;
  made jsonb;
begin
  if key is null then raise exception 'there is no job %', p_job using errcode = '22023'; end if;
  if not pg_try_advisory_xact_lock(hashtextextended('almanac.job.' || p_job, 0)) then return jsonb_build_object('skipped', true); end if;
  if p_once and exists (select from ops.job_runs where job = p_job and run_key = key) then return jsonb_build_object('already', key); end if;
  if p_job = 'refresh-weekly-summary' then
    -- Beside readers it needs a temporary table, which a login that does not own the database may not be able to allow.
    if has_database_privilege(current_database(), 'temporary') then
      refresh materialized view concurrently app.mv_user_weekly_summary;
    else
      refresh materialized view app.mv_user_weekly_summary;
    end if;
    made := '{"refreshed": true}';
  elsif p_job = 'create-partitions' then
    made := jsonb_build_object('made', app.create_month_partitions('app.user_actions'::regclass, utc::date, 3) + app.create_next_month_partition(utc::date));
  elsif p_job = 'prune-partitions' then
    made := jsonb_build_object('pruned', app.prune_old_activity_partitions(utc::date, 12));
  else
    made := jsonb_build_object('analyzed', app.analyze_partitioned());
  end if;
  insert into ops.job_runs (job, run_key, source, started_at, finished_at, summary)
    values (p_job, key, p_source, p_now, clock_timestamp(), made)
    on conflict (job, run_key) do update set source = excluded.source, finished_at = excluded.finished_at, summary = excluded.summary;
  delete from ops.job_runs where started_at < p_now - interval '400 days';
  return made;
end $$;
--> statement-breakpoint
alter table ops.cdc_state drop column alive_at, drop column known_until;
--> statement-breakpoint
drop table ops.pg_cron_jobs;
--> statement-breakpoint
alter table ops.job_runs drop column error, drop column error_code, drop column failed_at, drop column held_until, drop column attempts;
