ALTER TABLE "app"."activity_sources" ADD CONSTRAINT "activity_sources_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;
