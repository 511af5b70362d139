drop publication if exists almanac_cdc;
--> statement-breakpoint
alter table app.tasks replica identity default;
--> statement-breakpoint
alter table app.coding_days replica identity default;
--> statement-breakpoint
alter table app.runs replica identity default;
--> statement-breakpoint
drop table ops.cdc_state;
--> statement-breakpoint
drop schema ops;
