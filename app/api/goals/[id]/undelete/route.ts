import { route } from "@/app/_auth/route";
import { undeleteGoalSpec } from "@/app/api/_spec/goals";
import { refused } from "@/app/api/_spec/refused";
import { undeleteGoal } from "@/db/goal-edits";
import { hasGoal } from "@/db/goals";
import { goalResource } from "@/domain/goals";
import { momentIn } from "@/domain/moments";

export const POST = route(
  undeleteGoalSpec,
  async ({ tx, visitor, params, body }) => {
    const { today } = momentIn(new Date(), visitor.timeZone);
    return { body: goalResource(await undeleteGoal(tx, params.id, today, body.version), today) };
  },
  { find: (tx, { id = "" }) => hasGoal(tx, id, true), what: "goal" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
