/** Words for what the schedules do, by the job's name. */
const NAMES: Readonly<Record<string, string>> = {
  "refresh-weekly-summary": "Weekly summary",
  "create-partitions": "Partitions of the months to come",
  "prune-partitions": "Timeline older than a year",
  analyze: "Statistics of the tables",
  digests: "Weeks in review",
  habits: "Habits ticked by facts",
  snapshots: "Nightly snapshots",
  purge: "Sessions, guests and files past their days",
  reseal: "Secrets under the newest key",
  drift: "Aggregates against a recount",
  aggregates: "Aggregates where nothing follows changes",
};

/** What a job is about; its own name where it has no words. */
export const jobName = (job: string): string => NAMES[job] ?? job;

const SOURCES: Readonly<Record<string, string>> = { pg_cron: "pg_cron", scheduler: "Worker", route: "Cron route" };

/** Whose schedule a run was. */
export const sourceName = (source: string): string => SOURCES[source] ?? source;

/** Codes of PostgreSQL (their beginnings) and of the operating system, with what they mean for somebody who runs Almanac. */
const WHY: readonly (readonly [RegExp, string])[] = [
  [/^57014/, "It took longer than the database allows, or somebody cancelled it."],
  [/^53300/, "The database had no connection left."],
  [/^(53|ENOSPC)/, "The disk or the memory is full."],
  [/^(08|57P|ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EHOSTUNREACH)/, "The database went away while the job ran."],
  [/^(40|55P03)/, "Others held the same rows for too long."],
  [/^42501/, "A right is missing in the database; npm run doctor says which."],
  [/^(42|3F)/, "The database lacks something that the job needs; run npm run db:migrate."],
  [/^(EACCES|EPERM|EROFS)/, "A file or folder may not be written."],
];

/**
 * Why a job failed, in plain words, with what was said itself behind it.
 * @param code the SQLSTATE or the system's code; empty or null when there is none
 */
export function whyJobFailed(code: string | null, said: string): string {
  const found = WHY.find(([known]) => known.test(code ?? ""));
  return found ? `${found[1]} (${said})` : said;
}

/** What a run did, from its counts: "made 3, failed 0". Empty where it says nothing. */
export function whatJobDid(summary: Readonly<Record<string, unknown>> | null): string {
  const told = Object.entries(summary ?? {}).filter(([, value]) => typeof value === "number");
  return told.map(([name, value]) => `${name} ${value}`).join(", ");
}
