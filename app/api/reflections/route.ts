import { route } from "@/app/_auth/route";
import { createReflectionSpec, listReflectionsSpec } from "@/app/api/_spec/reflections";
import { refused } from "@/app/api/_spec/refused";
import { createReflection } from "@/db/reflection-edits";
import { listReflections } from "@/db/reflections";
import { momentIn } from "@/domain/moments";
import { reflectionResource } from "@/domain/reflections";

export const GET = route(listReflectionsSpec, async ({ tx, query }) => {
  const { rows, next, total } = await listReflections(tx, query);
  return { body: { items: rows.map(reflectionResource), page: { limit: query.limit, next, total } } };
});

export const POST = route(createReflectionSpec, async ({ tx, visitor, body }) => {
  const reflection = await createReflection(tx, body, momentIn(new Date(), visitor.timeZone));
  const headers = { location: `/api/reflections/${reflection.id}` };
  return { body: reflectionResource(reflection), id: reflection.id, headers };
});

export const { PUT, PATCH, DELETE } = refused("GET", "POST");
