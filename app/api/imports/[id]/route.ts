import { z } from "zod";
import { route } from "@/app/_auth/route";
import { getImportSpec } from "@/app/api/_spec/imports";
import { refused } from "@/app/api/_spec/refused";
import { readCursor, writeCursor } from "@/db/cursor";
import { countResults, getImport, listItems } from "@/db/imports";
import { ALL_ITEMS, importItemResource, importResource } from "@/domain/import-shape";

const seq = z.int().min(0);

export const GET = route(
  getImportSpec,
  async ({ tx, params, query }) => {
    const found = await getImport(tx, params.id);
    const limit = query.limit ?? ALL_ITEMS;
    const afterSeq = query.next ? Number(readCursor(query.next, "seq", "asc", seq).value) : -1;
    const result = query.result ?? null;
    const items = await listItems(tx, params.id, { afterSeq, limit: limit + 1, result });
    const counts = await countResults(tx, params.id);
    const total = result ? counts[result] : Object.values(counts).reduce((sum, count) => sum + count, 0);
    const shown = items.slice(0, limit);
    const last = shown.at(-1);
    const next = items.length > limit && last ? writeCursor({ sort: "seq", order: "asc", value: last.seq, id: params.id }) : null;
    return { body: { ...importResource(found), items: shown.map(importItemResource), page: { limit, next, total } } };
  },
  { what: "import" },
);

export const { POST, PUT, PATCH, DELETE } = refused("GET");
