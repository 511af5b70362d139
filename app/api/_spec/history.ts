import { z } from "zod";
import { queryWhole, reasonField, versionField } from "@/domain/fields";
import { CHANGE_TYPES } from "@/domain/runs";
import { uuidField } from "@/domain/tasks";
import { instant } from "./spec";

/** The id in an address of something that Almanac numbers itself. */
export const uuidParams = z.object({ id: uuidField });

/** The same with a version. */
export const uuidVersionParams = z.object({
  id: uuidField,
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
});

/** Query of a call that deletes. */
export const deletingQuery = z.strictObject({ version: queryWhole(1, 2_147_483_647).optional() });

/** Body of a call that needs no more than the version that was seen. */
export const onlyVersion = z.strictObject({ version: versionField.optional() });

/** Body of a call that makes a version out of another. */
export const restoring = z.strictObject({ reason: reasonField.optional(), version: versionField.optional() });

/** A version in an answer: who made it, when, why, and the thing as it became, under its own name. */
export const versionOf = <Name extends string>(name: Name, thing: z.ZodType, id: string) =>
  z
    .object({
      version: z.int(),
      changeType: z.enum(CHANGE_TYPES),
      changedFields: z.array(z.string()),
      actor: z.enum(["user", "import", "sync", "job"]),
      reason: z.string().nullable(),
      requestId: z.uuid().nullable(),
      at: instant,
      [name]: thing,
    })
    .meta({ id });

/** A list that is answered whole. */
export const wholeList = (items: readonly unknown[]) => ({
  items,
  page: { limit: items.length, next: null, total: items.length },
});
