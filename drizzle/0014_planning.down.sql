create or replace function door.erase(p_user uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('app.current_user_id', p_user::text, true), set_config('app.purging', 'on', true);
  delete from app.runs where user_id = p_user;
  delete from app.workouts where user_id = p_user;
  delete from app.strength_workouts where user_id = p_user;
  delete from app.runs_history where user_id = p_user;
  delete from app.workouts_history where user_id = p_user;
  delete from app.strength_workouts_history where user_id = p_user;
  delete from app.shoes where user_id = p_user;
  delete from app.shoes_history where user_id = p_user;
  delete from app.user_actions where user_id = p_user;
  delete from app.users where user_id = p_user;
  perform set_config('app.purging', '', true);
end $$;
--> statement-breakpoint
create or replace function app.create_month_partitions(parent regclass, since date, ahead integer) returns integer
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
drop table app.user_dashboard_aggregates, app.digests, app.snapshots, app.reflections_tasks, app.reflections_goals, app.reflections_habits,
  app.reflection_texts, app.reflections, app.reflections_history, app.goals_tasks, app.goals, app.goals_history, app.habit_logs, app.habits,
  app.habits_history, app.tasks, app.tasks_history, app.user_activity, door.job_runs;
--> statement-breakpoint
drop function app.create_next_month_partition(date), app.prune_old_activity_partitions(date, integer), app.analyze_partitioned(),
  app.add_month_partition(regclass, date);
