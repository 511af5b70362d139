import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { listStrengthVersionsSpec } from "@/app/api/_spec/strength";
import { listStrengthVersions } from "@/db/strength-versions";
import { strengthResource } from "@/domain/strength-resource";

export const GET = route(
  listStrengthVersionsSpec,
  async ({ tx, params }) => {
    const versions = await listStrengthVersions(tx, params.id);
    const items = versions.map(({ session, ...version }) => ({ ...version, workout: strengthResource(session) }));
    return { body: { items, page: { limit: items.length, next: null, total: items.length } } };
  },
  { what: "session" },
);

export const { POST, PUT, PATCH, DELETE } = refused("GET");
