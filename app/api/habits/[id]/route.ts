import { route } from "@/app/_auth/route";
import { deleteHabitSpec, getHabitSpec, updateHabitSpec } from "@/app/api/_spec/habits";
import { refused } from "@/app/api/_spec/refused";
import { deleteHabit, updateHabit } from "@/db/habit-edits";
import { dayOf, habitNow, there } from "../answer";

export const GET = route(
  getHabitSpec,
  async ({ tx, visitor, params }) => ({ body: await habitNow(tx, visitor, params.id) }),
  there,
);

export const PATCH = route(
  updateHabitSpec,
  async ({ tx, visitor, params, body: { version, ...changes } }) => {
    await updateHabit(tx, params.id, changes, dayOf(visitor), version);
    return { body: await habitNow(tx, visitor, params.id) };
  },
  there,
);

export const DELETE = route(
  deleteHabitSpec,
  async ({ tx, visitor, params, query }) => {
    await deleteHabit(tx, params.id, dayOf(visitor), query.version);
    return {};
  },
  there,
);

export const { POST, PUT } = refused("GET", "PATCH", "DELETE");
