-- What words are looked for by: small letters without their marks, ß as ss, and the parts of what a hyphen joins.
create function app.plain_letters(p_text text) returns text language sql immutable strict parallel safe
  as $$ select normalize(regexp_replace(
    replace(replace(replace(translate(
      regexp_replace(lower(normalize(p_text, NFKD)), '[\u0300-\u036f]', '', 'g'), 'øłđıðþ', 'oldidt'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
    '(\w)[-\u2010\u2011](?=\w)', '\1 ', 'g'), NFKC) $$;
--> statement-breakpoint
grant execute on function app.plain_letters(text) to almanac_app, almanac_jobs, almanac_auditor;
--> statement-breakpoint
alter table app.reflection_texts drop column words;
--> statement-breakpoint
alter table app.reflection_texts add column words tsvector not null generated always as (to_tsvector('simple', app.plain_letters(text))) stored;
