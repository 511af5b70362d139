import { defineConfig } from "drizzle-kit";

/** Only `generate` is used: migrations are applied by db/migrate.ts. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./db/schema/index.ts",
  out: "./drizzle",
  schemaFilter: ["app", "door"],
});
