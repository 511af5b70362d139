CREATE SCHEMA "app";
--> statement-breakpoint
CREATE SCHEMA "door";
--> statement-breakpoint
CREATE TABLE "app"."activity_sources" (
	"user_id" uuid NOT NULL,
	"id" text NOT NULL,
	"run_id" text,
	"workout_id" text,
	"source" text NOT NULL,
	"origin" text NOT NULL,
	"facts" jsonb NOT NULL,
	"track_points" integer DEFAULT 0 NOT NULL,
	"file_hash" text,
	"import_id" uuid,
	"split_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_sources_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "activity_sources_one_check" CHECK (num_nonnulls(run_id, workout_id) = 1),
	CONSTRAINT "activity_sources_source_check" CHECK (source in ('strava', 'mapmyfitness', 'file', 'manual', 'demo', 'hevy')),
	CONSTRAINT "activity_sources_origin_check" CHECK (origin in ('api', 'export', 'file', 'manual', 'demo'))
);
--> statement-breakpoint
CREATE TABLE "app"."tracks" (
	"user_id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"channel" text NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "tracks_pk" PRIMARY KEY("user_id","source_id","channel"),
	CONSTRAINT "tracks_channel_check" CHECK (channel in ('time', 'pauses', 'lat', 'lng', 'altitude', 'distance', 'speed', 'heartRate', 'cadence', 'power', 'temperature'))
);
--> statement-breakpoint
CREATE TABLE "app"."import_items" (
	"user_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"file" text NOT NULL,
	"entry" text,
	"row" integer,
	"result" text NOT NULL,
	"reason" text,
	"run_id" text,
	"workout_id" text,
	CONSTRAINT "import_items_pk" PRIMARY KEY("user_id","import_id","seq"),
	CONSTRAINT "import_items_result_check" CHECK (result in ('imported', 'updated', 'unchanged', 'duplicate', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "app"."imports" (
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"files" jsonb NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"error" text,
	"lease_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"request_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	CONSTRAINT "imports_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "imports_state_check" CHECK (state in ('queued', 'running', 'done', 'failed', 'undone'))
);
--> statement-breakpoint
CREATE TABLE "app"."best_efforts" (
	"user_id" uuid NOT NULL,
	"run_id" text NOT NULL,
	"distance_m" double precision NOT NULL,
	"duration_s" double precision NOT NULL,
	"start_offset_s" double precision NOT NULL,
	CONSTRAINT "best_efforts_pk" PRIMARY KEY("user_id","run_id","distance_m")
);
--> statement-breakpoint
CREATE TABLE "app"."runs" (
	"user_id" uuid NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"start_at" timestamp with time zone NOT NULL,
	"start_precision" text DEFAULT 'second' NOT NULL,
	"time_zone" text NOT NULL,
	"local_date" date NOT NULL,
	"distance_m" double precision NOT NULL,
	"duration_s" double precision NOT NULL,
	"elapsed_s" double precision NOT NULL,
	"moving_s" double precision,
	"average_heart_rate_bpm" double precision,
	"max_heart_rate_bpm" double precision,
	"average_cadence_spm" double precision,
	"elevation_gain_m" double precision,
	"source" text NOT NULL,
	"shoe_id" text,
	"notes" text,
	"version" integer DEFAULT 1 NOT NULL,
	"edited_fields" text[] DEFAULT '{}' NOT NULL,
	"provider" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"import_id" uuid,
	"undone_import_id" uuid,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "runs_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "runs_type_check" CHECK (type in ('Outdoor Run', 'Treadmill Run')),
	CONSTRAINT "runs_source_check" CHECK (source in ('strava', 'mapmyfitness', 'file', 'manual', 'demo', 'hevy')),
	CONSTRAINT "runs_start_precision_check" CHECK (start_precision in ('second', 'day')),
	CONSTRAINT "runs_distance_check" CHECK (distance_m >= 0 and distance_m < 10000000),
	CONSTRAINT "runs_duration_check" CHECK (duration_s >= 0 and elapsed_s >= 0),
	CONSTRAINT "runs_heart_rate_check" CHECK (average_heart_rate_bpm between 20 and 260),
	CONSTRAINT "runs_version_check" CHECK (version >= 1)
);
--> statement-breakpoint
CREATE TABLE "app"."runs_history" (
	"user_id" uuid NOT NULL,
	"run_id" text NOT NULL,
	"version" integer NOT NULL,
	"change_type" text NOT NULL,
	"changed_fields" text[] NOT NULL,
	"data" jsonb NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"request_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "runs_history_pk" PRIMARY KEY("user_id","run_id","version"),
	CONSTRAINT "runs_history_change_type_check" CHECK (change_type in ('original', 'edit', 'sync', 'restore', 'deletion', 'undeletion', 'merge', 'split')),
	CONSTRAINT "runs_history_actor_check" CHECK (actor in ('user', 'import', 'sync', 'job'))
);
--> statement-breakpoint
CREATE TABLE "app"."shoes" (
	"user_id" uuid NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"starting_distance_m" double precision DEFAULT 0 NOT NULL,
	"limit_m" double precision,
	"retired_at" timestamp with time zone,
	"retirement_notes" text,
	"notes" text,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shoes_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "shoes_name_key" UNIQUE("user_id","name"),
	CONSTRAINT "shoes_id_check" CHECK (id ~ '^[a-z0-9]+(_[a-z0-9]+)*$'),
	CONSTRAINT "shoes_starting_distance_check" CHECK (starting_distance_m >= 0),
	CONSTRAINT "shoes_limit_check" CHECK (limit_m > 0),
	CONSTRAINT "shoes_version_check" CHECK (version >= 1)
);
--> statement-breakpoint
CREATE TABLE "app"."shoes_history" (
	"user_id" uuid NOT NULL,
	"shoe_id" text NOT NULL,
	"version" integer NOT NULL,
	"change_type" text NOT NULL,
	"changed_fields" text[] NOT NULL,
	"data" jsonb NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"request_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "shoes_history_pk" PRIMARY KEY("user_id","shoe_id","version"),
	CONSTRAINT "shoes_history_change_type_check" CHECK (change_type in ('original', 'edit', 'sync', 'restore', 'deletion', 'undeletion', 'merge', 'split')),
	CONSTRAINT "shoes_history_actor_check" CHECK (actor in ('user', 'import', 'sync', 'job'))
);
--> statement-breakpoint
CREATE TABLE "app"."user_actions" (
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"role" text,
	"action" text NOT NULL,
	"resource" text,
	"resource_id" text,
	"outcome" text NOT NULL,
	"ip" "inet",
	"user_agent" text,
	"request_id" uuid,
	"input" jsonb,
	"status" smallint,
	"error" text,
	"duration_ms" real,
	CONSTRAINT "user_actions_pk" PRIMARY KEY("user_id","at","id"),
	CONSTRAINT "user_actions_outcome_check" CHECK (outcome in ('success', 'refused', 'failed'))
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "door"."accounts" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"email" text,
	"password_hash" text,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"password_changed_at" timestamp with time zone,
	CONSTRAINT "accounts_email_key" UNIQUE("email"),
	CONSTRAINT "accounts_role_check" CHECK (role in ('owner', 'member', 'guest')),
	CONSTRAINT "accounts_email_check" CHECK (email = lower(email)),
	CONSTRAINT "accounts_guest_check" CHECK ((role = 'guest') = (email is null))
);
--> statement-breakpoint
CREATE TABLE "door"."api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"last_four" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_key_hash_key" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "door"."attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"failures" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "door"."sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"ip" text,
	"user_agent" text,
	CONSTRAINT "sessions_token_hash_key" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "app"."settings" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"units" text DEFAULT 'km' NOT NULL,
	"first_weekday" smallint DEFAULT 1 NOT NULL,
	"theme" text DEFAULT 'system' NOT NULL,
	"number_format" text DEFAULT 'en-GB' NOT NULL,
	"audit_months" smallint,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "settings_units_check" CHECK (units in ('km', 'mi')),
	CONSTRAINT "settings_theme_check" CHECK (theme in ('light', 'dark', 'system')),
	CONSTRAINT "settings_first_weekday_check" CHECK (first_weekday between 0 and 6),
	CONSTRAINT "settings_audit_months_check" CHECK (audit_months between 1 and 1200)
);
--> statement-breakpoint
CREATE TABLE "app"."users" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"avatar_type" text,
	"avatar" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_sign_in_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app"."ftp_history" (
	"user_id" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"ftp_w" double precision NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ftp_history_pk" PRIMARY KEY("user_id","valid_from"),
	CONSTRAINT "ftp_history_ftp_check" CHECK (ftp_w between 30 and 600)
);
--> statement-breakpoint
CREATE TABLE "app"."heart_rate_zones" (
	"user_id" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"max_bpm" integer,
	"resting_bpm" integer,
	"threshold_bpm" integer,
	"lower_bounds_bpm" integer[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "heart_rate_zones_pk" PRIMARY KEY("user_id","valid_from")
);
--> statement-breakpoint
CREATE TABLE "app"."workouts" (
	"user_id" uuid NOT NULL,
	"id" text NOT NULL,
	"sport" text NOT NULL,
	"raw_sport" text,
	"title" text NOT NULL,
	"description" text,
	"status" text NOT NULL,
	"start_at" timestamp with time zone NOT NULL,
	"start_precision" text DEFAULT 'second' NOT NULL,
	"end_at" timestamp with time zone,
	"time_zone" text NOT NULL,
	"local_date" date NOT NULL,
	"duration_s" double precision NOT NULL,
	"elapsed_s" double precision NOT NULL,
	"moving_s" double precision,
	"distance_m" double precision,
	"elevation_gain_m" double precision,
	"average_power_w" double precision,
	"max_power_w" double precision,
	"normalized_power_w" double precision,
	"average_cadence_rpm" double precision,
	"max_cadence_rpm" double precision,
	"average_heart_rate_bpm" double precision,
	"max_heart_rate_bpm" double precision,
	"energy_kj" double precision,
	"sample_count" integer DEFAULT 0 NOT NULL,
	"source" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"edited_fields" text[] DEFAULT '{}' NOT NULL,
	"provider" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"import_id" uuid,
	"undone_import_id" uuid,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workouts_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "workouts_sport_check" CHECK (sport in ('running', 'cycling', 'swimming', 'walking', 'hiking', 'rowing', 'skiing', 'strength', 'yoga', 'transition', 'other')),
	CONSTRAINT "workouts_status_check" CHECK (status in ('ACTIVE', 'PAUSED', 'COMPLETED', 'ARCHIVED', 'DELETED')),
	CONSTRAINT "workouts_source_check" CHECK (source in ('strava', 'mapmyfitness', 'file', 'manual', 'demo', 'hevy')),
	CONSTRAINT "workouts_start_precision_check" CHECK (start_precision in ('second', 'day')),
	CONSTRAINT "workouts_duration_check" CHECK (duration_s >= 0 and elapsed_s >= 0),
	CONSTRAINT "workouts_version_check" CHECK (version >= 1)
);
--> statement-breakpoint
CREATE TABLE "app"."workouts_history" (
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
	CONSTRAINT "workouts_history_pk" PRIMARY KEY("user_id","workout_id","version"),
	CONSTRAINT "workouts_history_change_type_check" CHECK (change_type in ('original', 'edit', 'sync', 'restore', 'deletion', 'undeletion', 'merge', 'split')),
	CONSTRAINT "workouts_history_actor_check" CHECK (actor in ('user', 'import', 'sync', 'job'))
);
--> statement-breakpoint
ALTER TABLE "app"."activity_sources" ADD CONSTRAINT "activity_sources_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."activity_sources" ADD CONSTRAINT "activity_sources_run_fk" FOREIGN KEY ("user_id","run_id") REFERENCES "app"."runs"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."activity_sources" ADD CONSTRAINT "activity_sources_workout_fk" FOREIGN KEY ("user_id","workout_id") REFERENCES "app"."workouts"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."tracks" ADD CONSTRAINT "tracks_source_fk" FOREIGN KEY ("user_id","source_id") REFERENCES "app"."activity_sources"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."import_items" ADD CONSTRAINT "import_items_import_fk" FOREIGN KEY ("user_id","import_id") REFERENCES "app"."imports"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."imports" ADD CONSTRAINT "imports_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."best_efforts" ADD CONSTRAINT "best_efforts_run_fk" FOREIGN KEY ("user_id","run_id") REFERENCES "app"."runs"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."runs" ADD CONSTRAINT "runs_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."runs" ADD CONSTRAINT "runs_shoe_fk" FOREIGN KEY ("user_id","shoe_id") REFERENCES "app"."shoes"("user_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."shoes" ADD CONSTRAINT "shoes_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door"."accounts" ADD CONSTRAINT "accounts_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door"."api_keys" ADD CONSTRAINT "api_keys_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door"."sessions" ADD CONSTRAINT "sessions_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."settings" ADD CONSTRAINT "settings_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."ftp_history" ADD CONSTRAINT "ftp_history_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."heart_rate_zones" ADD CONSTRAINT "heart_rate_zones_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."workouts" ADD CONSTRAINT "workouts_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_sources_run_idx" ON "app"."activity_sources" USING btree ("user_id","run_id");--> statement-breakpoint
CREATE INDEX "activity_sources_workout_idx" ON "app"."activity_sources" USING btree ("user_id","workout_id") WHERE workout_id is not null;--> statement-breakpoint
CREATE INDEX "activity_sources_file_idx" ON "app"."activity_sources" USING btree ("user_id","file_hash") WHERE file_hash is not null;--> statement-breakpoint
CREATE INDEX "imports_created_idx" ON "app"."imports" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "best_efforts_distance_idx" ON "app"."best_efforts" USING btree ("user_id","distance_m","duration_s");--> statement-breakpoint
CREATE INDEX "runs_start_idx" ON "app"."runs" USING btree ("user_id","start_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "user_actions_at_idx" ON "app"."user_actions" USING btree ("at");--> statement-breakpoint
CREATE INDEX "workouts_start_idx" ON "app"."workouts" USING btree ("user_id","start_at","id") WHERE deleted_at is null;