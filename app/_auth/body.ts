import "server-only";
import type { z } from "zod";
import { plainWords } from "@/domain/plain-words";
import { bodyPieces } from "@/lib/body-pieces";
import { Failure } from "@/lib/errors";
import { issuesOf } from "./action";

/** JSON bodies end here unless a route says otherwise. */
export const JSON_LIMIT = 1_000_000;

/** Reads at most `limit` bytes of a body. @throws Failure "too_large" */
export async function readLimited(request: Request, limit: number): Promise<Buffer> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  const tooLarge = () => new Failure("too_large", `The body is larger than ${limit / 1_000_000} MB.`);
  if (declared > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyPieces(request)) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The JSON body of a request, checked by a schema.
 * @throws Failure "unsupported" (not JSON by its type), "too_large", "malformed" (cannot be parsed), "invalid" (understood and wrong)
 */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  limit = JSON_LIMIT,
): Promise<z.output<Schema>> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  const bytes = await readLimited(request, limit);
  if (bytes.length > 0 && type !== "application/json") throw new Failure("unsupported", "Send the body as application/json.");
  let value: unknown;
  try {
    value = bytes.length === 0 ? {} : JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Failure("malformed", "The body is not valid JSON.");
  }
  return check(schema, value);
}

/** Parses a value by a schema. @throws Failure "invalid" with the path and message of each problem */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value, { error: plainWords });
  if (!parsed.success) throw new Failure("invalid", "Some values are not as expected.", { fields: issuesOf(parsed.error) });
  return parsed.data;
}

/** Query parameters as a record; a name that occurs twice becomes an array, which schemas refuse where one value is meant. */
export function queryOf(url: URL): Record<string, string | string[]> {
  // Entries and not assignments: `__proto__` is a name like any other and gets refused like one.
  return Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((key) => {
      const all = url.searchParams.getAll(key);
      return [key, all.length === 1 ? (all[0] ?? "") : all];
    }),
  );
}
