CREATE TABLE "app"."calendar_feeds" (
	"user_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_feeds_pk" PRIMARY KEY("user_id")
);
--> statement-breakpoint
CREATE TABLE "app"."synced_runs" (
	"user_id" uuid NOT NULL,
	"run_id" text NOT NULL,
	"run_version" integer DEFAULT 0 NOT NULL,
	"event_id" text NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"calendar_id" text,
	"status" text DEFAULT 'pending' NOT NULL,
	"error" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	"synced_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "synced_runs_pk" PRIMARY KEY("user_id","run_id"),
	CONSTRAINT "synced_runs_status_check" CHECK (status in ('pending', 'synced', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "door"."calendar_feed_keys" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_feed_keys_user_key" UNIQUE("user_id")
);
--> statement-breakpoint
CREATE TABLE "door"."external_identities" (
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"signs_in" boolean DEFAULT false NOT NULL,
	"label" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "external_identities_pk" PRIMARY KEY("provider","external_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "door"."provider_apps" (
	"provider" text PRIMARY KEY NOT NULL,
	"subscription_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "door"."provider_budgets" (
	"provider" text NOT NULL,
	"window" text NOT NULL,
	"most_requests" integer NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"resets_at" timestamp with time zone NOT NULL,
	CONSTRAINT "provider_budgets_pk" PRIMARY KEY("provider","window")
);
--> statement-breakpoint
CREATE TABLE "app"."integrations" (
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"state" text DEFAULT 'ok' NOT NULL,
	"reason" text,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"external_id" text,
	"external_name" text,
	"server_address" text,
	"policy" text DEFAULT 'keep' NOT NULL,
	"policy_days" integer,
	"memory" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"connected_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "integrations_pk" PRIMARY KEY("user_id","provider"),
	CONSTRAINT "integrations_provider_check" CHECK (provider in ('strava', 'hevy', 'google', 'wakatime')),
	CONSTRAINT "integrations_state_check" CHECK (state in ('ok', 'needs_reconnect', 'rate_limited', 'app_inactive', 'scope_missing', 'error')),
	CONSTRAINT "integrations_policy_check" CHECK (policy in ('keep', 'keep_days', 'not_in_insights')),
	CONSTRAINT "integrations_days_check" CHECK ((policy = 'keep_days') = (policy_days is not null) and (policy_days is null or policy_days between 1 and 3650))
);
--> statement-breakpoint
CREATE TABLE "app"."provider_tokens" (
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"token_type" text,
	"expires_at" timestamp with time zone,
	"generation" integer DEFAULT 1 NOT NULL,
	"refresh_id" uuid,
	"refresh_until" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provider_tokens_pk" PRIMARY KEY("user_id","provider")
);
--> statement-breakpoint
CREATE TABLE "app"."sync_items" (
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"kind" text NOT NULL,
	"item_id" text NOT NULL,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"seen" bigint DEFAULT 1 NOT NULL,
	"next_try_at" timestamp with time zone DEFAULT now() NOT NULL,
	"dead_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sync_items_pk" PRIMARY KEY("user_id","provider","kind","item_id"),
	CONSTRAINT "sync_items_kind_check" CHECK (kind in ('hint', 'activity', 'details', 'streams', 'gear', 'event', 'workout'))
);
--> statement-breakpoint
CREATE TABLE "app"."sync_metadata" (
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"last_synced_at" timestamp with time zone,
	"cursor" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"full_sync" boolean DEFAULT true NOT NULL,
	"due_at" timestamp with time zone,
	"lease_until" timestamp with time zone,
	"lease_id" uuid,
	"attempts" integer DEFAULT 0 NOT NULL,
	"resumes_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sync_metadata_pk" PRIMARY KEY("user_id","provider")
);
--> statement-breakpoint
CREATE TABLE "app"."sync_runs" (
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"provider" text NOT NULL,
	"trigger" text NOT NULL,
	"full_sync" boolean NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"asked" integer DEFAULT 0 NOT NULL,
	"fetched" integer DEFAULT 0 NOT NULL,
	"inserted" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"deleted" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"request_id" uuid,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "sync_runs_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "sync_runs_provider_check" CHECK (provider in ('strava', 'hevy', 'google', 'wakatime')),
	CONSTRAINT "sync_runs_state_check" CHECK (state in ('running', 'done', 'rate_limited', 'refused', 'failed', 'broken')),
	CONSTRAINT "sync_runs_trigger_check" CHECK (trigger in ('schedule', 'button', 'api', 'webhook', 'connected'))
);
--> statement-breakpoint
CREATE TABLE "app"."strength_sets" (
	"user_id" uuid NOT NULL,
	"workout_id" text NOT NULL,
	"exercise_index" integer NOT NULL,
	"set_index" integer NOT NULL,
	"exercise_id" text NOT NULL,
	"exercise" text NOT NULL,
	"local_date" date NOT NULL,
	"kind" text NOT NULL,
	"weight_kg" double precision,
	"reps" integer,
	"distance_m" double precision,
	"duration_s" double precision,
	"rpe" double precision,
	CONSTRAINT "strength_sets_pk" PRIMARY KEY("user_id","workout_id","exercise_index","set_index"),
	CONSTRAINT "strength_sets_kind_check" CHECK (kind in ('normal', 'warmup', 'dropset', 'failure'))
);
--> statement-breakpoint
CREATE TABLE "app"."strength_workouts" (
	"user_id" uuid NOT NULL,
	"id" text NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"start_at" timestamp with time zone NOT NULL,
	"end_at" timestamp with time zone,
	"time_zone" text NOT NULL,
	"local_date" date NOT NULL,
	"duration_s" double precision DEFAULT 0 NOT NULL,
	"exercises" jsonb NOT NULL,
	"source" text DEFAULT 'hevy' NOT NULL,
	"origin" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "strength_workouts_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "strength_workouts_origin_check" CHECK (origin in ('api', 'export', 'demo')),
	CONSTRAINT "strength_workouts_version_check" CHECK (version >= 1)
);
--> statement-breakpoint
CREATE TABLE "app"."strength_workouts_history" (
	"user_id" uuid NOT NULL,
	"workout_id" text NOT NULL,
	"version" integer NOT NULL,
	"change_type" text NOT NULL,
	"changed_fields" text[] NOT NULL,
	"data" jsonb NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"request_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "strength_workouts_history_pk" PRIMARY KEY("user_id","workout_id","version"),
	CONSTRAINT "strength_workouts_history_change_type_check" CHECK (change_type in ('original', 'edit', 'sync', 'restore', 'deletion', 'undeletion', 'merge', 'split')),
	CONSTRAINT "strength_workouts_history_actor_check" CHECK (actor in ('user', 'import', 'sync', 'job'))
);
--> statement-breakpoint
ALTER TABLE "app"."activity_sources" ADD COLUMN "detailed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."calendar_feeds" ADD CONSTRAINT "calendar_feeds_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."synced_runs" ADD CONSTRAINT "synced_runs_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door"."calendar_feed_keys" ADD CONSTRAINT "calendar_feed_keys_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door"."external_identities" ADD CONSTRAINT "external_identities_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."integrations" ADD CONSTRAINT "integrations_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."provider_tokens" ADD CONSTRAINT "provider_tokens_integration_fk" FOREIGN KEY ("user_id","provider") REFERENCES "app"."integrations"("user_id","provider") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."sync_items" ADD CONSTRAINT "sync_items_integration_fk" FOREIGN KEY ("user_id","provider") REFERENCES "app"."integrations"("user_id","provider") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."sync_metadata" ADD CONSTRAINT "sync_metadata_integration_fk" FOREIGN KEY ("user_id","provider") REFERENCES "app"."integrations"("user_id","provider") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."sync_runs" ADD CONSTRAINT "sync_runs_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."strength_sets" ADD CONSTRAINT "strength_sets_workout_fk" FOREIGN KEY ("user_id","workout_id") REFERENCES "app"."strength_workouts"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" ADD CONSTRAINT "strength_workouts_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "external_identities_sign_in_key" ON "door"."external_identities" USING btree ("provider","external_id") WHERE signs_in;--> statement-breakpoint
CREATE INDEX "external_identities_user_idx" ON "door"."external_identities" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sync_runs_started_idx" ON "app"."sync_runs" USING btree ("user_id","provider","started_at");--> statement-breakpoint
CREATE INDEX "strength_sets_exercise_idx" ON "app"."strength_sets" USING btree ("user_id","exercise_id","local_date");--> statement-breakpoint
CREATE INDEX "strength_sets_date_idx" ON "app"."strength_sets" USING btree ("user_id","local_date");--> statement-breakpoint
CREATE INDEX "strength_workouts_start_idx" ON "app"."strength_workouts" USING btree ("user_id","start_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "strength_workouts_date_idx" ON "app"."strength_workouts" USING btree ("user_id","local_date") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "activity_sources_undetailed_idx" ON "app"."activity_sources" USING btree ("user_id","source") WHERE origin = 'api' and detailed_at is null;