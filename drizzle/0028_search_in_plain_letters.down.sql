alter table app.reflection_texts drop column words;
--> statement-breakpoint
alter table app.reflection_texts add column words tsvector not null generated always as (to_tsvector('simple', text)) stored;
--> statement-breakpoint
drop function app.plain_letters(text);
