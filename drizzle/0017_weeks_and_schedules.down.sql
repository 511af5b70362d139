drop function ops.run_job(text, text, boolean, timestamptz);
--> statement-breakpoint
revoke all on ops.job_runs from almanac_jobs, almanac_auditor;
--> statement-breakpoint
alter table ops.job_runs set schema door;
--> statement-breakpoint
drop view app.user_weekly_summary;
--> statement-breakpoint
drop materialized view app.mv_user_weekly_summary;
--> statement-breakpoint
drop view app.insight_coding_days;
