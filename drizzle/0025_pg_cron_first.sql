-- Nobody who has nothing to do takes a job's lock: pg_cron would find the job taken by a look of ours, and others would hear `skipped`.
create or replace function ops.run_job(p_job text, p_source text, p_once boolean default true, p_now timestamptz default now()) returns jsonb
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  utc timestamp := p_now at time zone 'UTC';
  unit text := case p_job when 'refresh-weekly-summary' then 'hour' when 'create-partitions' then 'day' when 'prune-partitions' then 'month'
    when 'analyze' then 'day' end;
  key text := to_char(utc, case unit when 'hour' then 'YYYY-MM-DD"T"HH24' when 'day' then 'YYYY-MM-DD' else 'YYYY-MM' end);
  begun timestamptz := clock_timestamp();
  before ops.job_runs;
  tries integer;
  made jsonb;
  code text;
  why text;
begin
  if unit is null then raise exception 'there is no job %', p_job using errcode = '22023'; end if;
  if p_once then
    if exists (select from ops.job_runs where job = p_job and run_key = key and finished_at is not null) then
      return jsonb_build_object('already', key);
    end if;
    if p_source = 'scheduler' and exists (
      select from ops.pg_cron_jobs c where c.job = p_job and utc < date_trunc(unit, utc) + c.patience
    ) then return jsonb_build_object('waits', 'for pg_cron'); end if;
  end if;
  if not pg_try_advisory_xact_lock(hashtextextended('almanac.job.' || p_job, 0)) then return jsonb_build_object('skipped', true); end if;
  select * into before from ops.job_runs where job = p_job and run_key = key;
  if p_once then
    if before.finished_at is not null then return jsonb_build_object('already', key); end if;
    if before.attempts >= 5 or before.held_until > begun then return jsonb_build_object('waits', 'after a failure'); end if;
  end if;
  tries := coalesce(before.attempts, 0) + 1;
  begin
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
  exception when others or query_canceled then
    get stacked diagnostics code = returned_sqlstate, why = message_text;
    -- The rest grows with each try, and is longer for a job that has a day or a month for it.
    insert into ops.job_runs (job, run_key, source, started_at, attempts, held_until, failed_at, error_code, error)
      values (p_job, key, p_source, begun, tries, clock_timestamp()
        + case unit when 'hour' then tries * tries * interval '1 minute' when 'day' then tries * interval '1 hour' else tries * interval '1 day' end,
        clock_timestamp(), code, why)
      on conflict (job, run_key) do update set source = excluded.source, started_at = excluded.started_at, attempts = excluded.attempts,
        held_until = excluded.held_until, failed_at = excluded.failed_at, error_code = excluded.error_code, error = excluded.error;
    raise warning 'the job % failed: %', p_job, why;
    return jsonb_build_object('failed', why, 'code', code);
  end;
  insert into ops.job_runs (job, run_key, source, started_at, attempts, finished_at, summary)
    values (p_job, key, p_source, begun, tries, clock_timestamp(), made)
    on conflict (job, run_key) do update set source = excluded.source, started_at = excluded.started_at, attempts = excluded.attempts,
      finished_at = excluded.finished_at, summary = excluded.summary, held_until = null, failed_at = null, error_code = null, error = null;
  delete from ops.job_runs where started_at < begun - interval '400 days';
  return made;
end $$;
