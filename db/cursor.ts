import { z } from "zod";
import { isStorableText } from "@/domain/fields";
import { Failure } from "@/lib/errors";

const text = z.string().refine(isStorableText);
const schema = z.strictObject({ s: text, o: z.enum(["asc", "desc"]), v: z.union([text, z.number()]), i: text });

/** Where a page ended: the order it was in, the last row's value in it, the last row's id. */
export type Cursor = { sort: string; order: "asc" | "desc"; value: string | number; id: string };

/** The cursor as an opaque text. */
export function writeCursor({ sort, order, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify({ s: sort, o: order, v: value, i: id })).toString("base64url");
}

/** Reads a cursor that was made for the same order; `id` is what its id looks like. @throws Failure "invalid" */
export function readCursor(
  cursor: string,
  sort: string,
  order: "asc" | "desc",
  value: z.ZodType<string | number>,
  id = /^/,
): Cursor {
  let raw: unknown;
  try {
    raw = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    raw = null;
  }
  const parsed = schema.safeParse(raw);
  const fits =
    parsed.success &&
    parsed.data.s === sort &&
    parsed.data.o === order &&
    value.safeParse(parsed.data.v).success &&
    id.test(parsed.data.i);
  if (!fits) {
    throw new Failure("invalid", "This cursor does not belong to this list.", {
      fields: [{ path: "next", message: "Take `page.next` of the answer before, with the same sort and order." }],
    });
  }
  return { sort: parsed.data.s, order: parsed.data.o, value: parsed.data.v, id: parsed.data.i };
}
