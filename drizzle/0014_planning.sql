CREATE TABLE "app"."digests" (
	"user_id" uuid NOT NULL,
	"iso_week" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "digests_pk" PRIMARY KEY("user_id","iso_week"),
	CONSTRAINT "digests_week_check" CHECK (iso_week ~ '^[0-9]{4}-W[0-5][0-9]$')
);
--> statement-breakpoint
CREATE TABLE "door"."job_runs" (
	"job" text NOT NULL,
	"run_key" text NOT NULL,
	"source" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"summary" jsonb,
	CONSTRAINT "job_runs_pk" PRIMARY KEY("job","run_key")
);
--> statement-breakpoint
CREATE TABLE "app"."user_dashboard_aggregates" (
	"user_id" uuid NOT NULL,
	"agg_date" date NOT NULL,
	"tasks_completed" integer DEFAULT 0 NOT NULL,
	"tasks_created" integer DEFAULT 0 NOT NULL,
	"reflections_count" integer DEFAULT 0 NOT NULL,
	"mood_sum" integer DEFAULT 0 NOT NULL,
	"mood_count" integer DEFAULT 0 NOT NULL,
	"run_m" numeric(16, 3) DEFAULT '0' NOT NULL,
	"coding_s" numeric(16, 6) DEFAULT '0' NOT NULL,
	"habits_done" integer DEFAULT 0 NOT NULL,
	"last_updated" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_dashboard_aggregates_pk" PRIMARY KEY("user_id","agg_date")
);
--> statement-breakpoint
CREATE TABLE "app"."goals" (
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"metric" text DEFAULT 'manual' NOT NULL,
	"target" double precision,
	"habit_id" uuid,
	"start_date" date NOT NULL,
	"end_date" date,
	"status" text DEFAULT 'active' NOT NULL,
	"manual_value" double precision DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "goals_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "goals_metric_check" CHECK (metric in ('manual', 'tasks', 'run_distance', 'ride_energy', 'coding_seconds', 'habit_days')),
	CONSTRAINT "goals_status_check" CHECK (status in ('active', 'reached', 'missed', 'archived')),
	CONSTRAINT "goals_target_check" CHECK (target > 0 and (target is not null or metric = 'tasks')),
	CONSTRAINT "goals_habit_check" CHECK ((metric = 'habit_days') = (habit_id is not null)),
	CONSTRAINT "goals_dates_check" CHECK (end_date >= start_date),
	CONSTRAINT "goals_version_check" CHECK (version >= 1)
);
--> statement-breakpoint
CREATE TABLE "app"."goals_history" (
	"user_id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"change_type" text NOT NULL,
	"changed_fields" text[] NOT NULL,
	"data" jsonb NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"request_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "goals_history_pk" PRIMARY KEY("user_id","goal_id","version"),
	CONSTRAINT "goals_history_change_type_check" CHECK (change_type in ('original', 'edit', 'sync', 'restore', 'deletion', 'undeletion', 'merge', 'split')),
	CONSTRAINT "goals_history_actor_check" CHECK (actor in ('user', 'import', 'sync', 'job'))
);
--> statement-breakpoint
CREATE TABLE "app"."goals_tasks" (
	"user_id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	CONSTRAINT "goals_tasks_pk" PRIMARY KEY("user_id","goal_id","task_id")
);
--> statement-breakpoint
CREATE TABLE "app"."habit_logs" (
	"user_id" uuid NOT NULL,
	"habit_id" uuid NOT NULL,
	"date" date NOT NULL,
	"value" double precision NOT NULL,
	"skipped" boolean DEFAULT false NOT NULL,
	"done" boolean NOT NULL,
	"counts" boolean DEFAULT true NOT NULL,
	"source" text DEFAULT 'user' NOT NULL,
	"fact_table" text,
	"fact_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "habit_logs_pk" PRIMARY KEY("user_id","habit_id","date"),
	CONSTRAINT "habit_logs_source_check" CHECK (source in ('user', 'auto')),
	CONSTRAINT "habit_logs_skipped_check" CHECK (not (skipped and done))
);
--> statement-breakpoint
CREATE TABLE "app"."habits" (
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"schedule" jsonb NOT NULL,
	"kind" text DEFAULT 'yes_no' NOT NULL,
	"unit" text,
	"target" double precision,
	"target_type" text DEFAULT 'at_least' NOT NULL,
	"auto" jsonb,
	"position" double precision NOT NULL,
	"start_date" date NOT NULL,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "habits_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "habits_kind_check" CHECK (kind in ('yes_no', 'number')),
	CONSTRAINT "habits_target_type_check" CHECK (target_type in ('at_least', 'at_most')),
	CONSTRAINT "habits_target_check" CHECK (target >= 0 and (kind = 'number') = (target is not null)),
	CONSTRAINT "habits_schedule_check" CHECK (schedule ->> 'kind' in ('weekdays', 'per_week', 'every_days')),
	CONSTRAINT "habits_version_check" CHECK (version >= 1)
);
--> statement-breakpoint
CREATE TABLE "app"."habits_history" (
	"user_id" uuid NOT NULL,
	"habit_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"change_type" text NOT NULL,
	"changed_fields" text[] NOT NULL,
	"data" jsonb NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"request_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "habits_history_pk" PRIMARY KEY("user_id","habit_id","version"),
	CONSTRAINT "habits_history_change_type_check" CHECK (change_type in ('original', 'edit', 'sync', 'restore', 'deletion', 'undeletion', 'merge', 'split')),
	CONSTRAINT "habits_history_actor_check" CHECK (actor in ('user', 'import', 'sync', 'job'))
);
--> statement-breakpoint
CREATE TABLE "app"."reflection_texts" (
	"user_id" uuid NOT NULL,
	"reflection_id" uuid NOT NULL,
	"text" text NOT NULL,
	"words" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED NOT NULL,
	CONSTRAINT "reflection_texts_pk" PRIMARY KEY("user_id","reflection_id"),
	CONSTRAINT "reflection_texts_length_check" CHECK (length(text) <= 50000)
);
--> statement-breakpoint
CREATE TABLE "app"."reflections" (
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"date" date NOT NULL,
	"mood" smallint,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reflections_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "reflections_mood_check" CHECK (mood between 1 and 5),
	CONSTRAINT "reflections_version_check" CHECK (version >= 1)
);
--> statement-breakpoint
CREATE TABLE "app"."reflections_goals" (
	"user_id" uuid NOT NULL,
	"reflection_id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	CONSTRAINT "reflections_goals_pk" PRIMARY KEY("user_id","reflection_id","goal_id")
);
--> statement-breakpoint
CREATE TABLE "app"."reflections_habits" (
	"user_id" uuid NOT NULL,
	"reflection_id" uuid NOT NULL,
	"habit_id" uuid NOT NULL,
	CONSTRAINT "reflections_habits_pk" PRIMARY KEY("user_id","reflection_id","habit_id")
);
--> statement-breakpoint
CREATE TABLE "app"."reflections_history" (
	"user_id" uuid NOT NULL,
	"reflection_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"change_type" text NOT NULL,
	"changed_fields" text[] NOT NULL,
	"data" jsonb NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"request_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "reflections_history_pk" PRIMARY KEY("user_id","reflection_id","version"),
	CONSTRAINT "reflections_history_change_type_check" CHECK (change_type in ('original', 'edit', 'sync', 'restore', 'deletion', 'undeletion', 'merge', 'split')),
	CONSTRAINT "reflections_history_actor_check" CHECK (actor in ('user', 'import', 'sync', 'job'))
);
--> statement-breakpoint
CREATE TABLE "app"."reflections_tasks" (
	"user_id" uuid NOT NULL,
	"reflection_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	CONSTRAINT "reflections_tasks_pk" PRIMARY KEY("user_id","reflection_id","task_id")
);
--> statement-breakpoint
CREATE TABLE "app"."snapshots" (
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"taken_on" date NOT NULL,
	"data" jsonb NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "snapshots_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "snapshots_kind_check" CHECK (kind in ('manual', 'nightly'))
);
--> statement-breakpoint
CREATE TABLE "app"."tasks" (
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"notes" text,
	"status" text DEFAULT 'todo' NOT NULL,
	"due_date" date,
	"priority" smallint DEFAULT 0 NOT NULL,
	"repeat" text,
	"repeat_from" text DEFAULT 'due' NOT NULL,
	"repeat_of" uuid,
	"position" double precision NOT NULL,
	"completed_at" timestamp with time zone,
	"completed_on" date,
	"created_on" date NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tasks_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "tasks_status_check" CHECK (status in ('todo', 'doing', 'done', 'cancelled')),
	CONSTRAINT "tasks_repeat_from_check" CHECK (repeat_from in ('due', 'completion')),
	CONSTRAINT "tasks_priority_check" CHECK (priority between 0 and 3),
	CONSTRAINT "tasks_notes_check" CHECK (length(notes) <= 20000),
	CONSTRAINT "tasks_done_check" CHECK ((status = 'done') = (completed_at is not null) and (status = 'done') = (completed_on is not null)),
	CONSTRAINT "tasks_version_check" CHECK (version >= 1)
) PARTITION BY HASH ("user_id");
--> statement-breakpoint
CREATE TABLE "app"."tasks_history" (
	"user_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"change_type" text NOT NULL,
	"changed_fields" text[] NOT NULL,
	"data" jsonb NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"request_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "tasks_history_pk" PRIMARY KEY("user_id","task_id","version"),
	CONSTRAINT "tasks_history_change_type_check" CHECK (change_type in ('original', 'edit', 'sync', 'restore', 'deletion', 'undeletion', 'merge', 'split')),
	CONSTRAINT "tasks_history_actor_check" CHECK (actor in ('user', 'import', 'sync', 'job'))
);
--> statement-breakpoint
CREATE TABLE "app"."user_activity" (
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text,
	"title" text,
	"data" jsonb,
	"request_id" uuid,
	CONSTRAINT "user_activity_pk" PRIMARY KEY("user_id","at","id"),
	CONSTRAINT "user_activity_kind_check" CHECK (kind ~ '^[a-z_]+[.][a-z_]+$')
) PARTITION BY RANGE ("at");
--> statement-breakpoint
ALTER TABLE "app"."digests" ADD CONSTRAINT "digests_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."goals" ADD CONSTRAINT "goals_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."goals" ADD CONSTRAINT "goals_habit_fk" FOREIGN KEY ("user_id","habit_id") REFERENCES "app"."habits"("user_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."goals_tasks" ADD CONSTRAINT "goals_tasks_goal_fk" FOREIGN KEY ("user_id","goal_id") REFERENCES "app"."goals"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."goals_tasks" ADD CONSTRAINT "goals_tasks_task_fk" FOREIGN KEY ("user_id","task_id") REFERENCES "app"."tasks"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."habit_logs" ADD CONSTRAINT "habit_logs_habit_fk" FOREIGN KEY ("user_id","habit_id") REFERENCES "app"."habits"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."habits" ADD CONSTRAINT "habits_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."reflection_texts" ADD CONSTRAINT "reflection_texts_reflection_fk" FOREIGN KEY ("user_id","reflection_id") REFERENCES "app"."reflections"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."reflections" ADD CONSTRAINT "reflections_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."reflections_goals" ADD CONSTRAINT "reflections_goals_reflection_fk" FOREIGN KEY ("user_id","reflection_id") REFERENCES "app"."reflections"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."reflections_goals" ADD CONSTRAINT "reflections_goals_goal_fk" FOREIGN KEY ("user_id","goal_id") REFERENCES "app"."goals"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."reflections_habits" ADD CONSTRAINT "reflections_habits_reflection_fk" FOREIGN KEY ("user_id","reflection_id") REFERENCES "app"."reflections"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."reflections_habits" ADD CONSTRAINT "reflections_habits_habit_fk" FOREIGN KEY ("user_id","habit_id") REFERENCES "app"."habits"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."reflections_tasks" ADD CONSTRAINT "reflections_tasks_reflection_fk" FOREIGN KEY ("user_id","reflection_id") REFERENCES "app"."reflections"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."reflections_tasks" ADD CONSTRAINT "reflections_tasks_task_fk" FOREIGN KEY ("user_id","task_id") REFERENCES "app"."tasks"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."snapshots" ADD CONSTRAINT "snapshots_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."tasks" ADD CONSTRAINT "tasks_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "job_runs_started_idx" ON "door"."job_runs" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "goals_tasks_task_idx" ON "app"."goals_tasks" USING btree ("user_id","task_id");--> statement-breakpoint
CREATE INDEX "habit_logs_date_idx" ON "app"."habit_logs" USING btree ("user_id","date");--> statement-breakpoint
CREATE UNIQUE INDEX "reflections_date_idx" ON "app"."reflections" USING btree ("user_id","date") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "reflections_goals_goal_idx" ON "app"."reflections_goals" USING btree ("user_id","goal_id");--> statement-breakpoint
CREATE INDEX "reflections_habits_habit_idx" ON "app"."reflections_habits" USING btree ("user_id","habit_id");--> statement-breakpoint
CREATE INDEX "reflections_tasks_task_idx" ON "app"."reflections_tasks" USING btree ("user_id","task_id");--> statement-breakpoint
CREATE INDEX "snapshots_taken_idx" ON "app"."snapshots" USING btree ("user_id","taken_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "snapshots_night_idx" ON "app"."snapshots" USING btree ("user_id","taken_on") WHERE kind = 'nightly';--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_repeat_idx" ON "app"."tasks" USING btree ("user_id","repeat_of") WHERE repeat_of is not null;--> statement-breakpoint
CREATE INDEX "tasks_open_idx" ON "app"."tasks" USING btree ("user_id","due_date") WHERE deleted_at is null and status in ('todo', 'doing');--> statement-breakpoint
CREATE INDEX "tasks_done_idx" ON "app"."tasks" USING btree ("user_id","completed_on") WHERE deleted_at is null and status = 'done';--> statement-breakpoint

-- Sixteen partitions of tasks by user. Neither the lock nor the old values for the consumer of changes are inherited; rights are given
-- on the parent only.
do $$ begin
  for i in 0..15 loop
    execute format('create table app.tasks_p%s partition of app.tasks for values with (modulus 16, remainder %s)', lpad(i::text, 2, '0'), i);
    execute format('alter table app.tasks_p%s enable row level security', lpad(i::text, 2, '0'));
    execute format('alter table app.tasks_p%s force row level security', lpad(i::text, 2, '0'));
    execute format('alter table app.tasks_p%s replica identity full', lpad(i::text, 2, '0'));
  end loop;
end $$;
--> statement-breakpoint
alter table app.reflections replica identity full;
--> statement-breakpoint
alter table app.habit_logs replica identity full;
--> statement-breakpoint
call app.protect('app.tasks', 'select, insert, update', 'select');
--> statement-breakpoint
call app.protect('app.tasks_history', 'select, insert', 'select');
--> statement-breakpoint
call app.protect('app.goals', 'select, insert, update', 'select');
--> statement-breakpoint
call app.protect('app.goals_history', 'select, insert', 'select');
--> statement-breakpoint
call app.protect('app.goals_tasks', 'select, insert, delete', 'select');
--> statement-breakpoint
call app.protect('app.habits', 'select, insert, update', 'select');
--> statement-breakpoint
call app.protect('app.habits_history', 'select, insert', 'select');
--> statement-breakpoint
call app.protect('app.habit_logs', 'select, insert, update, delete', 'select');
--> statement-breakpoint
call app.protect('app.reflections', 'select, insert, update', 'select');
--> statement-breakpoint
call app.protect('app.reflections_history', 'select, insert', 'select');
--> statement-breakpoint
call app.protect('app.reflection_texts', 'select, insert, update', 'select');
--> statement-breakpoint
call app.protect('app.reflections_tasks', 'select, insert, delete', 'select');
--> statement-breakpoint
call app.protect('app.reflections_goals', 'select, insert, delete', 'select');
--> statement-breakpoint
call app.protect('app.reflections_habits', 'select, insert, delete', 'select');
--> statement-breakpoint
call app.protect('app.snapshots', 'select, insert, update, delete', 'select');
--> statement-breakpoint
call app.protect('app.user_activity', 'select, insert', 'select');
--> statement-breakpoint
call app.protect('app.digests', 'select, insert, update', 'select');
--> statement-breakpoint
call app.protect('app.user_dashboard_aggregates', 'select', 'select, insert, update, delete');
--> statement-breakpoint

-- A version without its history cannot exist.
alter table app.tasks add constraint tasks_version_fk foreign key (user_id, id, version) references app.tasks_history (user_id, task_id, version);
--> statement-breakpoint
alter table app.goals add constraint goals_version_fk foreign key (user_id, id, version) references app.goals_history (user_id, goal_id, version);
--> statement-breakpoint
alter table app.habits add constraint habits_version_fk foreign key (user_id, id, version) references app.habits_history (user_id, habit_id, version);
--> statement-breakpoint
alter table app.reflections add constraint reflections_version_fk foreign key (user_id, id, version) references app.reflections_history (user_id, reflection_id, version);
--> statement-breakpoint
-- The days that a task is counted on follow the person's zone; they are no part of its versions.
create trigger tasks_guard before update on app.tasks for each row when (
  (old.version, old.user_id, old.id, old.title, old.notes, old.status, old.due_date, old.priority, old.repeat, old.repeat_from, old.repeat_of,
    old.position, old.completed_at, old.deleted_at, old.created_at) is distinct from
  (new.version, new.user_id, new.id, new.title, new.notes, new.status, new.due_date, new.priority, new.repeat, new.repeat_from, new.repeat_of,
    new.position, new.completed_at, new.deleted_at, new.created_at)) execute function app.refuse_version_jump();
--> statement-breakpoint
create trigger goals_guard before update on app.goals for each row execute function app.refuse_version_jump();
--> statement-breakpoint
create trigger habits_guard before update on app.habits for each row execute function app.refuse_version_jump();
--> statement-breakpoint
create trigger reflections_guard before update on app.reflections for each row execute function app.refuse_version_jump();
--> statement-breakpoint
create trigger tasks_history_append_only before update or delete on app.tasks_history for each row execute function app.refuse_change();
--> statement-breakpoint
create trigger tasks_history_keep before truncate on app.tasks_history for each statement execute function app.refuse_change();
--> statement-breakpoint
create trigger goals_history_append_only before update or delete on app.goals_history for each row execute function app.refuse_change();
--> statement-breakpoint
create trigger goals_history_keep before truncate on app.goals_history for each statement execute function app.refuse_change();
--> statement-breakpoint
create trigger habits_history_append_only before update or delete on app.habits_history for each row execute function app.refuse_change();
--> statement-breakpoint
create trigger habits_history_keep before truncate on app.habits_history for each statement execute function app.refuse_change();
--> statement-breakpoint
create trigger reflections_history_append_only before update or delete on app.reflections_history for each row execute function app.refuse_change();
--> statement-breakpoint
create trigger reflections_history_keep before truncate on app.reflections_history for each statement execute function app.refuse_change();
--> statement-breakpoint
create trigger user_activity_append_only before update or delete on app.user_activity for each row execute function app.refuse_change();
--> statement-breakpoint
create trigger user_activity_keep before truncate on app.user_activity for each statement execute function app.refuse_change();
--> statement-breakpoint

-- Makes the partition of one month. Rows of it that came before it did are in the default partition: they move, while nobody can write
-- there. The owner is bound by the lock as everybody is, so the lock is lifted from the default partition meanwhile; nobody sees that.
create function app.add_month_partition(parent regclass, month date) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
  parent_name text := (select relname from pg_class where oid = parent);
  child text := format('app.%I', parent_name || '_' || to_char(month, 'YYYY_MM'));
  spare text := format('app.%I', parent_name || '_default');
  since timestamptz := date_trunc('month', month)::timestamp at time zone 'UTC';
  till timestamptz := (date_trunc('month', month) + interval '1 month')::timestamp at time zone 'UTC';
begin
  if to_regclass(child) is not null then return false; end if;
  execute format('create table %s (like %s including defaults including constraints)', child, parent);
  execute format('lock table %s in access exclusive mode', spare);
  execute format('alter table %s no force row level security', spare);
  perform set_config('app.purging', 'on', true);
  execute format('with gone as (delete from %s where at >= %L and at < %L returning *) insert into %s select * from gone', spare, since, till, child);
  perform set_config('app.purging', '', true);
  execute format('alter table %s force row level security', spare);
  execute format('alter table %s add constraint in_month check (at >= %L and at < %L)', child, since, till);
  execute format('alter table %s attach partition %s for values from (%L) to (%L)', parent, child, since, till);
  execute format('alter table %s drop constraint in_month', child);
  execute format('alter table %s enable row level security', child);
  execute format('alter table %s force row level security', child);
  return true;
end $$;
--> statement-breakpoint
revoke all on function app.add_month_partition(regclass, date) from public;
--> statement-breakpoint
create or replace function app.create_month_partitions(parent regclass, since date, ahead integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('create_month_partitions', 0));
  for i in 0..ahead loop
    if app.add_month_partition(parent, (date_trunc('month', since) + make_interval(months => i))::date) then made := made + 1; end if;
  end loop;
  return made;
end $$;
--> statement-breakpoint
create table app.user_activity_default partition of app.user_activity default;
--> statement-breakpoint
alter table app.user_activity_default enable row level security;
--> statement-breakpoint
alter table app.user_activity_default force row level security;
--> statement-breakpoint
-- This month's partition of the timeline, and those of the three months to come. Answers how many were missing.
create function app.create_next_month_partition(today date default (now() at time zone 'UTC')::date) returns integer
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ select app.create_month_partitions('app.user_activity'::regclass, today, 3) $$;
--> statement-breakpoint
-- Takes away the months of the timeline that lie more than `months` months before this one. Answers how many.
create function app.prune_old_activity_partitions(today date default (now() at time zone 'UTC')::date, months integer default 12) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
  cutoff timestamptz := (date_trunc('month', today) - make_interval(months => months))::timestamp at time zone 'UTC';
  child record;
  pruned integer := 0;
begin
  for child in select i.inhrelid::regclass as name, pg_get_expr(c.relpartbound, c.oid) as bound from pg_inherits i
      join pg_class c on c.oid = i.inhrelid where i.inhparent = 'app.user_activity'::regclass and pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT' loop
    if (regexp_match(child.bound, 'TO \(''([^'']+)''\)'))[1]::timestamptz <= cutoff then
      execute format('alter table app.user_activity detach partition %s', child.name);
      execute format('drop table %s', child.name);
      pruned := pruned + 1;
    end if;
  end loop;
  alter table app.user_activity_default no force row level security;
  perform set_config('app.purging', 'on', true);
  delete from app.user_activity_default where at < cutoff;
  perform set_config('app.purging', '', true);
  alter table app.user_activity_default force row level security;
  return pruned;
end $$;
--> statement-breakpoint
-- Statistics of tables in partitions: the server keeps those of each partition by itself, not those of the whole. Answers how many.
create function app.analyze_partitioned() returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  parent regclass;
  analyzed integer := 0;
begin
  for parent in select c.oid::regclass from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'p' order by 1 loop
    execute format('analyze %s', parent);
    analyzed := analyzed + 1;
  end loop;
  return analyzed;
end $$;
--> statement-breakpoint
revoke all on function app.create_next_month_partition(date), app.prune_old_activity_partitions(date, integer), app.analyze_partitioned() from public;
--> statement-breakpoint
grant execute on function app.create_next_month_partition(date), app.prune_old_activity_partitions(date, integer), app.analyze_partitioned() to almanac_jobs;
--> statement-breakpoint
select app.create_next_month_partition();
--> statement-breakpoint

-- Everything of a person, with their plans.
create or replace function door.erase(p_user uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('app.current_user_id', p_user::text, true), set_config('app.purging', 'on', true);
  delete from app.reflections where user_id = p_user;
  delete from app.tasks where user_id = p_user;
  delete from app.goals where user_id = p_user;
  delete from app.habits where user_id = p_user;
  delete from app.reflections_history where user_id = p_user;
  delete from app.tasks_history where user_id = p_user;
  delete from app.goals_history where user_id = p_user;
  delete from app.habits_history where user_id = p_user;
  delete from app.user_activity where user_id = p_user;
  delete from app.user_dashboard_aggregates where user_id = p_user;
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
