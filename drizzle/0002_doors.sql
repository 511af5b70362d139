-- Everything that is looked up before the user is known. Each function takes exact keys, returns one row, and is the only way
-- to its table. Functions named own_* act for the user of the transaction and are for the app's role; the others are for the
-- login that the server connects with, before it takes a role.

-- Settings that every signed-in page needs, in one row with the session: no second trip to the database.
create type door.visitor as (
  user_id uuid, role text, name text, session_id uuid, key_id uuid, scopes text[], last_used_at timestamptz,
  time_zone text, units text, first_weekday smallint, theme text, number_format text, avatar_type text
);
--> statement-breakpoint
create function door.find_session(p_hash bytea) returns setof door.visitor
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare s record;
begin
  select x.id, x.user_id, x.last_used_at, a.role into s
    from door.sessions x join door.accounts a on a.user_id = x.user_id
    where x.token_hash = p_hash and x.revoked_at is null and x.expires_at > now();
  if not found then return; end if;
  perform set_config('app.current_user_id', s.user_id::text, true);
  return query select s.user_id, s.role, u.name, s.id, null::uuid, null::text[], s.last_used_at,
      t.time_zone, t.units, t.first_weekday, t.theme, t.number_format, u.avatar_type
    from app.users u join app.settings t on t.user_id = u.user_id where u.user_id = s.user_id;
end $$;
--> statement-breakpoint
create function door.find_api_key(p_hash bytea) returns setof door.visitor
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare k record;
begin
  select x.id, x.user_id, x.scopes, x.last_used_at, a.role into k
    from door.api_keys x join door.accounts a on a.user_id = x.user_id
    where x.key_hash = p_hash and x.revoked_at is null and (x.expires_at is null or x.expires_at > now());
  if not found then return; end if;
  if k.last_used_at is null or k.last_used_at < now() - interval '1 minute' then
    update door.api_keys set last_used_at = now() where id = k.id;
  end if;
  perform set_config('app.current_user_id', k.user_id::text, true);
  return query select k.user_id, k.role, u.name, null::uuid, k.id, k.scopes, k.last_used_at,
      t.time_zone, t.units, t.first_weekday, t.theme, t.number_format, u.avatar_type
    from app.users u join app.settings t on t.user_id = u.user_id where u.user_id = k.user_id;
