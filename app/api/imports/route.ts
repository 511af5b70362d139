import { route } from "@/app/_auth/route";
import { createImportSpec, listImportsSpec } from "@/app/api/_spec/imports";
import { refused } from "@/app/api/_spec/refused";
import { slice } from "@/app/api/_spec/slice";
import { listImports } from "@/db/imports";
import { importResource } from "@/domain/import-shape";
import { receiveImport } from "./receive";

/** More imports than anybody makes by hand. */
const MOST = 10_000;

export const GET = route(listImportsSpec, async ({ tx, query }) => {
  const { items, page } = slice(await listImports(tx, MOST), query);
  return { body: { items: items.map(importResource), page } };
});

export const POST = receiveImport(createImportSpec);

export const { PUT, PATCH, DELETE } = refused("GET", "POST");

export const dynamic = "force-dynamic";
