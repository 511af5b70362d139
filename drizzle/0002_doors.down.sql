do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'door' loop
    execute format('drop function %s', f);
  end loop;
end $$;
--> statement-breakpoint
drop type door.visitor;
--> statement-breakpoint
revoke all on schema door from almanac_app, almanac_jobs;
