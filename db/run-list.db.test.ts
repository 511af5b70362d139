import { beforeAll, describe, expect, it } from "vitest";
import { newRunSchema } from "@/domain/run-changes";
import { RUN_SORTS, type RunSort, readRunFilter, runFilterSchema } from "@/domain/run-filter";
import { listRunDays, sumRuns, sumRunsBy } from "./run-charts";
import { createRun, deleteRun } from "./run-edits";
import { listRunRows, listRuns } from "./run-list";
import type { RunRow } from "./run-rows";
import { createShoe } from "./shoe-edits";
import { type TestUser, testUser } from "./testing";
import { as } from "./testing-nouns";

let user: TestUser;
let runs: RunRow[] = [];

/** Deterministic numbers that tie often and are often missing. */
function wish(n: number) {
  const distance = n % 11 === 0 ? 0 : 1000 * ((n * 7) % 13);
  const typed = newRunSchema.parse({
    name: ["Tempo", "easy", "LONG 100%", "a_b"][n % 4],
    notes: n % 7 === 0 ? "with the dog" : null,
    startAt: new Date(Date.UTC(2025, 0, 1, 22) + Math.floor(n / 2) * 40 * 3_600_000).toISOString(),
    type: n % 5 === 0 ? "Treadmill Run" : "Outdoor Run",
    distance: 1,
    duration: 600 + 100 * ((n * 5) % 9),
    averageHeartRate: n % 3 === 0 ? null : 120 + (n % 20),
    elevationGain: n % 4 === 0 ? null : n % 50,
    shoeId: n % 6 === 0 ? null : n % 2 === 0 ? "blue_fox" : "red_kite",
  });
  // Nobody types a run of no length, but files have them.
  return { ...typed, distance };
}

beforeAll(async () => {
  user = await testUser();
  runs = await as(user, async (tx) => {
    await createShoe(tx, { name: "Blue Fox" });
    await createShoe(tx, { name: "Red Kite" });
    const made: RunRow[] = [];
    for (let n = 0; n < 90; n++) made.push(await createRun(tx, { ...wish(n), timeZone: n % 2 ? "Europe/Berlin" : "UTC" }));
    const gone = await createRun(tx, { ...wish(1000), timeZone: "UTC" });
    await deleteRun(tx, gone.id);
    return made;
  });
});

const VALUE: Record<RunSort, (run: RunRow) => number | string | null> = {
  startAt: (run) => run.startAt.getTime(),
  distance: (run) => run.distanceM,
  duration: (run) => run.durationS,
  pace: (run) => (run.distanceM > 0 ? run.durationS / run.distanceM : null),
  averageHeartRate: (run) => run.averageHeartRateBpm,
  elevationGain: (run) => run.elevationGainM,
  name: (run) => run.name.toLowerCase(),
  type: (run) => run.type,
  shoe: (run) => run.shoeId,
};

function expected(sort: RunSort, order: "asc" | "desc"): string[] {
  const sign = order === "asc" ? 1 : -1;
  const value = VALUE[sort];
  return [...runs]
    .sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      if (x === y) return a.id < b.id ? -sign : sign;
      if (x === null) return 1;
      if (y === null) return -1;
      return x < y ? -sign : sign;
    })
    .map((run) => run.id);
}

describe("a list of runs", () => {
  it.each(RUN_SORTS.flatMap((sort) => [[sort, "asc"] as const, [sort, "desc"] as const]))(
    "comes by %s %s in pages without gap or double, by cursor and by number",
    async (sort, order) => {
      const byCursor: string[] = [];
      const byNumber: string[] = [];
      let next: string | undefined;
      for (let page = 1; page <= 7; page++) {
        const filter = runFilterSchema.parse({ sort, order, limit: "14", ...(next ? { next } : {}) });
        const found = await as(user, (tx) => listRuns(tx, filter));
        byCursor.push(...found.rows.map((run) => run.id));
        next = found.next ?? undefined;
        const numbered = readRunFilter({ sort, order, limit: "14", page: String(page) });
        byNumber.push(...(await as(user, (tx) => listRunRows(tx, numbered))).rows.map((run) => run.id));
      }
      expect(next).toBeUndefined();
      expect(byCursor).toEqual(expected(sort, order));
      expect(byNumber).toEqual(byCursor);
    },
  );

  it("refuses a cursor of another order", async () => {
    const { next } = await as(user, (tx) => listRuns(tx, readRunFilter({ sort: "name", limit: "5" })));
    for (const sort of ["distance", "startAt"]) {
      const filter = runFilterSchema.parse({ sort, limit: "5", next: next ?? "" });
      await expect(as(user, (tx) => listRuns(tx, filter))).rejects.toMatchObject({ kind: "invalid" });
    }
  });
});

