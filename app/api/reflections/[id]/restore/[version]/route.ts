import { route } from "@/app/_auth/route";
import { restoreReflectionSpec } from "@/app/api/_spec/reflections";
import { refused } from "@/app/api/_spec/refused";
import { restoreReflection } from "@/db/reflection-edits";
import { hasReflection } from "@/db/reflections";
import { momentIn } from "@/domain/moments";
import { reflectionResource } from "@/domain/reflections";

export const POST = route(
  restoreReflectionSpec,
  async ({ tx, visitor, params, body }) => {
    const wish = { reason: body.reason, expected: body.version };
    const at = momentIn(new Date(), visitor.timeZone);
    return { body: reflectionResource(await restoreReflection(tx, params.id, params.version, at, wish)) };
  },
  { find: (tx, { id = "" }) => hasReflection(tx, id, true), what: "version of this reflection" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
