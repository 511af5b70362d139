drop function door.find_badge(bytea), door.own_badge_set(bytea), door.own_badge_remove();
--> statement-breakpoint
drop table app.coding_badges;
--> statement-breakpoint
drop table door.coding_badge_keys;
