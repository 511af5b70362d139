import { route } from "@/app/_auth/route";
import { createHabitSpec, listHabitsSpec } from "@/app/api/_spec/habits";
import { refused } from "@/app/api/_spec/refused";
import { slice } from "@/app/api/_spec/slice";
import { createHabit } from "@/db/habit-edits";
import { listHabits } from "@/db/habits";
import { habitResource } from "@/domain/habits";
import { dayOf, habitNow } from "./answer";

export const GET = route(listHabitsSpec, async ({ tx, visitor, query }) => {
  const habits = await listHabits(tx, query, dayOf(visitor));
  return {
    body: slice(
      habits.map(({ habit, state }) => habitResource(habit, state)),
      query,
    ),
  };
});

export const POST = route(createHabitSpec, async ({ tx, visitor, body }) => {
  const { id } = await createHabit(tx, body, dayOf(visitor));
  return { body: await habitNow(tx, visitor, id), id, headers: { location: `/api/habits/${id}` } };
});

export const { PUT, PATCH, DELETE } = refused("GET", "POST");
