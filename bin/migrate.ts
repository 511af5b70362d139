import { migrate } from "@/db/migrate";
import { env } from "@/lib/env";

/** `npm run db:migrate` */
try {
  const { DATABASE_URL: url = "", DATABASE_DIRECT_URL: directUrl = url } = env();
  const names = await migrate({
    url,
    directUrl,
    onApplied: (name) => console.log(`Applied ${name}.`),
    onSchedules: (outcome) => {
      if (outcome.state === "set") console.log("pg_cron does the jobs that are SQL.");
      if (outcome.state === "refused") console.log(`pg_cron is not used: ${outcome.why} ${outcome.fix}`);
    },
  });
  if (names.length === 0) console.log("The database is current.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
