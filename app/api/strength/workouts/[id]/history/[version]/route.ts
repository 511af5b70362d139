import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { getStrengthVersionSpec } from "@/app/api/_spec/strength";
import { getStrengthVersion } from "@/db/strength-versions";
import { strengthResource } from "@/domain/strength-resource";

export const GET = route(
  getStrengthVersionSpec,
  async ({ tx, params }) => {
    const { session, ...version } = await getStrengthVersion(tx, params.id, params.version);
    return { body: { ...version, workout: strengthResource(session) } };
  },
  { what: "version of this session" },
);

export const { POST, PUT, PATCH, DELETE } = refused("GET");
