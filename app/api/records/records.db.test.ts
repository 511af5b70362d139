import { describe, expect, it } from "vitest";
import { recordsSpec } from "@/app/api/_spec/records";
import { api, makeKey } from "@/app/api/_spec/testing";
import { listBestEfforts, listPersonalBests } from "@/db/best-efforts";
import { deleteRun } from "@/db/run-edits";
import type { RunRow } from "@/db/run-rows";
import { type TestUser, testUser } from "@/db/testing";
import { as, makeRun } from "@/db/testing-nouns";
import { personalBests } from "@/domain/testing-personal-bests";

async function withEffort(user: TestUser, startAt: string, efforts: Record<number, number>): Promise<RunRow> {
  const run = await makeRun(user, { startAt, name: startAt });
  await as(user, async (tx) => {
    for (const [distanceM, durationS] of Object.entries(efforts)) {
      await tx.query(
        "insert into app.best_efforts (user_id, run_id, distance_m, duration_s, start_offset_s) values ($1, $2, $3, $4, 12)",
        [user.id, run.id, Number(distanceM), durationS],
      );
    }
  });
  return run;
}

describe("best efforts", () => {
  it("are ranked among all runs that are there", async () => {
    const user = await testUser();
    const fast = await withEffort(user, "2026-01-01T07:00:00Z", { 400: 80, 1000: 230 });
    const run = await withEffort(user, "2026-01-02T07:00:00Z", { 400: 85, 1000: 220, 5000: 1200 });
    const rank = () => as(user, (tx) => listBestEfforts(tx, run.id));
    expect(await rank()).toEqual([
      { distanceM: 400, durationS: 85, startOffsetS: 12, rank: 2, of: 2 },
      { distanceM: 1000, durationS: 220, startOffsetS: 12, rank: 1, of: 2 },
      { distanceM: 5000, durationS: 1200, startOffsetS: 12, rank: 1, of: 1 },
    ]);
    await as(user, (tx) => deleteRun(tx, fast.id));
    expect((await rank()).map(({ rank, of }) => [rank, of])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  it("become personal bests step by step, as the rule says", async () => {
    const user = await testUser();
    const rows = [];
    for (let n = 0; n < 40; n++) {
      const at = new Date(Date.UTC(2026, 0, 1 + ((n * 17) % 30), 7 + (n % 3))).toISOString();
      const durationS = 1300 - ((n * 17) % 30) + ((n * 37) % 13);
      const run = await withEffort(user, at, { 5000: durationS });
      rows.push({ distanceM: 5000, elapsedS: durationS, date: run.localDate, activityId: run.id });
    }
    const gone = await withEffort(user, "2025-01-01T07:00:00Z", { 5000: 1 });
    await as(user, (tx) => deleteRun(tx, gone.id));
    const found = await as(user, (tx) => listPersonalBests(tx));
    const expected = personalBests(rows).get(5000) ?? [];
    expect(expected.length).toBeGreaterThan(3);
    expect(found.map(({ localDate, durationS, improvementS }) => ({ localDate, durationS, improvementS }))).toEqual(
      expected.map(({ date, elapsedS, improvementS }) => ({ localDate: date, durationS: elapsedS, improvementS })),
    );
  });

  it("are records in the API, with streaks and Eddington numbers", async () => {
    const user = await testUser();
    await withEffort(user, "2026-01-01T07:00:00Z", { 400: 90 });
    const best = await withEffort(user, "2026-01-02T07:00:00Z", { 400: 81.5 });
    const { body } = await api(await makeKey(user))("GET", "/records");
    const records = recordsSpec.response.parse(body);
    expect(records.items).toEqual([
      {
        metric: "run",
        name: "400m",
        distance: 400,
        duration: 81.5,
        date: "2026-01-02",
        runId: best.id,
        history: [
          expect.objectContaining({ duration: 90, date: "2026-01-01", improvement: null }),
          { duration: 81.5, date: "2026-01-02", runId: best.id, improvement: 8.5 },
        ],
      },
    ]);
    expect(records.streaks).toEqual({ current: null, longest: { days: 2, from: "2026-01-01", to: "2026-01-02" } });
    expect(records.eddington.km).toEqual({ number: 2, daysForNext: 1 });
  });
});
