ALTER TABLE "app"."sync_metadata" ADD COLUMN "asked_by" text;--> statement-breakpoint
ALTER TABLE "app"."sync_metadata" ADD COLUMN "hints_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."sync_metadata" ADD CONSTRAINT "sync_metadata_asked_by_check" CHECK (asked_by in ('schedule', 'button', 'api', 'webhook', 'connected', 'change'));--> statement-breakpoint
-- Hints are unsigned: whoever knows an athlete's id can make them up. What proved to be nothing lets those that follow wait, and more
-- than two hundred at once are one: look at everything.
create or replace function door.receive_hint(p_provider text, p_external_id text, p_item text, p_payload jsonb) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  person uuid;
  item text;
  is_due boolean := false;
  reached integer := 0;
begin
  for person in select i.user_id from door.external_identities i
      where i.provider = p_provider and i.external_id = p_external_id order by i.user_id loop
    perform set_config('app.current_user_id', person::text, true);
    if exists (select from app.integrations x where x.user_id = person and x.provider = p_provider and x.external_id = p_external_id) then
      item := p_item;
      if item ~ '^[0-9]+$' and not exists (select from app.sync_items s where s.user_id = person and s.provider = p_provider
          and s.kind = 'hint' and s.item_id = item) and (select count(*) = 200 from (select from app.sync_items s
          where s.user_id = person and s.provider = p_provider and s.kind = 'hint' limit 200) many) then
        item := 'everything';
      end if;
      insert into app.sync_items as s (user_id, provider, kind, item_id, payload)
        values (person, p_provider, 'hint', item, case when item = p_item then p_payload else '{}' end)
        on conflict (user_id, provider, kind, item_id) do update
          set seen = s.seen + 1, payload = excluded.payload, next_try_at = least(s.next_try_at, now()), dead_at = null, updated_at = now();
      -- Whoever has to be connected again is not asked for because of a hint.
      update app.sync_metadata m set due_at = least(coalesce(m.due_at, greatest(now(), m.hints_from)), greatest(now(), m.hints_from))
        from app.integrations x where x.user_id = m.user_id and x.provider = m.provider and x.state <> 'needs_reconnect'
        and m.user_id = person and m.provider = p_provider and (m.due_at is null or m.due_at > greatest(now(), m.hints_from));
      is_due := is_due or found;
      reached := reached + 1;
    end if;
  end loop;
  perform set_config('app.current_user_id', '', true);
  if is_due then perform pg_notify('almanac_syncs', p_provider); end if;
  return reached;
end $$;
