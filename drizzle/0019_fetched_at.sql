-- When statistics were told is the database's own word: nobody can write that old ones are new.
create function app.keep_fetched_at() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.fetched_at := clock_timestamp();
  return new;
end
$$;
--> statement-breakpoint
create trigger wakatime_stats_fetched_at before insert or update on app.wakatime_stats for each row execute function app.keep_fetched_at();
