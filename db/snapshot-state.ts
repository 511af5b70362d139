import { standing } from "@/domain/goals";
import type { SnapshotData } from "@/domain/snapshots";
import { addDays } from "@/domain/time-zones";
import type { Tx } from "./client";
import { listGoals } from "./goals";
import { type HabitDay, listHabits } from "./habits";

/** Open tasks that a snapshot names; all of them are counted. */
const MOST_TASKS = 500;

/** Days of reflections that the mood is the mean of. */
const MOOD_DAYS = 30;

type Numbers = SnapshotData["numbers"];

/** Every area's sums in one statement, by the names that the API uses: metres, seconds, kilojoules, kilograms. */
const NUMBERS = `select jsonb_build_object(
  'runs', (select jsonb_build_object('runs', count(*), 'distance', coalesce(sum(distance_m), 0), 'duration', coalesce(sum(duration_s), 0))
    from app.runs where user_id = $1 and deleted_at is null),
  'rides', (select jsonb_build_object('rides', count(*), 'distance', coalesce(sum(distance_m), 0), 'energy', coalesce(sum(energy_kj), 0))
    from app.workouts where user_id = $1 and deleted_at is null and sport = 'cycling'),
  'strength', (select jsonb_build_object('sessions', count(*), 'volume', coalesce(sum(volume_kg), 0))
    from app.strength_workouts where user_id = $1 and deleted_at is null),
  'coding', (select jsonb_build_object('days', count(*), 'seconds', coalesce(sum(total_us), 0)::float8 / 1000000)
    from app.coding_days where user_id = $1 and counts and total_us > 0),
  'tasks', (select jsonb_build_object('open', count(*) filter (where status in ('todo', 'doing')), 'done', count(*) filter (where status = 'done'),
      'overdue', count(*) filter (where status in ('todo', 'doing') and due_date < $2::date))
    from app.tasks where user_id = $1 and deleted_at is null),
  'reflections', (select jsonb_build_object('reflections', count(*), 'mood', avg(mood) filter (where date > $3::date)::float8)
    from app.reflections where user_id = $1 and deleted_at is null)) as numbers`;

/** The state of a person's life as it is: sums of every area, open tasks, goals, habits, shoes. */
export async function readState(tx: Tx, day: HabitDay): Promise<SnapshotData> {
  const { today } = day;
  const [[sums], tasks, goals, habits, shoes] = await Promise.all([
    tx.query<{ numbers: Numbers }>(NUMBERS, [tx.userId, today, addDays(today, -MOOD_DAYS)]),
    tx.query<{ id: string; name: string; status: string; dueDate: string | null; priority: number }>(
      `select id, title as name, status, due_date as "dueDate", priority from app.tasks where user_id = $1 and deleted_at is null
        and status in ('todo', 'doing') order by due_date nulls last, position, id limit ${MOST_TASKS}`,
      [tx.userId],
    ),
    listGoals(tx, {}, today),
    listHabits(tx, { archived: false }, day),
    tx.query<{ id: string; name: string; distance: number; retired: boolean }>(
      `select s.id, s.name, s.starting_distance_m + coalesce((select sum(r.distance_m) from app.runs r where r.user_id = $1 and r.shoe_id = s.id
        and r.deleted_at is null), 0) as distance, s.retired_at is not null as retired from app.shoes s where s.user_id = $1 and s.deleted_at is null order by s.name`,
      [tx.userId],
    ),
  ]);
  const active = goals
    .map((goal) => ({ goal, stands: standing(goal, today) }))
    .filter(({ stands }) => stands.status !== "archived");
  return {
    numbers: sums?.numbers ?? {},
    lists: {
      tasks,
      goals: active.map(({ goal, stands }) => ({
        ...{ id: goal.id, name: goal.title, metric: goal.metric, status: stands.status },
        ...{ target: stands.target, progress: goal.value },
      })),
      habits: habits.map(({ habit, state, logs }) => ({
        ...{ id: habit.id, name: habit.name, strength: Math.round(state.strength * 1000) / 1000 },
        ...{ streakDays: state.streak?.days ?? 0, daysDone: logs.filter(({ done }) => done).length },
      })),
      shoes,
    },
  };
}
