import { route } from "@/app/_auth/route";
import { restoreHabitSpec } from "@/app/api/_spec/habits";
import { refused } from "@/app/api/_spec/refused";
import { restoreHabit } from "@/db/habit-edits";
import { dayOf, habitNow, thereEvenDeleted } from "../../../answer";

export const POST = route(
  restoreHabitSpec,
  async ({ tx, visitor, params, body }) => {
    const wish = { reason: body.reason, expected: body.version };
    await restoreHabit(tx, params.id, params.version, dayOf(visitor), wish);
    return { body: await habitNow(tx, visitor, params.id) };
  },
  { ...thereEvenDeleted, what: "version of this habit" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
