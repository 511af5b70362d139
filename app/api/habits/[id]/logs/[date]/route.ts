import { route } from "@/app/_auth/route";
import { unlogHabitSpec } from "@/app/api/_spec/habits";
import { refused } from "@/app/api/_spec/refused";
import { unlogHabit } from "@/db/habit-logs";
import { there } from "../../../answer";

export const DELETE = route(
  unlogHabitSpec,
  async ({ tx, params }) => {
    await unlogHabit(tx, params.id, params.date);
    return {};
  },
  { ...there, what: "log of this habit" },
);

export const { GET, POST, PUT, PATCH } = refused("DELETE");
