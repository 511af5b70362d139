import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { getRunVersionSpec } from "@/app/api/_spec/runs";
import { getRunVersion } from "@/db/run-versions";
import { runResource } from "@/domain/runs";

export const GET = route(
  getRunVersionSpec,
  async ({ tx, params }) => {
    const version = await getRunVersion(tx, params.id, params.version);
    return { body: { ...version, run: runResource(version.run) } };
  },
  { what: "version of this run" },
);

export const { POST, PUT, PATCH, DELETE } = refused("GET");
