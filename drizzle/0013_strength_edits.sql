CREATE TABLE "app"."strength_links" (
	"user_id" uuid NOT NULL,
	"strength_workout_id" text NOT NULL,
	"workout_id" text NOT NULL,
	"separated_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "strength_links_pk" PRIMARY KEY("user_id","strength_workout_id","workout_id")
);
--> statement-breakpoint
ALTER TABLE "app"."sync_runs" DROP CONSTRAINT "sync_runs_trigger_check";--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" ADD COLUMN "edited_fields" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" ADD COLUMN "provider" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."strength_links" ADD CONSTRAINT "strength_links_session_fk" FOREIGN KEY ("user_id","strength_workout_id") REFERENCES "app"."strength_workouts"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."strength_links" ADD CONSTRAINT "strength_links_workout_fk" FOREIGN KEY ("user_id","workout_id") REFERENCES "app"."workouts"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "strength_links_workout_idx" ON "app"."strength_links" USING btree ("user_id","workout_id");--> statement-breakpoint
CREATE INDEX "strength_workouts_edited_idx" ON "app"."strength_workouts" USING btree ("user_id") WHERE edited_fields <> '{}';--> statement-breakpoint
ALTER TABLE "app"."sync_runs" ADD CONSTRAINT "sync_runs_trigger_check" CHECK (trigger in ('schedule', 'button', 'api', 'webhook', 'connected', 'change'));--> statement-breakpoint
call app.protect('app.strength_links', 'select, insert, update, delete', 'select');
--> statement-breakpoint
-- An hour that a session of insights tells of is not counted again as the activity that a watch made of it.
create or replace view app.insight_workouts with (security_invoker = true) as
  select w.user_id, w.id from app.workouts w where w.deleted_at is null and (
    not exists (select from app.integrations i where i.user_id = w.user_id and i.policy = 'not_in_insights')
    or exists (select from app.activity_sources s where s.user_id = w.user_id and s.workout_id = w.id and not (s.origin = 'api'
      and exists (select from app.integrations i where i.user_id = s.user_id and i.provider = s.source and i.policy = 'not_in_insights')))
    or not exists (select from app.activity_sources s where s.user_id = w.user_id and s.workout_id = w.id))
  and not (w.sport in ('strength', 'other') and exists (select from app.strength_links l
    join app.insight_strength_workouts s on s.user_id = l.user_id and s.id = l.strength_workout_id
    where l.user_id = w.user_id and l.workout_id = w.id and l.separated_at is null));
