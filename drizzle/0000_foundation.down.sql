drop schema if exists app cascade;
--> statement-breakpoint
drop schema if exists door cascade;
