call app.protect('app.integrations', 'select, insert, update, delete', 'select, update');
--> statement-breakpoint
call app.protect('app.provider_tokens', 'select, insert, update, delete', 'select');
--> statement-breakpoint
-- Jobs hand out work; what opens a connection is for its user's transactions only.
revoke select on app.provider_tokens from almanac_jobs;
--> statement-breakpoint
call app.protect('app.sync_metadata', 'select, insert, update, delete', 'select, update');
--> statement-breakpoint
call app.protect('app.sync_runs', 'select, insert, update', 'select, update');
--> statement-breakpoint
call app.protect('app.sync_items', 'select, insert, update, delete', 'select');
--> statement-breakpoint
call app.protect('app.synced_runs', 'select, insert, update, delete', 'select');
--> statement-breakpoint
call app.protect('app.calendar_feeds', 'select, insert, update, delete', 'select');
--> statement-breakpoint
revoke select on app.calendar_feeds from almanac_jobs;
--> statement-breakpoint
call app.protect('app.strength_workouts', 'select, insert, update', 'select');
--> statement-breakpoint
call app.protect('app.strength_workouts_history', 'select, insert', 'select');
--> statement-breakpoint
call app.protect('app.strength_sets', 'select, insert, update, delete', 'select');
--> statement-breakpoint
alter table app.strength_workouts add constraint strength_workouts_version_fk foreign key (user_id, id, version)
  references app.strength_workouts_history (user_id, workout_id, version);
--> statement-breakpoint
create trigger strength_workouts_guard before update on app.strength_workouts for each row execute function app.refuse_version_jump();
--> statement-breakpoint
create trigger strength_workouts_history_append_only before update or delete on app.strength_workouts_history for each row execute function app.refuse_change();
--> statement-breakpoint
create trigger strength_workouts_history_keep before truncate on app.strength_workouts_history for each statement execute function app.refuse_change();
--> statement-breakpoint
-- Who is due is asked every few seconds: only connections with something to do are in this index.
create index sync_metadata_due_idx on app.sync_metadata (due_at) where due_at is not null;
--> statement-breakpoint
create index integrations_external_idx on app.integrations (provider, external_id) where external_id is not null;
--> statement-breakpoint

-- Identities at providers.
create function door.own_identities() returns table (provider text, external_id text, signs_in boolean, label text, created_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select i.provider, i.external_id, i.signs_in, i.label, i.created_at from door.external_identities i
        where i.user_id = app.current_app_user_id() order by i.provider, i.created_at $$;
--> statement-breakpoint
-- Answers 'linked', or 'taken' where another person signs in with it.
create function door.own_identity_link(p_provider text, p_external_id text, p_label text, p_signs_in boolean) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('door.external_identities', 0));
  if p_signs_in and exists (select from door.external_identities where provider = p_provider and external_id = p_external_id
      and signs_in and user_id <> app.current_app_user_id()) then return 'taken'; end if;
  insert into door.external_identities as i (provider, external_id, user_id, signs_in, label)
    values (p_provider, p_external_id, app.current_app_user_id(), p_signs_in, p_label)
    on conflict (provider, external_id, user_id) do update
      set signs_in = i.signs_in or excluded.signs_in, label = coalesce(excluded.label, i.label);
  return 'linked';
