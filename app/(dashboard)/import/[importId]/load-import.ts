import { z } from "zod";
import { activityNames } from "@/db/activity-names";
import { type Actor, asUser } from "@/db/client";
import { countResults, getImport, listItems } from "@/db/imports";
import { queryWhole } from "@/domain/fields";
import { IMPORT_RESULTS, type ImportResult } from "@/domain/imports";
import { notFound } from "@/lib/errors";

export type ItemsState = { result: ImportResult | null; page: number; limit: number };

const one = <T extends z.ZodType>(schema: T, value: unknown) => {
  const read = schema.safeParse(value);
  return read.success ? read.data : undefined;
};

/** Which results are shown; what is malformed in the address counts as absent. */
export function readItemsState(query: Record<string, string | string[] | undefined>): ItemsState {
  return {
    result: one(z.enum(IMPORT_RESULTS), query["result"]) ?? null,
    page: one(queryWhole(1, 1_000_000), query["page"]) ?? 1,
    limit: one(queryWhole(1, 500), query["limit"]) ?? 50,
  };
}

/** The import with one page of its results. @throws Failure "not_found" */
export async function loadImport(actor: Actor, id: string, { result, page, limit }: ItemsState) {
  if (!z.uuid().safeParse(id).success) throw notFound("import");
  return asUser(actor, async (tx) => {
    const found = await getImport(tx, id.toLowerCase());
    const counts = await countResults(tx, found.id);
    const items = await listItems(tx, found.id, { limit, result, offset: (page - 1) * limit });
    return { found, counts, items, names: await activityNames(tx, items) };
  });
}
