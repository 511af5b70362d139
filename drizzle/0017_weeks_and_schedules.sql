-- What insights and digests may use of coding: the source that counts for a day, unless a policy keeps it out.
create view app.insight_coding_days with (security_invoker = true) as
  select d.user_id, d.date, d.source, d.total_us from app.coding_days d where d.counts and not (d.source = 'wakatime'
    and exists (select from app.integrations i where i.user_id = d.user_id and i.provider = 'wakatime' and i.policy = 'not_in_insights'));
--> statement-breakpoint
grant select on app.insight_coding_days to almanac_app;
--> statement-breakpoint

-- Twelve weeks of everybody. Its owner is the jobs' role: the owner of the tables is bound by their policies and would see nothing.
grant create on schema app to almanac_jobs;
--> statement-breakpoint
create materialized view app.mv_user_weekly_summary as
  with horizon as (select (date_trunc('week', now() at time zone 'UTC') - interval '11 weeks')::date as since),
  days as (
    select t.user_id, t.completed_on as day, 1 as done, 1 as planned, null::smallint as mood, 0 as reflections
      from app.tasks t, horizon h where t.deleted_at is null and t.status = 'done' and t.completed_on >= h.since
    union all
    -- A task belongs to the week it was due in as well, unless it was done in that very week and is counted there.
    select t.user_id, t.due_date, 0, 1, null, 0 from app.tasks t, horizon h
      where t.deleted_at is null and t.status <> 'cancelled' and t.due_date >= h.since
        and date_trunc('week', t.due_date::timestamp) is distinct from date_trunc('week', t.completed_on::timestamp)
    union all
    select r.user_id, r.date, 0, 0, r.mood, 1 from app.reflections r, horizon h where r.deleted_at is null and r.date >= h.since
  )
  select user_id, date_trunc('week', day::timestamp)::date as week_start, sum(done)::integer as tasks_completed,
      sum(planned)::integer as tasks_total, avg(mood)::float8 as avg_mood, sum(reflections)::integer as reflections_count
    from days group by 1, 2
  with no data;
--> statement-breakpoint
create unique index mv_user_weekly_summary_key on app.mv_user_weekly_summary (user_id, week_start);
--> statement-breakpoint
alter materialized view app.mv_user_weekly_summary owner to almanac_jobs;
--> statement-breakpoint
-- The only way to it: one person's weeks, behind a barrier that no function of a reader's own gets past.
create view app.user_weekly_summary with (security_barrier = true) as
  select user_id, week_start, tasks_completed, tasks_total, avg_mood, reflections_count
    from app.mv_user_weekly_summary where user_id = app.current_app_user_id();
--> statement-breakpoint
alter view app.user_weekly_summary owner to almanac_jobs;
--> statement-breakpoint
revoke create on schema app from almanac_jobs;
--> statement-breakpoint
grant usage on schema app to almanac_jobs;
--> statement-breakpoint
set local role almanac_jobs;
--> statement-breakpoint
refresh materialized view app.mv_user_weekly_summary;
--> statement-breakpoint
grant select on app.user_weekly_summary to almanac_app;
--> statement-breakpoint
reset role;
--> statement-breakpoint

alter table door.job_runs set schema ops;
--> statement-breakpoint
grant select, insert, update, delete on ops.job_runs to almanac_jobs;
--> statement-breakpoint
grant select on ops.job_runs to almanac_auditor;
--> statement-breakpoint
-- The jobs that are SQL alone, for whichever schedule comes first: pg_cron, Almanac's own or an outside one. `p_once`: only when it did
-- not run yet in its hour, day or month. Answers what it did; `skipped` where it runs at this moment, `already` where it has run.
create function ops.run_job(p_job text, p_source text, p_once boolean default true, p_now timestamptz default now()) returns jsonb
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
    refresh materialized view concurrently app.mv_user_weekly_summary;
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
revoke all on function ops.run_job(text, text, boolean, timestamptz) from public;
--> statement-breakpoint
grant execute on function ops.run_job(text, text, boolean, timestamptz) to almanac_jobs;
