import { z } from "zod";
import type { RouteSpec } from "@/app/_auth/route";
import { idField } from "@/domain/fields";

/** A call of the HTTP API, whatever its parameters. */
export type Spec = RouteSpec<z.ZodType, z.ZodType, z.ZodType>;

/** The id in an address. */
export const idParams = z.object({ id: idField });

/** The id and a version in an address. */
export const versionParams = z.object({
  id: idField,
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
});

/** An instant in an answer. */
export const instant = z.iso.datetime();

/** A calendar day in an answer. */
export const day = z.iso.date();

/** A list in an answer. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    page: z.object({
      limit: z.int(),
      next: z.string().nullable().describe("Cursor of the next page; null on the last."),
      total: z.int().nullable().describe("All items that the filter means."),
    }),
  });

/** How an answer is wanted. */
export const formatField = z.enum(["json", "csv"]).default("json");
