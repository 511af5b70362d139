ALTER TABLE "app"."activity_sources" ADD COLUMN "absorbed_id" text;--> statement-breakpoint
ALTER TABLE "app"."import_items" ADD COLUMN "source_ids" text[];--> statement-breakpoint
CREATE INDEX "activity_sources_absorbed_idx" ON "app"."activity_sources" USING btree ("user_id","absorbed_id") WHERE absorbed_id is not null;