const FILTERS: [Record<string, string>, (run: RunRow) => boolean][] = [
  [{}, () => true],
  [{ from: "2025-01-20" }, (run) => run.localDate >= "2025-01-20"],
  [{ to: "2025-02-02" }, (run) => run.localDate <= "2025-02-02"],
  [{ from: "2025-01-11", to: "2025-01-11" }, (run) => run.localDate === "2025-01-11"],
  [{ type: "Treadmill Run", minDistance: "3000" }, (run) => run.type === "Treadmill Run" && run.distanceM >= 3000],
  [{ maxDistance: "4000", shoe: "red_kite" }, (run) => run.distanceM <= 4000 && run.shoeId === "red_kite"],
  [{ shoe: "none" }, (run) => run.shoeId === null],
  [{ q: "TEMPO" }, (run) => run.name === "Tempo"],
  [{ q: "100%" }, (run) => run.name === "LONG 100%"],
  [{ q: "a_b" }, (run) => run.name === "a_b"],
  [{ q: "dog" }, (run) => run.notes !== null],
  [{ q: "kite" }, (run) => run.shoeId === "red_kite"],
  [{ source: "strava" }, () => false],
];

describe("a filter", () => {
  it.each(FILTERS)("%j means the same runs in list, totals, weeks, months and days", async (params, means) => {
    const filter = readRunFilter({ ...params, limit: "500" });
    const wanted = runs.filter(means);
    const sum = (value: (run: RunRow) => number | null, of = wanted) => of.reduce((total, run) => total + (value(run) ?? 0), 0);
    const beating = wanted.filter((run) => run.averageHeartRateBpm !== null);
    await as(user, async (tx) => {
      const { rows } = await listRuns(tx, filter);
      expect(new Set(rows.map((run) => run.id))).toEqual(new Set(wanted.map((run) => run.id)));
      const totals = await sumRuns(tx, filter);
      expect(totals).toMatchObject({
        runs: wanted.length,
        distanceM: sum((run) => run.distanceM),
        durationS: sum((run) => run.durationS),
        elevationGainM: sum((run) => run.elevationGainM),
      });
      const mean = sum((run) => (run.averageHeartRateBpm ?? 0) * run.durationS) / sum((run) => run.durationS, beating);
      if (beating.length === 0) expect(totals.averageHeartRateBpm).toBeNull();
      else expect(totals.averageHeartRateBpm).toBeCloseTo(mean, 9);
      for (const by of ["week", "month", "year"] as const) {
        const { totals: same, buckets } = await sumRunsBy(tx, filter, by);
        expect(same.runs).toBe(wanted.length);
        expect(same.averageHeartRateBpm ?? 0).toBeCloseTo(totals.averageHeartRateBpm ?? 0, 9);
        expect(buckets.reduce((total, bucket) => total + bucket.distanceM, 0)).toBe(totals.distanceM);
      }
      const days = await listRunDays(tx, filter);
      expect(days.reduce((total, day) => total + day.runs, 0)).toBe(wanted.length);
    });
  });

  it("begins weeks on the day that was chosen and leaves out what lies before since", async () => {
    const sundays = await as(user, (tx) => sumRunsBy(tx, {}, "week", { firstWeekday: 0, since: "2025-02-02" }));
    expect(sundays.totals.runs).toBe(90);
    expect(sundays.buckets[0]?.start).toBe("2025-02-02");
    for (const { start } of sundays.buckets) expect(new Date(`${start}T00:00Z`).getUTCDay()).toBe(0);
    const mondays = await as(user, (tx) => sumRunsBy(tx, {}, "week"));
    for (const { start } of mondays.buckets) expect(new Date(`${start}T00:00Z`).getUTCDay()).toBe(1);
    const first = runs.filter((run) => run.localDate >= "2025-01-06" && run.localDate <= "2025-01-12");
    expect(mondays.buckets.find((bucket) => bucket.start === "2025-01-06")?.runs).toBe(first.length);
    const months = await as(user, (tx) => sumRunsBy(tx, {}, "month"));
    expect(months.buckets[0]).toMatchObject({
      start: "2025-01-01",
      runs: runs.filter((run) => run.localDate < "2025-02-01").length,
    });
  });
});
