import { creditsSql } from "./coding-credits";

/**
 * Stores a batch and moves the days by the difference that it makes: what the stored neighbours were worth before it, and what all of
 * them are worth with it. One statement, so the neighbours are read once. The user's lock must be held since before it. What is looked
 * up stands in lateral queries of its own, so that no plan, made when a table was still small, can read all of a person's rows.
 *
 * $1 user, $2 timeout, $3 starts of days and $4 their dates, $5 and $6 the stretches to look at, $7 import, then a column each.
 */
const TEXT = `with inserted as (
    insert into app.heartbeats (user_id, import_id, at_us, key, combo_id, entity, type, is_write, user_agent_id, machine_id, lines,
        line_number, cursor_position, dependencies, more)
      select $1, $7, at_us, key, combo_id, entity, type, is_write, user_agent_id, machine_id, lines, line_number, cursor_position,
          dependencies::text[], more::jsonb
        from unnest($8::bigint[], $9::bigint[], $10::bigint[], $11::text[], $12::text[], $13::boolean[], $14::bigint[], $15::bigint[],
          $16::integer[], $17::integer[], $18::integer[], $19::text[], $20::text[]) as d(at_us, key, combo_id, entity, type, is_write,
          user_agent_id, machine_id, lines, line_number, cursor_position, dependencies, more)
      on conflict do nothing returning at_us, key, combo_id
  ), old as materialized (
    select w.part, h.at_us, h.key, h.combo_id from unnest($5::bigint[], $6::bigint[]) with ordinality w(from_us, to_us, part)
      cross join lateral (select at_us, key, combo_id from app.heartbeats
        where user_id = $1 and at_us between w.from_us and w.to_us order by at_us, key) h
  ), chain as (
    select -1 as sign, -part as part, at_us, key, combo_id from old
    union all select 1, part, at_us, key, combo_id from old
    union all select 1, width_bucket(at_us, $5::bigint[]), at_us, key, combo_id from inserted
  ), credits as (
    ${creditsSql({ chain: "chain", timeoutUs: "$2::bigint", starts: "$3::bigint[]" })}
  ), difference as (
    select day, combo_id, sum(us)::bigint as us, sum(beats)::integer as beats, max(last_us) as last_us from (
        select piece as day, combo_id, sign * us as us, 0 as beats, null::bigint as last_us from credits
        union all select width_bucket(at_us, $3::bigint[]), combo_id, 0, 1, at_us from inserted
      ) all_of_it group by day, combo_id having sum(us) <> 0 or sum(beats) > 0
  ), days as (
    insert into app.coding_days as d (user_id, date, source, total_us)
      select $1, ($4::date[])[day], 'heartbeats', sum(us)::bigint from difference group by day
      on conflict (user_id, date, source) do update set total_us = d.total_us + excluded.total_us, updated_at = now()
  ), slices as (
    insert into app.coding_slices as s (user_id, date, source, combo_id, us, heartbeats, last_us)
      select $1, ($4::date[])[day], 'heartbeats', combo_id, us, beats, last_us from difference
      on conflict (user_id, date, source, combo_id) do update
        set us = s.us + excluded.us, heartbeats = s.heartbeats + excluded.heartbeats, last_us = greatest(s.last_us, excluded.last_us)
  )
  select (select count(*)::integer from inserted) as stored,
    (select array_agg(r.date::text) from (select distinct day from difference) t cross join lateral (
        select date from app.coding_days where user_id = $1 and date = ($4::date[])[t.day] and source <> 'heartbeats' limit 1
      ) r) as rivals`;

/** The statement of ingest, prepared once per connection. */
export const TAKE = { name: "heartbeats_take", text: TEXT };
