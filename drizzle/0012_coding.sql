CREATE TABLE "app"."coding_combos" (
	"user_id" uuid NOT NULL,
	"id" bigint NOT NULL,
	"project" text,
	"branch" text,
	"language" text,
	"editor" text,
	"operating_system" text,
	"machine" text,
	"category" text,
	"agent" text,
	"model" text,
	CONSTRAINT "coding_combos_pk" PRIMARY KEY("user_id","id")
);
--> statement-breakpoint
CREATE TABLE "app"."coding_days" (
	"user_id" uuid NOT NULL,
	"date" date NOT NULL,
	"source" text NOT NULL,
	"total_us" bigint DEFAULT 0 NOT NULL,
	"counts" boolean DEFAULT true NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "coding_days_pk" PRIMARY KEY("user_id","date","source"),
	CONSTRAINT "coding_days_source_check" CHECK (source in ('heartbeats', 'wakatime', 'wakatime_dump')),
	CONSTRAINT "coding_days_total_check" CHECK (total_us >= 0)
);
--> statement-breakpoint
CREATE TABLE "app"."coding_machines" (
	"user_id" uuid NOT NULL,
	"id" bigint NOT NULL,
	"name" text NOT NULL,
	"time_zone" text,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "coding_machines_pk" PRIMARY KEY("user_id","id")
);
--> statement-breakpoint
CREATE TABLE "app"."coding_settings" (
	"user_id" uuid NOT NULL,
	"timeout_s" integer DEFAULT 900 NOT NULL,
	"time_zone" text NOT NULL,
	"source_rule" text DEFAULT 'most' NOT NULL,
	"wanted_timeout_s" integer,
	"wanted_time_zone" text,
	"recount_due_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "coding_settings_pk" PRIMARY KEY("user_id"),
	CONSTRAINT "coding_settings_timeout_check" CHECK (timeout_s between 60 and 14400),
	CONSTRAINT "coding_settings_wanted_check" CHECK (wanted_timeout_s between 60 and 14400),
	CONSTRAINT "coding_settings_rule_check" CHECK (source_rule in ('most', 'heartbeats', 'wakatime'))
);
--> statement-breakpoint
CREATE TABLE "app"."coding_slices" (
	"user_id" uuid NOT NULL,
	"date" date NOT NULL,
	"source" text NOT NULL,
	"combo_id" bigint NOT NULL,
	"us" bigint NOT NULL,
	"heartbeats" integer DEFAULT 0 NOT NULL,
	"last_us" bigint,
	CONSTRAINT "coding_slices_pk" PRIMARY KEY("user_id","date","source","combo_id")
);
--> statement-breakpoint
CREATE TABLE "app"."coding_user_agents" (
	"user_id" uuid NOT NULL,
	"id" bigint NOT NULL,
	"value" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "coding_user_agents_pk" PRIMARY KEY("user_id","id")
);
--> statement-breakpoint
CREATE TABLE "app"."heartbeats" (
	"user_id" uuid NOT NULL,
	"at_us" bigint NOT NULL,
	"key" bigint NOT NULL,
	"combo_id" bigint NOT NULL,
	"entity" text NOT NULL,
	"type" text NOT NULL,
	"is_write" boolean DEFAULT false NOT NULL,
	"user_agent_id" bigint,
	"machine_id" bigint,
	"lines" integer,
	"line_number" integer,
	"cursor_position" integer,
	"dependencies" text[],
	"more" jsonb,
	"import_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "heartbeats_pk" PRIMARY KEY("user_id","at_us","key"),
	CONSTRAINT "heartbeats_at_check" CHECK (at_us between 0 and 9007199254740991)
);
--> statement-breakpoint
CREATE TABLE "app"."wakatime_stats" (
	"user_id" uuid NOT NULL,
	"stats_type" text NOT NULL,
	"data" jsonb NOT NULL,
	"fetched_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "wakatime_stats_pk" PRIMARY KEY("user_id","stats_type"),
	CONSTRAINT "wakatime_stats_type_check" CHECK (stats_type in ('today', 'last_7_days', 'last_30_days', 'all_time', 'languages', 'projects'))
);
--> statement-breakpoint
ALTER TABLE "app"."coding_combos" ADD CONSTRAINT "coding_combos_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."coding_days" ADD CONSTRAINT "coding_days_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."coding_machines" ADD CONSTRAINT "coding_machines_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."coding_settings" ADD CONSTRAINT "coding_settings_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."coding_slices" ADD CONSTRAINT "coding_slices_day_fk" FOREIGN KEY ("user_id","date","source") REFERENCES "app"."coding_days"("user_id","date","source") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."coding_slices" ADD CONSTRAINT "coding_slices_combo_fk" FOREIGN KEY ("user_id","combo_id") REFERENCES "app"."coding_combos"("user_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."coding_user_agents" ADD CONSTRAINT "coding_user_agents_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."heartbeats" ADD CONSTRAINT "heartbeats_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."wakatime_stats" ADD CONSTRAINT "wakatime_stats_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "heartbeats_import_idx" ON "app"."heartbeats" USING btree ("user_id","import_id") WHERE import_id is not null;--> statement-breakpoint
-- Checked at the end, so that the order in which an account's rows go does not matter.
alter table app.coding_slices alter constraint coding_slices_combo_fk deferrable initially deferred;
--> statement-breakpoint
create index coding_settings_due_idx on app.coding_settings (recount_due_at) where recount_due_at is not null;
--> statement-breakpoint
call app.protect('app.heartbeats', 'select, insert, delete', 'select');
--> statement-breakpoint
call app.protect('app.coding_combos', 'select, insert', 'select');
--> statement-breakpoint
call app.protect('app.coding_days', 'select, insert, update, delete', 'select');
--> statement-breakpoint
call app.protect('app.coding_slices', 'select, insert, update, delete', 'select');
--> statement-breakpoint
call app.protect('app.coding_settings', 'select, insert, update', 'select');
--> statement-breakpoint
call app.protect('app.coding_user_agents', 'select, insert, update', 'select');
--> statement-breakpoint
call app.protect('app.coding_machines', 'select, insert, update', 'select');
--> statement-breakpoint
call app.protect('app.wakatime_stats', 'select, insert, update, delete', 'select');
