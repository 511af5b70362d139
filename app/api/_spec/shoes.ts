import { z } from "zod";
import { queryWhole } from "@/domain/fields";
import { newShoeSchema, onlyVersionSchema, retireSchema, shoeFilterSchema, updateShoeSchema } from "@/domain/shoes";
import { day, idParams, instant, listOf, type Spec } from "./spec";

export const shoeSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    startingDistance: z.number().describe("Metres run before its first run here."),
    distance: z.number().describe("Metres, starting distance included."),
    limit: z.number().nullable().describe("Metres."),
    forecastDate: day.nullable().describe("When the limit is reached if things go on as in the last eight weeks."),
    retiredAt: instant.nullable(),
    retirementNotes: z.string().nullable(),
    notes: z.string().nullable(),
    version: z.int(),
    deletedAt: instant.nullable(),
  })
  .meta({ id: "Shoe" });

const common = { resource: "shoe" } as const;
const change = { ...common, scope: "write", params: idParams, response: shoeSchema } as const;

export const listShoesSpec = {
  ...common,
  method: "GET",
  path: "/shoes",
  name: "shoes.list",
  summary: "Shoes with their mileage.",
  scope: "read",
  query: shoeFilterSchema,
  response: listOf(shoeSchema),
} satisfies Spec;

export const createShoeSpec = {
  ...common,
  method: "POST",
  path: "/shoes",
  name: "shoes.create",
  summary: "Adds a pair of shoes; the id comes from the name.",
  scope: "write",
  body: newShoeSchema,
  response: shoeSchema,
  status: 201,
  allow: ["name", "startingDistance", "limit"],
} satisfies Spec;

export const getShoeSpec = {
  ...common,
  method: "GET",
  path: "/shoes/{id}",
  name: "shoes.get",
  summary: "A shoe with its mileage.",
  scope: "read",
  params: idParams,
  response: shoeSchema,
} satisfies Spec;

export const updateShoeSpec = {
  ...change,
  method: "PATCH",
  path: "/shoes/{id}",
  name: "shoes.update",
  summary: "Changes fields of a shoe. A stale version is refused with 409 and the shoe as it is now.",
  body: updateShoeSchema,
  allow: ["name", "startingDistance", "limit", "version"],
} satisfies Spec;

export const deleteShoeSpec = {
  ...common,
  method: "DELETE",
  path: "/shoes/{id}",
  name: "shoes.delete",
  summary: "Deletes a shoe so that it can come back. Its runs stay.",
  scope: "write",
  params: idParams,
  query: z.strictObject({ version: queryWhole(1, 2_147_483_647).optional() }),
  status: 204,
} satisfies Spec;

export const retireShoeSpec = {
  ...change,
  method: "POST",
  path: "/shoes/{id}/retire",
  name: "shoes.retire",
  summary: "Retires a shoe, now or on a day. One that is retired already is refused with 409; PATCH corrects when and why.",
  body: retireSchema,
  allow: ["retiredAt", "version"],
} satisfies Spec;

export const unretireShoeSpec = {
  ...change,
  method: "POST",
  path: "/shoes/{id}/unretire",
  name: "shoes.unretire",
  summary: "Takes a retired shoe back into use.",
  body: onlyVersionSchema,
} satisfies Spec;

export const undeleteShoeSpec = {
  ...change,
  method: "POST",
  path: "/shoes/{id}/undelete",
  name: "shoes.undelete",
  summary: "Brings a deleted shoe back.",
  body: onlyVersionSchema,
} satisfies Spec;
