import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { listRunVersionsSpec } from "@/app/api/_spec/runs";
import { listRunVersions } from "@/db/run-versions";
import { runResource } from "@/domain/runs";

export const GET = route(
  listRunVersionsSpec,
  async ({ tx, params }) => {
    const versions = await listRunVersions(tx, params.id);
    const items = versions.map((version) => ({ ...version, run: runResource(version.run) }));
    return { body: { items, page: { limit: items.length, next: null, total: items.length } } };
  },
  { what: "run" },
);

export const { POST, PUT, PATCH, DELETE } = refused("GET");
