import { sql } from "drizzle-orm";
import { customType, integer, pgSchema, timestamp, uuid } from "drizzle-orm/pg-core";

/** Everything that belongs to users. Each table has forced row-level security on `user_id`. */
export const app = pgSchema("app");

/** What is looked up before the user is known: reached only through SECURITY DEFINER functions, never by the app's role. */
export const door = pgSchema("door");

/** What keeps the house running and is about nobody. */
export const ops = pgSchema("ops");

/** Raw bytes. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** An address of a person's machine. */
export const inet = customType<{ data: string }>({ dataType: () => "inet" });

/** The owner of the row; first part of every key. */
export const userId = () => uuid("user_id").notNull();

/** Rises by one with every change; 1 is the original. */
export const version = () => integer("version").notNull().default(1);

/** An instant, in UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const createdAt = () => instant("created_at").notNull().default(sql`now()`);
export const updatedAt = () => instant("updated_at").notNull().default(sql`now()`);

/** A CHECK expression that allows exactly these words: text with CHECK, because enums are not leakproof under policies. */
export const oneOf = (column: string, words: readonly string[]) =>
  sql.raw(`${column} in (${words.map((word) => `'${word}'`).join(", ")})`);
