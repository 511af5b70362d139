import { route } from "@/app/_auth/route";
import { listHabitVersionsSpec } from "@/app/api/_spec/habits";
import { wholeList } from "@/app/api/_spec/history";
import { refused } from "@/app/api/_spec/refused";
import { listHabitVersions } from "@/db/habit-edits";
import { habitSettings } from "@/domain/habits";

export const GET = route(
  listHabitVersionsSpec,
  async ({ tx, params }) => {
    const versions = await listHabitVersions(tx, params.id);
    return { body: wholeList(versions.map((version) => ({ ...version, habit: habitSettings(version.habit) }))) };
  },
  { what: "habit" },
);

export const { POST, PUT, PATCH, DELETE } = refused("GET");
