import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "@/bin/test/until";
import { fitFile, recordsOf } from "@/integrations/files/fit.fixture";
import { haveSharedFiles, listShared, readShared } from "@/integrations/files/shared-files.fixture";
import { crashSite } from "./crash.fixture";

/** `PROVE=1` kills more often; the seed is printed, so that a run can be repeated. */
const KILLS = process.env["PROVE"] ? 40 : 3;
const ROWS = process.env["PROVE"] ? 20_000 : 1_500;
const SEED = Number(process.env["SEED"] ?? 20_261_121);

let site: Awaited<ReturnType<typeof crashSite>>;
beforeAll(async () => {
  site = await crashSite(process.env["TEST_DATABASE_URL"]);
});
afterAll(async () => {
  await site.close();
});

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const DAYS = ["Jan.", "Feb.", "March", "April", "May", "June"];
function history(rows: number) {
  const head =
    "Date Submitted,Workout Date,Activity Type,Calories Burned (kCal),Distance (km),Workout Time (seconds),Avg Heart Rate,Notes,Source,Link";
  const lines = Array.from({ length: rows }, (_, n) => {
    const day = `"${DAYS[n % 6]} ${1 + (n % 28)}, ${1990 + Math.floor(n / 400)}"`;
    return `${day},${day},${n % 9 ? "Run" : "Walk"},500,${4 + (n % 700) / 100},${1400 + n},,,Unknown,http://www.mapmyfitness.com/workout/${n + 1}`;
  });
  return { name: "history.csv", bytes: [head, ...lines].join("\n") };
}

/** Recordings that take a while, rows that are quick, files that fail. */
function files() {
  const shared = haveSharedFiles
    ? listShared("activities", process.env["PROVE"] ? /\.(fit|gpx|tcx)$/ : /^o(06|07|09|10|1[5-7]|2[12])_/).map((file) => ({
        name: file.split("/").at(-1) ?? "",
        bytes: readShared(file),
      }))
    : [];
  const made = Array.from({ length: 10 }, (_, n) => ({ name: `made-${n}.fit`, bytes: fitFile(recordsOf(200 + n * 400)) }));
  return [
    history(ROWS),
    ...shared,
    { name: "broken.fit", bytes: "nothing" },
    ...made,
    { ...history(ROWS + 200), name: "again.csv" },
  ];
}

describe("a worker that is killed", () => {
  it("leaves the same as one that never was, however often", { timeout: 600_000 }, async () => {
    const calm = await site.person();
    const stormy = await site.person();
    const steady = site.startWorker();
    const calmId = await site.upload(calm, files());
    await until(async () => (await site.progress(calm, calmId)).state === "done", "the calm import ends");
    await site.kill(steady);
    const expected = await site.look(calm, calmId);

    const random = randomOf(SEED);
    const id = await site.upload(stormy, files());
    let kills = 0;
    let resumed = 0;
    for (let worker = site.startWorker(); ; worker = site.startWorker()) {
      const { done: from } = await site.progress(stormy, id);
      // Not before it has begun: a worker that is killed while it starts proves nothing.
      await until(async () => {
        const { done, state } = await site.progress(stormy, id);
        return done > from || state === "done";
      }, "the worker stores something");
      if (from > 0) resumed++;
      if (kills < KILLS) await new Promise((resolve) => setTimeout(resolve, random() * 400));
      else await until(async () => (await site.progress(stormy, id)).state === "done", "the import ends");
      const { state } = await site.progress(stormy, id);
      await site.kill(worker);
      await site.expireLeases();
      kills++;
      if (state === "done") break;
    }
    console.log(`killed ${kills} times (seed ${SEED}), went on ${resumed} times`);
    expect(resumed).toBeGreaterThan(0);
    const after = await site.look(stormy, id);
    const plain = (items: typeof after.items) =>
      items.map(({ seq, result, runId, workoutId }) => ({ seq, result, runId, workoutId }));
    expect(plain(after.items)).toEqual(plain(expected.items));
    expect([after.done, after.total]).toEqual([expected.done, expected.total]);
    expect(await site.state(stormy)).toEqual(await site.state(calm));
  });

  it("ends soon when asked to, and the next one goes on", { timeout: 600_000 }, async () => {
    const actor = await site.person();
    const id = await site.upload(actor, files());
    const first = site.startWorker();
    await until(async () => (await site.progress(actor, id)).done > 0, "the worker stores something");
    const ms = await site.kill(first, "SIGTERM");
    // Two and a half seconds are its patience with what it is in the middle of; a slow machine needs some more to end at all.
    expect(ms).toBeLessThan(20_000);
    const { done, state } = await site.progress(actor, id);
    expect(state).toBe("running");
    const second = site.startWorker();
    await until(async () => (await site.progress(actor, id)).state === "done", "the import ends");
    await site.kill(second, "SIGTERM");
    expect((await site.progress(actor, id)).done).toBeGreaterThan(done);
  });
});

describe("two workers", () => {
  it("share imports of one person without doubling anything", { timeout: 600_000 }, async () => {
    const actor = await site.person();
    const ids = [await site.upload(actor, files()), await site.upload(actor, files())];
    const workers = [site.startWorker(), site.startWorker()];
    await until(async () => {
      const states = await Promise.all(ids.map(async (id) => (await site.progress(actor, id)).state));
      return states.every((state) => state === "done");
    }, "both imports end");
    for (const worker of workers) await site.kill(worker);
    const lone = await site.person();
    const worker = site.startWorker();
    const id = await site.upload(lone, files());
    await until(async () => (await site.progress(lone, id)).state === "done", "the import of one worker ends");
    await site.kill(worker);
    const whole = await site.state(actor);
    expect(whole).toHaveLength((await site.state(lone)).length);
    expect(whole.filter((one) => !one.whole)).toEqual([]);
    const imported = (await Promise.all(ids.map(async (one) => (await site.look(actor, one)).items))).flat();
    const once = (await site.look(lone, id)).items.filter(({ result }) => result === "imported").length;
    expect(imported.filter(({ result }) => result === "imported")).toHaveLength(once);
  });
});
