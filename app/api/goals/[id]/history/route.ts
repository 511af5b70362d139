import { route } from "@/app/_auth/route";
import { listGoalVersionsSpec } from "@/app/api/_spec/goals";
import { wholeList } from "@/app/api/_spec/history";
import { refused } from "@/app/api/_spec/refused";
import { listGoalVersions } from "@/db/goal-edits";
import { goalSettings } from "@/domain/goals";

export const GET = route(
  listGoalVersionsSpec,
  async ({ tx, params }) => {
    const versions = await listGoalVersions(tx, params.id);
    return { body: wholeList(versions.map((version) => ({ ...version, goal: goalSettings(version.goal) }))) };
  },
  { what: "goal" },
);

export const { POST, PUT, PATCH, DELETE } = refused("GET");
