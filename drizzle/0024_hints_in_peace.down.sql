create or replace function door.receive_hint(p_provider text, p_external_id text, p_item text, p_payload jsonb) returns integer
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
ALTER TABLE "app"."sync_metadata" DROP CONSTRAINT "sync_metadata_asked_by_check";--> statement-breakpoint
ALTER TABLE "app"."sync_metadata" DROP COLUMN "hints_from";--> statement-breakpoint
ALTER TABLE "app"."sync_metadata" DROP COLUMN "asked_by";
