import { z } from "zod";
import { pageFields, queryWhole } from "@/domain/fields";
import { ALL_ITEMS } from "@/domain/import-shape";
import { IMPORT_RESULTS, IMPORT_STATES } from "@/domain/imports";
import { instant, listOf, type Spec } from "./spec";

const item = z
  .object({
    file: z.string().describe("The uploaded file."),
    entry: z.string().optional().describe("The file inside an archive."),
    row: z.int().optional().describe("The row of a table, counted from 1 without its header."),
    result: z.enum(IMPORT_RESULTS),
    reason: z.string().optional(),
    runId: z.string().optional(),
    workoutId: z.string().optional(),
    strengthWorkoutId: z.string().optional(),
  })
  .meta({ id: "ImportItem" });

const importFields = {
  id: z.uuid(),
  state: z.enum(IMPORT_STATES),
  done: z.int(),
  total: z.int().nullable().describe("Null until the files have been looked through."),
  files: z.array(z.object({ name: z.string(), bytes: z.int() })),
  error: z.string().nullable().describe("Why the whole import failed."),
  createdAt: instant,
  finishedAt: instant.nullable(),
};

export const importSummarySchema = z.object(importFields).meta({ id: "ImportSummary" });

export const importSchema = z
  .object({
    ...importFields,
    items: z.array(item),
    page: z.object({ limit: z.int(), next: z.string().nullable(), total: z.int() }),
  })
  .meta({ id: "Import" });

const common = { resource: "import" } as const;
const params = z.object({ id: z.uuid() });

export const listImportsSpec = {
  ...common,
  method: "GET",
  path: "/imports",
  name: "imports.list",
  summary: "Your imports, newest first",
  scope: "read",
  query: z.strictObject(pageFields),
  response: listOf(importSummarySchema),
} as const satisfies Spec;

export const createImportSpec = {
  ...common,
  method: "POST",
  path: "/imports",
  name: "imports.create",
  summary: "Import files: FIT, GPX, TCX, zip archives, Strava archives, MapMyFitness and Hevy tables",
  scope: "write",
  uploads: "The files, 2 GB together at most. They are imported by a job; the answer names the import to look at.",
  response: importSummarySchema,
  status: 202,
} as const satisfies Spec;

export const uploadMapMyFitnessSpec = {
  ...common,
  method: "POST",
  path: "/mmf/upload-csv",
  name: "imports.create_mmf",
  summary: "Import a MapMyFitness workout history",
  scope: "write",
  uploads: "The CSV file that MapMyFitness exports.",
  response: importSummarySchema,
  status: 202,
} as const satisfies Spec;

export const getImportSpec = {
  ...common,
  method: "GET",
  path: "/imports/{id}",
  name: "imports.get",
  summary: "An import with what became of each file, entry or row",
  scope: "read",
  params,
  query: z.strictObject({
    limit: queryWhole(1, 500).optional().describe(`Items a page; without it all of them, up to ${ALL_ITEMS}.`),
    next: pageFields.next,
    result: z.enum(IMPORT_RESULTS).optional().describe("Only items with this result."),
  }),
  response: importSchema,
} as const satisfies Spec;

export const undoImportSpec = {
  ...common,
  method: "POST",
  path: "/imports/{id}/undo",
  name: "imports.undo",
  summary: "Take an import back: what came from it alone is deleted, what it added to other activities is taken out of them",
  scope: "write",
  params,
  response: importSummarySchema,
} as const satisfies Spec;
