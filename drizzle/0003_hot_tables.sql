-- Totals and charts are answered from covering indexes alone while the visibility map is current. The defaults would let a fifth of
-- everybody's runs go by before a vacuum; one person's import must not wait for that.
alter table app.runs set (autovacuum_vacuum_insert_threshold = 1000, autovacuum_vacuum_insert_scale_factor = 0.005,
  autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0.005, autovacuum_analyze_threshold = 500, autovacuum_analyze_scale_factor = 0.01);
--> statement-breakpoint
alter table app.workouts set (autovacuum_vacuum_insert_threshold = 1000, autovacuum_vacuum_insert_scale_factor = 0.005,
  autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0.005, autovacuum_analyze_threshold = 500, autovacuum_analyze_scale_factor = 0.01);
--> statement-breakpoint
alter table app.best_efforts set (autovacuum_vacuum_insert_threshold = 5000, autovacuum_vacuum_insert_scale_factor = 0.01,
  autovacuum_analyze_threshold = 2000, autovacuum_analyze_scale_factor = 0.02);
