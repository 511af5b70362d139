import { rollback } from "@/db/rollback";
import { env } from "@/lib/env";

/** `npm run db:rollback` */
try {
  const { DATABASE_URL: url = "", DATABASE_DIRECT_URL: directUrl = url } = env();
  const name = await rollback(directUrl);
  console.log(name ? `Took ${name} back.` : "There is nothing to take back.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
