alter table app.best_efforts reset (autovacuum_vacuum_insert_threshold, autovacuum_vacuum_insert_scale_factor,
  autovacuum_analyze_threshold, autovacuum_analyze_scale_factor);
--> statement-breakpoint
alter table app.workouts reset (autovacuum_vacuum_insert_threshold, autovacuum_vacuum_insert_scale_factor,
  autovacuum_vacuum_threshold, autovacuum_vacuum_scale_factor, autovacuum_analyze_threshold, autovacuum_analyze_scale_factor);
--> statement-breakpoint
alter table app.runs reset (autovacuum_vacuum_insert_threshold, autovacuum_vacuum_insert_scale_factor,
  autovacuum_vacuum_threshold, autovacuum_vacuum_scale_factor, autovacuum_analyze_threshold, autovacuum_analyze_scale_factor);
