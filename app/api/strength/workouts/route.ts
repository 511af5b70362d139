import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { listStrengthSpec } from "@/app/api/_spec/strength";
import { listStrengthRows, sumStrength } from "@/db/strength-list";
import { strengthResource } from "@/domain/strength-resource";

export const GET = route(listStrengthSpec, async ({ tx, query }) => {
  const { rows, next } = await listStrengthRows(tx, query);
  const { workouts } = await sumStrength(tx, query);
  return { body: { items: rows.map(strengthResource), page: { limit: query.limit, next, total: workouts } } };
});

export const { POST, PUT, PATCH, DELETE } = refused("GET");
