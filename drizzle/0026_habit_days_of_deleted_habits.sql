-- A habit that was ticked while it was being deleted kept days that count, and counts them for ever: days count as their habit does.
-- Nobody reads other people's days under forced policies, so the jobs' role does it, with a leave that ends here.
grant update on app.habit_logs to almanac_jobs;
--> statement-breakpoint
set local role almanac_jobs;
--> statement-breakpoint
update app.habit_logs l set counts = (h.deleted_at is null), updated_at = now()
  from app.habits h where h.user_id = l.user_id and h.id = l.habit_id and l.counts <> (h.deleted_at is null);
--> statement-breakpoint
reset role;
--> statement-breakpoint
revoke update on app.habit_logs from almanac_jobs;
