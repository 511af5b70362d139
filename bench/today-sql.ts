import { RECENT_DAYS } from "@/domain/shoes";
import { addDays } from "@/domain/time-zones";
import { weekStart } from "@/domain/weeks";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import type { Sent } from "./capture";

/** Weeks that the chart shows. */
const WEEKS = 26;

/**
 * The least that must be asked for what Today shows, written down by hand and apart from the app: who it is, one statement for each
 * thing on the page, only the columns and rows that are seen, in the frame of one read-only transaction as the app's role.
 */
export function sqlOfToday(userId: string, today: string): Sent[] {
  const monday = weekStart(today);
  const year = `${today.slice(0, 4)}-01-01`;
  const chart = addDays(monday, -7 * (WEEKS - 1));
  const ask = (name: string, text: string, ...values: unknown[]): Sent => ({
    name: `bare_${name}`,
    text,
    values: [userId, ...values],
  });
  return [
    { name: "bare_visitor", text: "select * from door.find_session($1)", values: [sha256(newSecret())] },
    {
      text: `begin read only; set local role almanac_app; set local app.current_user_id = '${userId}'; set local application_name = 'almanac ${newId()}'`,
    },
    ask(
      "run",
      `select id, name, local_date, start_at, time_zone, distance_m, duration_s, average_heart_rate_bpm from app.runs
        where user_id = $1 and deleted_at is null order by start_at desc, id desc limit 1`,
    ),
    ask(
      "way",
      `select t.channel, t.data from app.activity_sources s join app.tracks t on t.user_id = $1 and t.source_id = s.id and t.channel in ('lat', 'lng')
        where s.user_id = $1 and s.track_points > 0 and s.run_id = (select r.id from app.runs r where r.user_id = $1 and r.deleted_at is null
          order by r.start_at desc, r.id desc limit 1)`,
    ),
    ask(
      "days",
      `select local_date, count(*), sum(distance_m), sum(duration_s) from app.runs
        where user_id = $1 and deleted_at is null and local_date >= $2 group by local_date`,
      year < chart ? year : chart,
    ),
    ask(
      "all_days",
      "select local_date, sum(distance_m) from app.runs where user_id = $1 and deleted_at is null group by local_date order by local_date",
    ),
    ask(
      "ride",
      `select id, title, sport, local_date, distance_m, duration_s, average_power_w from app.workouts
        where user_id = $1 and deleted_at is null order by start_at desc, id desc limit 1`,
    ),
    ask(
      "rides",
      `select count(*), sum(distance_m), sum(duration_s) from app.workouts
        where user_id = $1 and deleted_at is null and local_date between $2 and $3`,
      monday,
      today,
    ),
    ask(
      "session",
      `select id, title, local_date, volume_kg, set_count, duration_s from app.strength_workouts
        where user_id = $1 and deleted_at is null order by start_at desc, id desc limit 1`,
    ),
    ask(
      "sessions",
      "select count(*), sum(volume_kg) from app.strength_workouts where user_id = $1 and deleted_at is null and local_date between $2 and $3",
      monday,
      today,
    ),
    ask(
      "shoes",
      `select s.id, s.name, s.limit_m, s.starting_distance_m + u.metres, u.recent, u.first from app.shoes s join (
          select shoe_id, sum(distance_m) as metres, sum(distance_m) filter (where local_date > $2) as recent, min(local_date) as first from app.runs
            where user_id = $1 and deleted_at is null and shoe_id is not null group by shoe_id) u on u.shoe_id = s.id
        where s.user_id = $1 and s.deleted_at is null and s.retired_at is null and s.limit_m is not null`,
      addDays(today, -RECENT_DAYS),
    ),
    ask("imports", "select id, state, files, created_at from app.imports where user_id = $1 order by created_at desc limit 3"),
    ask("connections", "select provider, state, reason from app.integrations where user_id = $1"),
    ask(
      "tasks",
      `select t.id, t.title, t.due_date, t.priority, t.repeat, t.repeat_from,
          array(select g.title from app.goals_tasks l join app.goals g on g.user_id = $1 and g.id = l.goal_id where l.user_id = $1 and l.task_id = t.id)
        from app.tasks t where t.user_id = $1 and t.deleted_at is null and t.status in ('todo', 'doing')
        order by coalesce(t.due_date, date '9999-12-31'), t.priority desc, t.position, t.id limit 6`,
    ),
    ask("open", "select count(*) from app.tasks where user_id = $1 and deleted_at is null and status in ('todo', 'doing')"),
    ask(
      "habits",
      `select h.id, h.name, h.schedule, h.kind, h.unit, h.target, h.target_type, l.value, l.skipped, l.done, l.source, l.fact_table, l.fact_id,
          (select max(p.date) from app.habit_logs p where p.user_id = $1 and p.habit_id = h.id and p.date < $2 and (p.done or p.skipped)),
          (select count(*) from app.habit_logs p where p.user_id = $1 and p.habit_id = h.id and p.date >= $3 and p.date < $2 and (p.done or p.skipped))
        from app.habits h left join app.habit_logs l on l.user_id = $1 and l.habit_id = h.id and l.date = $2
        where h.user_id = $1 and h.deleted_at is null and h.archived_at is null order by h.position, h.id`,
      today,
      monday,
    ),
    ask(
      "reflection",
      `select f.id, f.mood, x.text from app.reflections f join app.reflection_texts x on x.user_id = $1 and x.reflection_id = f.id
        where f.user_id = $1 and f.date = $2 and f.deleted_at is null`,
      today,
    ),
    ask(
      "coding",
      "select date, total_us from app.coding_days where user_id = $1 and counts and date between $2 and $3",
      monday,
      today,
    ),
    ask(
      "projects",
      `select s.date, c.project, c.agent, sum(s.us) from app.coding_slices s join app.coding_combos c on c.user_id = $1 and c.id = s.combo_id
          join app.coding_days d on d.user_id = $1 and d.date = s.date and d.source = s.source and d.counts
        where s.user_id = $1 and s.date = $2 group by 1, 2, 3`,
      today,
    ),
    { text: "commit" },
  ];
}
