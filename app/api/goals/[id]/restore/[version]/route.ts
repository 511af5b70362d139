import { route } from "@/app/_auth/route";
import { restoreGoalSpec } from "@/app/api/_spec/goals";
import { refused } from "@/app/api/_spec/refused";
import { restoreGoal } from "@/db/goal-edits";
import { hasGoal } from "@/db/goals";
import { goalResource } from "@/domain/goals";
import { momentIn } from "@/domain/moments";

export const POST = route(
  restoreGoalSpec,
  async ({ tx, visitor, params, body }) => {
    const wish = { reason: body.reason, expected: body.version };
    const at = momentIn(new Date(), visitor.timeZone);
    return { body: goalResource(await restoreGoal(tx, params.id, params.version, at.today, wish), at.today) };
  },
  { find: (tx, { id = "" }) => hasGoal(tx, id, true), what: "version of this goal" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
