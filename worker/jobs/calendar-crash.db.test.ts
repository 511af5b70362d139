import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "@/bin/test/until";
import type { Actor } from "@/db/client";
import { deleteRun, editRun, undeleteRun } from "@/db/run-edits";
import { askForSync } from "@/db/sync-leases";
import { listPending } from "@/db/synced-runs";
import { as, makeRun } from "@/db/testing-nouns";
import type { GoogleSimulator } from "@/e2e/simulators/google/start";
import {
  aGoogle,
  type Connected,
  connected,
  connection,
  eventsOf,
  liveRuns,
  shown,
} from "@/integrations/google-calendar/connected.fixture";
import { crashSite } from "./crash.fixture";

/** `npm run prove` kills more often; the seed is printed, so that a run can be repeated. */
const KILLS = process.env["PROVE"] ? 50 : 3;
const SEED = Number(process.env["PROVE_SEED"] ?? 20_261_121);

let site: Awaited<ReturnType<typeof crashSite>>;
let google: GoogleSimulator;
beforeAll(async () => {
  google = await aGoogle({ latencyMs: 20 });
  site = await crashSite(process.env["TEST_DATABASE_URL"]);
});
afterAll(async () => {
  await site.close();
  await google.stop();
});

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What a person does between two crashes: some runs are new, some edited, some deleted, some brought back. */
async function liveOn(user: { id: Actor["userId"] }, random: () => number): Promise<void> {
  for (let n = 0; n < 20; n++) await makeRun(user, { name: `New ${n}` });
  const runs = await as(user, (tx) =>
    tx.query<{ id: string; gone: boolean }>(
      `select id, deleted_at is not null as gone from app.runs where user_id = $1 order by id`,
      [user.id],
    ),
  );
  for (const { id, gone } of runs) {
    const dice = random() * Math.max(1, runs.length / 40);
    if (gone && dice < 0.5) await as(user, (tx) => undeleteRun(tx, id));
    else if (!gone && dice < 0.15) await as(user, (tx) => deleteRun(tx, id));
    else if (!gone && dice < 0.5) await as(user, (tx) => editRun(tx, id, { name: `Edited ${dice}` }));
  }
}

/** Some minutes pass: a killed worker's lease runs out, nothing that it sent is on its way any more, and the connection is due. */
function minutesLater({ user }: Connected): Promise<void> {
  return as(user, async (tx) => {
    await tx.query(
      "update app.sync_metadata set lease_until = null, attempts = 0, resumes_at = null, cursor = cursor - 'recent' where user_id = $1",
      [tx.userId],
    );
    await tx.query("update app.synced_runs set updated_at = updated_at - interval '5 minutes' where user_id = $1", [tx.userId]);
    await askForSync(tx, "google", "button");
  });
}

async function isInStep(of: Connected): Promise<boolean> {
  const calendarId = String((await connection(of))?.memory["calendarId"]);
  return as(of.user, async (tx) => {
    const { runs, removals } = await listPending(tx, { calendarId, since: "2000-01-01", except: [], most: 1 });
    return runs.length + removals.length === 0;
  });
}

describe("a worker that is killed while it writes to the calendar", () => {
  it("leaves one event of every run, and none of deleted ones", { timeout: 600_000 }, async () => {
    const random = randomOf(SEED);
    const user = { id: (await site.person()).userId };
    const ada = await connected(google, { user });
    let inTheMiddle = 0;
    for (let kills = 0; kills < KILLS; kills++) {
      await liveOn(user, random);
      google.control.set({ revival: random() < 0.5 });
      await minutesLater(ada);
      const before = google.requests.count("/events");
      const worker = site.startWorker();
      await until(() => google.requests.count("/events") > before, "the worker asks Google");
      await new Promise((resolve) => setTimeout(resolve, kills === 0 ? 0 : random() * 200));
      await site.kill(worker);
      if (!(await isInStep(ada))) inTheMiddle++;
    }
    await minutesLater(ada);
    const last = site.startWorker();
    await until(async () => {
      const idle = (await connection(ada))?.syncing === false;
      if (idle && !(await isInStep(ada))) await minutesLater(ada);
      return idle && (await isInStep(ada));
    }, "everything is in step");
    await site.kill(last);
    console.log(`killed ${KILLS} times (seed ${SEED}), in the middle ${inTheMiddle} times`);
    expect(inTheMiddle).toBeGreaterThan(0);
    expect(shown(google, ada)).toEqual(await liveRuns(ada));
    const calendars = new Set(eventsOf(google, ada).map(({ event }) => event.organizer.email));
    expect(calendars.size).toBe(1);
  });
});
