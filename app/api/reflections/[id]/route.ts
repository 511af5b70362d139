import { route } from "@/app/_auth/route";
import { deleteReflectionSpec, getReflectionSpec, updateReflectionSpec } from "@/app/api/_spec/reflections";
import { refused } from "@/app/api/_spec/refused";
import type { Tx } from "@/db/client";
import { deleteReflection, updateReflection } from "@/db/reflection-edits";
import { getReflection, hasReflection } from "@/db/reflections";
import { reflectionResource } from "@/domain/reflections";

const there = { find: (tx: Tx, { id = "" }: Record<string, string>) => hasReflection(tx, id), what: "reflection" };

export const GET = route(
  getReflectionSpec,
  async ({ tx, params }) => ({ body: reflectionResource(await getReflection(tx, params.id)) }),
  there,
);

export const PATCH = route(
  updateReflectionSpec,
  async ({ tx, params, body: { version, ...changes } }) => ({
    body: reflectionResource(await updateReflection(tx, params.id, changes, version)),
  }),
  there,
);

export const DELETE = route(
  deleteReflectionSpec,
  async ({ tx, params, query }) => {
    await deleteReflection(tx, params.id, query.version);
    return {};
  },
  there,
);

export const { POST, PUT } = refused("GET", "PATCH", "DELETE");
