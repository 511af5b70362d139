import { route } from "@/app/_auth/route";
import { undeleteHabitSpec } from "@/app/api/_spec/habits";
import { refused } from "@/app/api/_spec/refused";
import { undeleteHabit } from "@/db/habit-edits";
import { dayOf, habitNow, thereEvenDeleted } from "../../answer";

export const POST = route(
  undeleteHabitSpec,
  async ({ tx, visitor, params, body }) => {
    await undeleteHabit(tx, params.id, dayOf(visitor), body.version);
    return { body: await habitNow(tx, visitor, params.id) };
  },
  thereEvenDeleted,
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
