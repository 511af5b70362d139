CREATE TABLE "door"."coding_badge_keys" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "coding_badge_keys_user_key" UNIQUE("user_id")
);
--> statement-breakpoint
CREATE TABLE "app"."coding_badges" (
	"user_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "coding_badges_pk" PRIMARY KEY("user_id")
);
--> statement-breakpoint
ALTER TABLE "door"."coding_badge_keys" ADD CONSTRAINT "coding_badge_keys_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."coding_badges" ADD CONSTRAINT "coding_badges_user_fk" FOREIGN KEY ("user_id") REFERENCES "app"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
call app.protect('app.coding_badges', 'select, insert, update, delete', 'select');
--> statement-breakpoint
-- Jobs put secrets under a new key in their owners' transactions; whose there are is all that they may see.
revoke select on app.coding_badges from almanac_jobs;
--> statement-breakpoint
grant select (user_id) on app.coding_badges to almanac_jobs;
--> statement-breakpoint
create function door.find_badge(p_hash bytea) returns table (user_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select b.user_id from door.coding_badge_keys b where b.token_hash = p_hash $$;
--> statement-breakpoint
create function door.own_badge_set(p_hash bytea) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ insert into door.coding_badge_keys (token_hash, user_id) values (p_hash, app.current_app_user_id())
        on conflict (user_id) do update set token_hash = excluded.token_hash, created_at = now() $$;
--> statement-breakpoint
create function door.own_badge_remove() returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ delete from door.coding_badge_keys where user_id = app.current_app_user_id() $$;
--> statement-breakpoint
revoke all on function door.find_badge(bytea), door.own_badge_set(bytea), door.own_badge_remove() from public;
--> statement-breakpoint
grant execute on function door.own_badge_set(bytea), door.own_badge_remove() to almanac_app;
