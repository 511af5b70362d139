ALTER TABLE "app"."import_items" ADD COLUMN "strength_workout_id" text;--> statement-breakpoint
ALTER TABLE "app"."strength_sets" ADD COLUMN "volume_kg" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."strength_sets" ADD COLUMN "one_rep_max_kg" double precision;--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" ADD COLUMN "volume_kg" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" ADD COLUMN "set_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" ADD COLUMN "hevy_id" text;--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" ADD COLUMN "undone_import_id" uuid;--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" ADD COLUMN "hevy_deleted_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "import_items_strength_idx" ON "app"."import_items" USING btree ("user_id","strength_workout_id") WHERE strength_workout_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "strength_workouts_hevy_idx" ON "app"."strength_workouts" USING btree ("user_id","hevy_id") WHERE hevy_id is not null;