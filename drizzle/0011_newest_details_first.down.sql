DROP INDEX "app"."activity_sources_undetailed_idx";--> statement-breakpoint
CREATE INDEX "activity_sources_undetailed_idx" ON "app"."activity_sources" USING btree ("user_id","source") WHERE origin = 'api' and detailed_at is null;
