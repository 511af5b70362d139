import { route } from "@/app/_auth/route";
import { deleteGoalSpec, getGoalSpec, updateGoalSpec } from "@/app/api/_spec/goals";
import { refused } from "@/app/api/_spec/refused";
import type { Tx } from "@/db/client";
import { deleteGoal, updateGoal } from "@/db/goal-edits";
import { getGoal, hasGoal } from "@/db/goals";
import { goalResource } from "@/domain/goals";
import { momentIn } from "@/domain/moments";

const there = { find: (tx: Tx, { id = "" }: Record<string, string>) => hasGoal(tx, id), what: "goal" };

export const GET = route(
  getGoalSpec,
  async ({ tx, visitor, params }) => {
    const { today } = momentIn(new Date(), visitor.timeZone);
    return { body: goalResource(await getGoal(tx, params.id), today) };
  },
  there,
);

export const PATCH = route(
  updateGoalSpec,
  async ({ tx, visitor, params, body: { version, ...changes } }) => {
    const { today } = momentIn(new Date(), visitor.timeZone);
    return { body: goalResource(await updateGoal(tx, params.id, changes, today, version), today) };
  },
  there,
);

export const DELETE = route(
  deleteGoalSpec,
  async ({ tx, visitor, params, query }) => {
    await deleteGoal(tx, params.id, momentIn(new Date(), visitor.timeZone).today, query.version);
    return {};
  },
  there,
);

export const { POST, PUT } = refused("GET", "PATCH", "DELETE");
