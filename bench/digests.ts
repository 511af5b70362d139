import { asSystem, asUser, jobActor } from "@/db/client";
import { renewDigest } from "@/db/digests";
import { SCALES, seed } from "@/db/seed";
import { seedCodingDays } from "@/db/seed-coding";
import { isoWeekOf } from "@/domain/iso-weeks";
import { addDays } from "@/domain/time-zones";
import { weekStart } from "@/domain/weeks";
import { newId } from "@/lib/crypto";
import { makeDigests } from "@/worker/jobs/digests";
import { asAdmin, type Scratch, scratchDatabase } from "./database";
import { median } from "./load";
import { report } from "./report";

/** How often the largest person's digest is made anew, and how often everybody's. */
const TIMES = 50;
const ROUNDS = 3;

/** What each of the many has: three years of running and planning, half a year of coding. */
const EACH = { tasks: 600, reflections: 365, words: 15, habits: 3, habitDays: 365 };
const CODING_DAYS = 180;

/** The digest of a person with twenty years, made anew, and those of everybody on a Monday. */
export async function digests(): Promise<void> {
  const scratch = await scratchDatabase();
  try {
    const people = Number(process.env["BENCH_PEOPLE"] ?? 1_000);
    const monday = weekStart(new Date().toISOString().slice(0, 10));
    const planning = { each: EACH, big: SCALES.large.planning.big };
    const size = { ...SCALES.large, people, runsEach: 400, workoutsEach: 100, planning };
    const { userId } = await seed(size, addDays(monday, -1), (line) => console.log(line));
    await coding(userId, monday);
    await one(scratch, userId, monday);
    await everybody(scratch, people, new Date(`${monday}T12:00:00Z`));
  } finally {
    await scratch.drop();
  }
}

/** Days of coding for everybody but the person who has them already. */
async function coding(but: string, until: string): Promise<void> {
  const people = await asSystem(newId(), (tx) =>
    tx.query<{ id: string }>("select user_id as id from app.settings where user_id <> $1", [but]),
  );
  for (const { id } of people) await asUser(jobActor(id, newId(), "import"), (tx) => seedCodingDays(tx, CODING_DAYS, until));
}

/** Milliseconds from the call to the stored digest, beside those of a transaction that does nothing. */
async function one(scratch: Scratch, userId: string, monday: string): Promise<void> {
  await asAdmin(scratch, (client) => client.query("vacuum analyze"));
  const now = new Date(`${monday}T12:00:00Z`);
  const isoWeek = isoWeekOf(addDays(monday, -1));
  const actor = jobActor(userId, newId(), "job");
  const [made, empty]: [number[], number[]] = [[], []];
  for (let time = 0; time < TIMES; time += 1) {
    empty.push(await msOf(() => asUser(actor, (tx) => tx.query("select 1", []))));
    made.push(await msOf(() => asUser(actor, (tx) => renewDigest(tx, isoWeek, "UTC", now))));
  }
  report("digest-one", median(made), "ms", `a transaction of "select 1" ${median(empty).toFixed(1)} ms`, 50);
}

/** Digests a second of the job that makes everybody's, the best of some rounds. */
async function everybody(scratch: Scratch, people: number, now: Date): Promise<void> {
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await asAdmin(scratch, (client) => client.query("truncate app.digests"));
    let made = { made: 0, failed: 0 };
    const ms = await msOf(async () => {
      made = await makeDigests(now, Number.POSITIVE_INFINITY);
    });
    if (made.made !== people || made.failed > 0)
      throw new Error(`${made.made} of ${people} digests were made, ${made.failed} failed`);
    rates.push((people * 1_000) / ms);
  }
  const again = await msOf(() => makeDigests(now, Number.POSITIVE_INFINITY));
  const reference = `median of ${ROUNDS} times ${people} people; the call that finds all made ${again.toFixed(0)} ms`;
  report("digests-rate", median(rates), "per second", reference, { atLeast: 60 });
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
