DROP INDEX "app"."strength_workouts_hevy_idx";--> statement-breakpoint
DROP INDEX "app"."import_items_strength_idx";--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" DROP COLUMN "hevy_deleted_at";--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" DROP COLUMN "undone_import_id";--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" DROP COLUMN "hevy_id";--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" DROP COLUMN "set_count";--> statement-breakpoint
ALTER TABLE "app"."strength_workouts" DROP COLUMN "volume_kg";--> statement-breakpoint
ALTER TABLE "app"."strength_sets" DROP COLUMN "one_rep_max_kg";--> statement-breakpoint
ALTER TABLE "app"."strength_sets" DROP COLUMN "volume_kg";--> statement-breakpoint
ALTER TABLE "app"."import_items" DROP COLUMN "strength_workout_id";