end $$;
--> statement-breakpoint
-- Ends signing in with it. Answers false where nothing else would be left to sign in with.
create function door.own_identity_unlink(p_provider text, p_external_id text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := app.current_app_user_id();
begin
  perform pg_advisory_xact_lock(hashtextextended('door.external_identities', 0));
  if not exists (select from door.accounts where user_id = me and password_hash is not null)
    and not exists (select from door.external_identities where user_id = me and signs_in
      and (provider, external_id) <> (p_provider, p_external_id)) then return false; end if;
  update door.external_identities set signs_in = false where user_id = me and provider = p_provider and external_id = p_external_id;
  return true;
end $$;
--> statement-breakpoint
-- A connection that ended is not found by webhooks any more; one to sign in with stays.
create function door.own_identities_forget(p_provider text) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ delete from door.external_identities where user_id = app.current_app_user_id() and provider = p_provider and not signs_in $$;
--> statement-breakpoint
create function door.find_identity(p_provider text, p_external_id text) returns table (user_id uuid, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select a.user_id, a.role from door.external_identities i join door.accounts a on a.user_id = i.user_id
        where i.provider = p_provider and i.external_id = p_external_id and i.signs_in $$;
--> statement-breakpoint
-- An account whose only way in is a provider. Answers like create_account.
create function door.create_account_from_identity(p_user uuid, p_email text, p_name text, p_time_zone text, p_mode text,
    p_provider text, p_external_id text, p_label text) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare new_role text := door.role_for_new_account(p_mode);
begin
  if new_role is null then return 'closed'; end if;
  if exists (select from door.accounts where email = lower(p_email)) then return 'taken'; end if;
  perform pg_advisory_xact_lock(hashtextextended('door.external_identities', 0));
  if exists (select from door.external_identities where provider = p_provider and external_id = p_external_id and signs_in) then return 'taken'; end if;
  perform door.add_person(p_user, p_name, p_time_zone);
  insert into door.accounts (user_id, email, role) values (p_user, lower(p_email), new_role);
  insert into door.external_identities (provider, external_id, user_id, signs_in, label)
    values (p_provider, p_external_id, p_user, true, p_label);
  return new_role;
end $$;
--> statement-breakpoint

-- A webhook tells something of somebody at a provider. It is only a hint, told at most once however often it comes: whoever is
-- connected as that person gets one row a thing, and is due. Answers how many people it reached.
create function door.receive_hint(p_provider text, p_external_id text, p_item text, p_payload jsonb) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  person uuid;
  reached integer := 0;
begin
  for person in select i.user_id from door.external_identities i
      where i.provider = p_provider and i.external_id = p_external_id order by i.user_id loop
    perform set_config('app.current_user_id', person::text, true);
    if exists (select from app.integrations x where x.user_id = person and x.provider = p_provider and x.external_id = p_external_id) then
      insert into app.sync_items as s (user_id, provider, kind, item_id, payload)
        values (person, p_provider, 'hint', p_item, p_payload)
        on conflict (user_id, provider, kind, item_id) do update
          set seen = s.seen + 1, payload = excluded.payload, next_try_at = least(s.next_try_at, now()), dead_at = null, updated_at = now();
      update app.sync_metadata set due_at = least(coalesce(due_at, now()), now())
        where user_id = person and provider = p_provider and (due_at is null or due_at > now());
      reached := reached + 1;
    end if;
  end loop;
  perform set_config('app.current_user_id', '', true);
  if reached > 0 then perform pg_notify('almanac_syncs', p_provider); end if;
  return reached;
end $$;
--> statement-breakpoint

-- Calendar feeds: a secret address, looked up by its hash.
create function door.find_feed(p_hash bytea) returns table (user_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select f.user_id from door.calendar_feed_keys f where f.token_hash = p_hash $$;
--> statement-breakpoint
create function door.own_feed_set(p_hash bytea) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ insert into door.calendar_feed_keys (token_hash, user_id) values (p_hash, app.current_app_user_id())
        on conflict (user_id) do update set token_hash = excluded.token_hash, created_at = now() $$;
--> statement-breakpoint
create function door.own_feed_remove() returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ delete from door.calendar_feed_keys where user_id = app.current_app_user_id() $$;
--> statement-breakpoint

-- One request is taken from every window of an application's limits, or from none. Answers null when it may be made, else when the
-- next may be. `p_share` below 1 leaves the rest of each window to others: for work that can wait.
create function door.take_budget(p_provider text, p_now timestamptz, p_share double precision) returns timestamptz
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare waits timestamptz;
begin
  perform from door.provider_budgets where provider = p_provider order by "window" for update;
  select max(resets_at) into waits from door.provider_budgets
    where provider = p_provider and resets_at > p_now and used + 1 > floor(most_requests * p_share);
  if waits is not null then return waits; end if;
  update door.provider_budgets set used = used + 1 where provider = p_provider and resets_at > p_now;
  return null;
end $$;
--> statement-breakpoint
-- What the provider itself says of a window. Within one window its use only rises: answers overtake each other.
create function door.note_budget(p_provider text, p_window text, p_most integer, p_used integer, p_resets_at timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ insert into door.provider_budgets as b (provider, "window", most_requests, used, resets_at)
          values (p_provider, p_window, p_most, p_used, p_resets_at)
        on conflict (provider, "window") do update set most_requests = excluded.most_requests, resets_at = greatest(b.resets_at, excluded.resets_at),
          used = case when excluded.resets_at > b.resets_at then excluded.used
                      when excluded.resets_at < b.resets_at then b.used else greatest(b.used, excluded.used) end $$;
--> statement-breakpoint
create function door.list_budgets(p_provider text) returns table ("window" text, most_requests integer, used integer, resets_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select b."window", b.most_requests, b.used, b.resets_at from door.provider_budgets b where b.provider = p_provider order by 1 $$;
--> statement-breakpoint
create function door.provider_subscription(p_provider text) returns text
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select subscription_id from door.provider_apps where provider = p_provider $$;
--> statement-breakpoint
create function door.provider_subscription_set(p_provider text, p_subscription text) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ insert into door.provider_apps (provider, subscription_id) values (p_provider, p_subscription)
        on conflict (provider) do update set subscription_id = excluded.subscription_id $$;
--> statement-breakpoint
-- Everything of a person, with what came by connections.
create or replace function door.erase(p_user uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('app.current_user_id', p_user::text, true), set_config('app.purging', 'on', true);
  delete from app.runs where user_id = p_user;
  delete from app.workouts where user_id = p_user;
  delete from app.strength_workouts where user_id = p_user;
  delete from app.runs_history where user_id = p_user;
  delete from app.workouts_history where user_id = p_user;
  delete from app.strength_workouts_history where user_id = p_user;
  delete from app.shoes where user_id = p_user;
  delete from app.shoes_history where user_id = p_user;
  delete from app.user_actions where user_id = p_user;
  delete from app.users where user_id = p_user;
  perform set_config('app.purging', '', true);
end $$;
--> statement-breakpoint

-- A connection's policy, held by the database. What came only by a provider's API and may be kept no longer goes with its history;
-- what another source tells as well stays, and is told by that one. Only what the person's own policy names can be erased: a slip of
-- the caller's takes nothing else away. Answers how many were erased.
create function app.erase_expired(p_provider text, p_now timestamptz) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := app.current_app_user_id();
  days integer;
  gone_runs text[];
  gone_workouts text[];
  gone_strength text[];
begin
  select i.policy_days into days from app.integrations i where i.user_id = me and i.provider = p_provider and i.policy = 'keep_days';
  if days is null then return 0; end if;
  select coalesce(array_agg(distinct s.run_id) filter (where s.run_id is not null), '{}'),
      coalesce(array_agg(distinct s.workout_id) filter (where s.workout_id is not null), '{}') into gone_runs, gone_workouts
    from app.activity_sources s where s.user_id = me and s.source = p_provider and s.origin = 'api'
      and s.created_at < p_now - make_interval(days => days)
      and not exists (select from app.activity_sources o where o.user_id = me and o.id <> s.id
        and (o.run_id = s.run_id or o.workout_id = s.workout_id)
        and not (o.source = p_provider and o.origin = 'api' and o.created_at < p_now - make_interval(days => days)));
  select coalesce(array_agg(w.id), '{}') into gone_strength from app.strength_workouts w
    where w.user_id = me and w.source = p_provider and w.origin = 'api' and w.created_at < p_now - make_interval(days => days);
  perform set_config('app.purging', 'on', true);
  delete from app.runs where user_id = me and id = any(gone_runs);
  delete from app.workouts where user_id = me and id = any(gone_workouts);
  delete from app.strength_workouts where user_id = me and id = any(gone_strength);
  delete from app.runs_history where user_id = me and run_id = any(gone_runs);
  delete from app.workouts_history where user_id = me and workout_id = any(gone_workouts);
  delete from app.strength_workouts_history where user_id = me and workout_id = any(gone_strength);
  perform set_config('app.purging', '', true);
  return cardinality(gone_runs) + cardinality(gone_workouts) + cardinality(gone_strength);
end $$;
--> statement-breakpoint
revoke all on function app.erase_expired(text, timestamptz) from public;
--> statement-breakpoint
grant execute on function app.erase_expired(text, timestamptz) to almanac_app;
--> statement-breakpoint

-- What insights and digests may use: all but what is known only from the API of a provider whose policy says otherwise.
create view app.insight_runs with (security_invoker = true) as
  select r.user_id, r.id from app.runs r where r.deleted_at is null and (
    not exists (select from app.integrations i where i.user_id = r.user_id and i.policy = 'not_in_insights')
    or exists (select from app.activity_sources s where s.user_id = r.user_id and s.run_id = r.id and not (s.origin = 'api'
      and exists (select from app.integrations i where i.user_id = s.user_id and i.provider = s.source and i.policy = 'not_in_insights')))
    or not exists (select from app.activity_sources s where s.user_id = r.user_id and s.run_id = r.id));
--> statement-breakpoint
create view app.insight_workouts with (security_invoker = true) as
  select w.user_id, w.id from app.workouts w where w.deleted_at is null and (
    not exists (select from app.integrations i where i.user_id = w.user_id and i.policy = 'not_in_insights')
    or exists (select from app.activity_sources s where s.user_id = w.user_id and s.workout_id = w.id and not (s.origin = 'api'
      and exists (select from app.integrations i where i.user_id = s.user_id and i.provider = s.source and i.policy = 'not_in_insights')))
    or not exists (select from app.activity_sources s where s.user_id = w.user_id and s.workout_id = w.id));
--> statement-breakpoint
create view app.insight_strength_workouts with (security_invoker = true) as
  select w.user_id, w.id from app.strength_workouts w where w.deleted_at is null and not (w.origin = 'api'
    and exists (select from app.integrations i where i.user_id = w.user_id and i.provider = w.source and i.policy = 'not_in_insights'));
--> statement-breakpoint
grant select on app.insight_runs, app.insight_workouts, app.insight_strength_workouts to almanac_app;
--> statement-breakpoint
do $$ declare f record; begin
  for f in select p.oid::regprocedure as name, p.proname from pg_proc p where p.pronamespace = 'door'::regnamespace
      and p.proname in ('own_identities', 'own_identity_link', 'own_identity_unlink', 'own_identities_forget', 'find_identity',
        'create_account_from_identity', 'receive_hint', 'find_feed', 'own_feed_set', 'own_feed_remove', 'take_budget', 'note_budget',
        'list_budgets', 'provider_subscription', 'provider_subscription_set') loop
    execute format('revoke all on function %s from public', f.name);
    if f.proname like 'own\_%' then execute format('grant execute on function %s to almanac_app', f.name); end if;
    if f.proname in ('take_budget', 'note_budget', 'list_budgets', 'provider_subscription', 'provider_subscription_set') then
      execute format('grant execute on function %s to almanac_jobs', f.name);
    end if;
  end loop;
end $$;
