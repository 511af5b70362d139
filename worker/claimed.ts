import { asSystem } from "@/db/client";
import { errorCode } from "@/db/connect";
import { claimJob, type JobSource, noteFailure, noteJob, RENEW_MS, renewClaim } from "@/db/job-runs";
import { newId } from "@/lib/crypto";

/** What a job says of itself: counts, or a single one. */
export type Summary = Record<string, unknown> | number | null | undefined;

/** Who asks for a job, when, and whether a run earlier in the hour is enough. */
export type Asked = { source: JobSource; once: boolean; now: Date };

/**
 * Does a job of the hour unless somebody else is at it, and notes what came of it. While it runs the claim is renewed; a failure gives
 * it back for another try, a kill -9 lets it lapse. Answers null where it is not this caller's. @throws whatever the job throws
 */
export async function doClaimed<Made extends Summary>(
  job: string,
  { source, once, now }: Asked,
  work: (now: Date) => Promise<Made>,
): Promise<{ made: Made } | null> {
  const hour = now.toISOString().slice(0, 13);
  const claim = await asSystem(newId(), (tx) => claimJob(tx, job, hour, source, once));
  if (!claim) return null;
  const renewing = setInterval(() => {
    // A renewal that fails is made up for by the next one, several of which fit into a claim. Where none succeeds the claim lapses and
    // another may begin the job as well, as after a crash: jobs are safe to do twice. What is wrong with the database the log has already.
    asSystem(newId(), (tx) => renewClaim(tx, claim)).catch(() => undefined);
  }, RENEW_MS);
  try {
    const made = await work(now);
    const summary = typeof made === "object" && made !== null ? made : { made: made ?? null };
    await asSystem(newId(), (tx) => noteJob(tx, claim, summary));
    return { made };
  } catch (error) {
    const why = { code: errorCode(error), text: error instanceof Error ? error.message : String(error) };
    // What the job threw is worth more than that it could not be noted: then the claim lapses by itself.
    await asSystem(newId(), (tx) => noteFailure(tx, claim, why)).catch(() => undefined);
    throw error;
  } finally {
    clearInterval(renewing);
  }
}
