ALTER TABLE "app"."activity_sources" DROP CONSTRAINT "activity_sources_user_fk";
