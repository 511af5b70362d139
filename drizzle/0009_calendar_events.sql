ALTER TABLE "app"."synced_runs" ADD COLUMN "etag" text;--> statement-breakpoint
ALTER TABLE "app"."synced_runs" DROP COLUMN "attempts";--> statement-breakpoint
ALTER TABLE "app"."synced_runs" DROP COLUMN "next_try_at";--> statement-breakpoint

-- Whatever changes runs, the calendar hears of it: the first statement of a transaction that touches runs leaves a hint. It takes no
-- lock that another change of runs could wait for, and without a calendar it is one look into a primary key.
create function app.runs_changed() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare me uuid := app.current_app_user_id();
begin
  if exists (select from app.sync_metadata where user_id = me and provider = 'google') then
    insert into app.sync_items (user_id, provider, kind, item_id) values (me, 'google', 'hint', 'runs ' || pg_current_xact_id())
      on conflict do nothing;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger runs_changed after insert or update or delete on app.runs for each statement execute function app.runs_changed();
--> statement-breakpoint
-- At the end of the transaction, so that nobody waits for it longer than a commit takes: the connection is due in a moment. One that
-- waits for its provider's limits, after a failure or for its person is left to that.
create function app.calendar_due() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update app.sync_metadata m set due_at = clock_timestamp() + interval '5 seconds'
    where m.user_id = new.user_id and m.provider = 'google' and m.attempts = 0
      and (m.due_at is null or m.due_at > clock_timestamp() + interval '5 seconds')
      and (m.resumes_at is null or m.resumes_at <= clock_timestamp())
      and exists (select from app.integrations i where i.user_id = m.user_id and i.provider = 'google'
        and i.state not in ('needs_reconnect', 'scope_missing', 'app_inactive'));
  if found then perform pg_notify('almanac_syncs', 'google'); end if;
  return null;
end $$;
--> statement-breakpoint
revoke all on function app.calendar_due() from public;
--> statement-breakpoint
create constraint trigger calendar_due after insert on app.sync_items deferrable initially deferred for each row
  when (new.provider = 'google' and new.kind = 'hint') execute function app.calendar_due();
