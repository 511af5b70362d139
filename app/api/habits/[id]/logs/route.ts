import { route } from "@/app/_auth/route";
import { listHabitLogsSpec, logHabitSpec } from "@/app/api/_spec/habits";
import { refused } from "@/app/api/_spec/refused";
import { slice } from "@/app/api/_spec/slice";
import { logHabit } from "@/db/habit-logs";
import { listHabitLogs } from "@/db/habits";
import { dayOf, there } from "../../answer";

export const GET = route(
  listHabitLogsSpec,
  async ({ tx, params, query }) => ({ body: slice(await listHabitLogs(tx, params.id, query), query) }),
  there,
);

export const POST = route(
  logHabitSpec,
  async ({ tx, visitor, params, body }) => {
    const { today } = dayOf(visitor);
    const { log, created } = await logHabit(tx, params.id, { ...body, date: body.date ?? today }, today);
    return { body: log, status: created ? 201 : 200 };
  },
  there,
);

export const { PUT, PATCH, DELETE } = refused("GET", "POST");
