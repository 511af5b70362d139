drop index app.activity_sources_undetailed_idx;
--> statement-breakpoint
alter table app.activity_sources drop column detailed_at;
--> statement-breakpoint
drop table app.strength_sets, app.strength_workouts, app.strength_workouts_history, app.calendar_feeds, app.synced_runs,
  app.sync_items, app.sync_runs, app.sync_metadata, app.provider_tokens, app.integrations;
--> statement-breakpoint
drop table door.calendar_feed_keys, door.external_identities, door.provider_budgets, door.provider_apps;
