drop view app.insight_runs, app.insight_workouts, app.insight_strength_workouts;
--> statement-breakpoint
drop function app.erase_expired(text, timestamptz);
--> statement-breakpoint
create or replace function door.erase(p_user uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('app.current_user_id', p_user::text, true), set_config('app.purging', 'on', true);
  delete from app.runs where user_id = p_user;
  delete from app.workouts where user_id = p_user;
  delete from app.runs_history where user_id = p_user;
  delete from app.workouts_history where user_id = p_user;
  delete from app.shoes where user_id = p_user;
  delete from app.shoes_history where user_id = p_user;
  delete from app.user_actions where user_id = p_user;
  delete from app.users where user_id = p_user;
  perform set_config('app.purging', '', true);
end $$;
--> statement-breakpoint
do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'door'::regnamespace
      and p.proname in ('own_identities', 'own_identity_link', 'own_identity_unlink', 'own_identities_forget', 'find_identity',
        'create_account_from_identity', 'receive_hint', 'find_feed', 'own_feed_set', 'own_feed_remove', 'take_budget', 'note_budget',
        'list_budgets', 'provider_subscription', 'provider_subscription_set') loop
    execute format('drop function %s', f);
  end loop;
end $$;
--> statement-breakpoint
drop index app.integrations_external_idx;
--> statement-breakpoint
drop index app.sync_metadata_due_idx;
--> statement-breakpoint
drop trigger strength_workouts_guard on app.strength_workouts;
--> statement-breakpoint
drop trigger strength_workouts_history_append_only on app.strength_workouts_history;
--> statement-breakpoint
drop trigger strength_workouts_history_keep on app.strength_workouts_history;
--> statement-breakpoint
alter table app.strength_workouts drop constraint strength_workouts_version_fk;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['integrations', 'provider_tokens', 'sync_metadata', 'sync_runs', 'sync_items', 'synced_runs', 'calendar_feeds',
      'strength_workouts', 'strength_workouts_history', 'strength_sets'] loop
    execute format('drop policy tenant on app.%I', t);
    execute format('drop policy jobs on app.%I', t);
    execute format('revoke all on app.%I from almanac_app, almanac_jobs', t);
    execute format('alter table app.%I no force row level security', t);
    execute format('alter table app.%I disable row level security', t);
  end loop;
end $$;
