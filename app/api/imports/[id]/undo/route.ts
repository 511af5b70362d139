import { route } from "@/app/_auth/route";
import { undoImportSpec } from "@/app/api/_spec/imports";
import { refused } from "@/app/api/_spec/refused";
import { hasImport } from "@/db/imports";
import { undoImport } from "@/db/undo-imports";
import { importResource } from "@/domain/import-shape";

export const POST = route(undoImportSpec, async ({ tx, params }) => ({ body: importResource(await undoImport(tx, params.id)) }), {
  find: (tx, { id = "" }) => hasImport(tx, id),
  what: "import",
});

export const { GET, PUT, PATCH, DELETE } = refused("POST");
