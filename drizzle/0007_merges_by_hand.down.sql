DROP INDEX "app"."activity_sources_absorbed_idx";--> statement-breakpoint
ALTER TABLE "app"."import_items" DROP COLUMN "source_ids";--> statement-breakpoint
ALTER TABLE "app"."activity_sources" DROP COLUMN "absorbed_id";
