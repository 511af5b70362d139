drop trigger calendar_due on app.sync_items;
--> statement-breakpoint
drop function app.calendar_due();
--> statement-breakpoint
drop trigger runs_changed on app.runs;
--> statement-breakpoint
drop function app.runs_changed();
--> statement-breakpoint
alter table app.synced_runs add column next_try_at timestamptz;
--> statement-breakpoint
alter table app.synced_runs add column attempts integer not null default 0;
--> statement-breakpoint
alter table app.synced_runs drop column etag;
