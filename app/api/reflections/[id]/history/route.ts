import { route } from "@/app/_auth/route";
import { wholeList } from "@/app/api/_spec/history";
import { listReflectionVersionsSpec } from "@/app/api/_spec/reflections";
import { refused } from "@/app/api/_spec/refused";
import { listReflectionVersions } from "@/db/reflection-edits";
import { reflectionResource } from "@/domain/reflections";

export const GET = route(
  listReflectionVersionsSpec,
  async ({ tx, params }) => {
    const versions = await listReflectionVersions(tx, params.id);
    return { body: wholeList(versions.map((version) => ({ ...version, reflection: reflectionResource(version.reflection) }))) };
  },
  { what: "reflection" },
);

export const { POST, PUT, PATCH, DELETE } = refused("GET");
