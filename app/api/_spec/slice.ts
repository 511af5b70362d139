import { z } from "zod";
import { readCursor, writeCursor } from "@/db/cursor";

/** A page of a list that is short enough to be read as a whole. @throws Failure "invalid" for a foreign cursor */
export function slice<Item>(all: readonly Item[], { limit, page, next }: { limit: number; page?: number; next?: string }) {
  const after = next === undefined ? null : readCursor(next, "row", "asc", z.int().min(0).max(1_000_000_000));
  const from = after ? Number(after.value) : ((page ?? 1) - 1) * limit;
  const to = from + limit;
  const cursor = to < all.length ? writeCursor({ sort: "row", order: "asc", value: to, id: "" }) : null;
  return { items: all.slice(from, to), page: { limit, next: cursor, total: all.length } };
}
