create or replace view app.insight_workouts with (security_invoker = true) as
  select w.user_id, w.id from app.workouts w where w.deleted_at is null and (
    not exists (select from app.integrations i where i.user_id = w.user_id and i.policy = 'not_in_insights')
    or exists (select from app.activity_sources s where s.user_id = w.user_id and s.workout_id = w.id and not (s.origin = 'api'
      and exists (select from app.integrations i where i.user_id = s.user_id and i.provider = s.source and i.policy = 'not_in_insights')))
    or not exists (select from app.activity_sources s where s.user_id = w.user_id and s.workout_id = w.id));
--> statement-breakpoint
DROP TABLE "app"."strength_links";--> statement-breakpoint
DROP INDEX "app"."strength_workouts_edited_idx";--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" DROP COLUMN "provider";--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" DROP COLUMN "edited_fields";--> statement-breakpoint
ALTER TABLE "app"."sync_runs" DROP CONSTRAINT "sync_runs_trigger_check";--> statement-breakpoint
ALTER TABLE "app"."sync_runs" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "app"."sync_runs" SET "trigger" = 'webhook' WHERE "trigger" = 'change';--> statement-breakpoint
ALTER TABLE "app"."sync_runs" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "app"."sync_runs" ADD CONSTRAINT "sync_runs_trigger_check" CHECK (trigger in ('schedule', 'button', 'api', 'webhook', 'connected'));