end $$;
--> statement-breakpoint
create function door.find_account(p_email text) returns table (user_id uuid, password_hash text, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select a.user_id, a.password_hash, a.role from door.accounts a where a.email = lower(p_email) $$;
--> statement-breakpoint
create function door.has_owner() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select exists (select from door.accounts where role = 'owner') $$;
--> statement-breakpoint
create function door.add_person(p_user uuid, p_name text, p_time_zone text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('app.current_user_id', p_user::text, true);
  insert into app.users (user_id, name) values (p_user, p_name);
  insert into app.settings (user_id, time_zone) values (p_user, p_time_zone);
end $$;
--> statement-breakpoint
-- The role a new account gets, or null where sign-up is closed. Taken under a lock: two people cannot both be the first.
create function door.role_for_new_account(p_mode text) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('door.accounts', 0));
  if p_mode = 'closed' then return null; end if;
  if not door.has_owner() then return 'owner'; end if;
  return case when p_mode = 'open' then 'member' end;
end $$;
--> statement-breakpoint
-- Answers the new account's role, 'closed' where sign-up is not allowed, 'taken' where the address has an account.
create function door.create_account(p_user uuid, p_email text, p_password_hash text, p_name text, p_time_zone text, p_mode text) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare new_role text := door.role_for_new_account(p_mode);
begin
  if new_role is null then return 'closed'; end if;
  if exists (select from door.accounts where email = lower(p_email)) then return 'taken'; end if;
  perform door.add_person(p_user, p_name, p_time_zone);
  insert into door.accounts (user_id, email, password_hash, role) values (p_user, lower(p_email), p_password_hash, new_role);
  return new_role;
end $$;
--> statement-breakpoint
create function door.create_guest(p_user uuid, p_name text, p_time_zone text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform door.add_person(p_user, p_name, p_time_zone);
  insert into door.accounts (user_id, role) values (p_user, 'guest');
end $$;
--> statement-breakpoint
create function door.own_claim(p_email text, p_password_hash text, p_name text, p_mode text) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare new_role text := door.role_for_new_account(p_mode);
begin
  if new_role is null then return 'closed'; end if;
  if exists (select from door.accounts where email = lower(p_email)) then return 'taken'; end if;
  update door.accounts set email = lower(p_email), password_hash = p_password_hash, role = new_role
    where user_id = app.current_app_user_id() and role = 'guest';
  if not found then return 'taken'; end if;
  update app.users set name = p_name where user_id = app.current_app_user_id();
  return new_role;
end $$;
--> statement-breakpoint
create function door.create_session(p_id uuid, p_hash bytea, p_user uuid, p_days integer, p_ip text, p_user_agent text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('app.current_user_id', p_user::text, true);
  insert into door.sessions (id, token_hash, user_id, expires_at, ip, user_agent)
    values (p_id, p_hash, p_user, now() + make_interval(days => p_days), p_ip, left(p_user_agent, 400));
  update app.users set last_sign_in_at = now() where user_id = p_user;
end $$;
--> statement-breakpoint
create function door.touch_session(p_id uuid, p_days integer) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ update door.sessions set last_used_at = now(), expires_at = now() + make_interval(days => p_days) where id = p_id and revoked_at is null $$;
--> statement-breakpoint
create function door.own_sessions() returns table (id uuid, created_at timestamptz, last_used_at timestamptz, expires_at timestamptz, ip text, user_agent text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select s.id, s.created_at, s.last_used_at, s.expires_at, s.ip, s.user_agent from door.sessions s
        where s.user_id = app.current_app_user_id() and s.revoked_at is null and s.expires_at > now() order by s.last_used_at desc $$;
--> statement-breakpoint
create function door.own_session_revoke(p_id uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update door.sessions set revoked_at = now() where id = p_id and user_id = app.current_app_user_id() and revoked_at is null;
  return found;
end $$;
--> statement-breakpoint
create function door.own_sessions_revoke_except(p_keep uuid) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare n integer;
begin
  update door.sessions set revoked_at = now() where user_id = app.current_app_user_id() and revoked_at is null and id is distinct from p_keep;
  get diagnostics n = row_count;
  return n;
end $$;
--> statement-breakpoint
create function door.own_account() returns table (email text, role text, created_at timestamptz, has_password boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select a.email, a.role, a.created_at, a.password_hash is not null from door.accounts a where a.user_id = app.current_app_user_id() $$;
--> statement-breakpoint
create function door.own_password_hash() returns text
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select a.password_hash from door.accounts a where a.user_id = app.current_app_user_id() $$;
--> statement-breakpoint
create function door.own_password_change(p_password_hash text) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ update door.accounts set password_hash = p_password_hash, password_changed_at = now()
        where user_id = app.current_app_user_id() and role <> 'guest' $$;
--> statement-breakpoint
-- Answers 'changed', or 'taken' where another account has the address.
create function door.own_email_change(p_email text) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('door.accounts', 0));
  if exists (select from door.accounts where email = lower(p_email) and user_id <> app.current_app_user_id()) then return 'taken'; end if;
  update door.accounts set email = lower(p_email) where user_id = app.current_app_user_id() and role <> 'guest';
  return 'changed';
end $$;
--> statement-breakpoint
create function door.own_keys() returns table (id uuid, name text, last_four text, scopes text[], created_at timestamptz, expires_at timestamptz, last_used_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select k.id, k.name, k.last_four, k.scopes, k.created_at, k.expires_at, k.last_used_at from door.api_keys k
        where k.user_id = app.current_app_user_id() and k.revoked_at is null order by k.created_at desc $$;
--> statement-breakpoint
create function door.own_key_create(p_id uuid, p_hash bytea, p_name text, p_last_four text, p_scopes text[], p_expires_at timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ insert into door.api_keys (id, user_id, key_hash, name, last_four, scopes, expires_at)
        values (p_id, app.current_app_user_id(), p_hash, p_name, p_last_four, p_scopes, p_expires_at) $$;
--> statement-breakpoint
create function door.own_key_revoke(p_id uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update door.api_keys set revoked_at = now() where id = p_id and user_id = app.current_app_user_id() and revoked_at is null;
  return found;
end $$;
--> statement-breakpoint
-- Counts an attempt before its password is looked at, so that parallel guesses count too. Answers the seconds to wait, 0 when it may go on.
create function door.take_attempt(p_key text, p_limit integer, p_window_s integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare taken record;
begin
  insert into door.attempts as a (key, window_start, failures) values (p_key, now(), 1)
    on conflict (key) do update set
      failures = case when a.window_start <= now() - make_interval(secs => p_window_s) then 1 else least(a.failures + 1, 30000) end,
      window_start = case when a.window_start <= now() - make_interval(secs => p_window_s) then now() else a.window_start end
    returning a.failures, a.window_start into taken;
  if taken.failures <= p_limit then return 0; end if;
  return greatest(1, ceil(extract(epoch from taken.window_start + make_interval(secs => p_window_s) - now())))::integer;
end $$;
--> statement-breakpoint
-- A success gives back what it took: the account starts anew, the address loses one failure.
create function door.return_attempt(p_account text, p_address text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from door.attempts where key = p_account;
  update door.attempts set failures = greatest(failures - 1, 0) where key = p_address;
end $$;
--> statement-breakpoint
-- Takes a person away with everything that is theirs. Answers false for an owner while other accounts exist.
create function door.own_account_delete() returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := app.current_app_user_id();
begin
  perform pg_advisory_xact_lock(hashtextextended('door.accounts', 0));
  if exists (select from door.accounts where user_id = me and role = 'owner')
     and exists (select from door.accounts where role = 'member') then return false; end if;
  perform door.erase(me);
  return true;
end $$;
--> statement-breakpoint
create function door.erase(p_user uuid) returns void
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
-- Guests that nobody has used for `p_days` days; a job takes them away. Answers whose uploads are to be removed from disk.
create function door.purge_guests(p_days integer) returns setof uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare guest uuid;
begin
  for guest in select a.user_id from door.accounts a where a.role = 'guest' and a.created_at < now() - make_interval(days => p_days)
      and not exists (select from door.sessions s where s.user_id = a.user_id and s.revoked_at is null and s.last_used_at > now() - make_interval(days => p_days)) loop
    perform door.erase(guest);
    return next guest;
  end loop;
end $$;
--> statement-breakpoint
-- Expired and long revoked sessions, old attempt windows.
create function door.purge_stale() returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare n integer; m integer;
begin
  delete from door.sessions where expires_at < now() - interval '30 days' or revoked_at < now() - interval '30 days';
  get diagnostics n = row_count;
  delete from door.attempts where window_start < now() - interval '1 day';
  get diagnostics m = row_count;
  return n + m;
end $$;
--> statement-breakpoint
revoke all on all functions in schema door from public;
--> statement-breakpoint
grant usage on schema door to almanac_app, almanac_jobs;
--> statement-breakpoint
grant execute on function
  door.own_claim(text, text, text, text), door.own_sessions(), door.own_session_revoke(uuid), door.own_sessions_revoke_except(uuid),
  door.own_account(), door.own_password_hash(), door.own_password_change(text), door.own_email_change(text), door.own_keys(),
  door.own_key_create(uuid, bytea, text, text, text[], timestamptz), door.own_key_revoke(uuid), door.own_account_delete()
  to almanac_app;
--> statement-breakpoint
grant execute on function door.purge_guests(integer), door.purge_stale() to almanac_jobs;
