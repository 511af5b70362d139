import { route } from "@/app/_auth/route";
import { undeleteReflectionSpec } from "@/app/api/_spec/reflections";
import { refused } from "@/app/api/_spec/refused";
import { undeleteReflection } from "@/db/reflection-edits";
import { hasReflection } from "@/db/reflections";
import { reflectionResource } from "@/domain/reflections";

export const POST = route(
  undeleteReflectionSpec,
  async ({ tx, params, body }) => ({ body: reflectionResource(await undeleteReflection(tx, params.id, body.version)) }),
  { find: (tx, { id = "" }) => hasReflection(tx, id, true), what: "reflection" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
