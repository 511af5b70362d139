"use server";

import { z } from "zod";
import { undoImport } from "@/db/undo-imports";
import { userAction } from "../../_auth/action";

/** Takes an import back. */
export const undo = userAction(
  { name: "imports.undo", resource: "import", idField: "id", schema: z.object({ id: z.uuid() }) },
  async (tx, { id }) => {
    const { state } = await undoImport(tx, id);
    const message = state === "undone" ? "Import undone." : "The import is being undone.";
    return { message, id, revalidate: [`/import/${id}`, "/import"] };
  },
);
