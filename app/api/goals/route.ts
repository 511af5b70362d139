import { route } from "@/app/_auth/route";
import { createGoalSpec, listGoalsSpec } from "@/app/api/_spec/goals";
import { refused } from "@/app/api/_spec/refused";
import { slice } from "@/app/api/_spec/slice";
import { createGoal } from "@/db/goal-edits";
import { listGoals } from "@/db/goals";
import { goalResource } from "@/domain/goals";
import { momentIn } from "@/domain/moments";

export const GET = route(listGoalsSpec, async ({ tx, visitor, query }) => {
  const { today } = momentIn(new Date(), visitor.timeZone);
  const goals = await listGoals(tx, query, today);
  return {
    body: slice(
      goals.map((goal) => goalResource(goal, today)),
      query,
    ),
  };
});

export const POST = route(createGoalSpec, async ({ tx, visitor, body }) => {
  const { today } = momentIn(new Date(), visitor.timeZone);
  const goal = await createGoal(tx, body, today);
  return { body: goalResource(goal, today), id: goal.id, headers: { location: `/api/goals/${goal.id}` } };
});

export const { PUT, PATCH, DELETE } = refused("GET", "POST");
