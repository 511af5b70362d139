import { expect, it } from "vitest";
import { SCALES, seed } from "@/db/seed";
import { ownerQuery } from "@/db/testing";

it("fills a database with people whose rows keep every rule", async () => {
  const made = await seed(
    { ...SCALES.small, people: 2, big: { runs: 300, workouts: 20, strengthYears: 1, codingDays: 40 } },
    "2026-01-31",
  );
  const [row] = await ownerQuery<{ n: string; days: string }>(
    "select count(*) as n, count(distinct local_date) as days from app.runs where user_id = $1",
    [made.userId],
  );
  expect(Number(row?.n)).toBe(300);
  expect(Number(row?.days)).toBeGreaterThan(100);
  const [strength] = await ownerQuery<{ n: number }>("select count(*) as n from app.strength_workouts where user_id = $1", [
    made.userId,
  ]);
  expect(strength?.n).toBeGreaterThan(60);
  const [coding] = await ownerQuery<{ n: number }>(
    "select count(*)::integer as n from app.coding_days where user_id = $1 and counts",
    [made.userId],
  );
  expect(coding?.n).toBe(40);
  const [planning] = await ownerQuery(
    `select (select count(*)::int from app.tasks where user_id = $1) as tasks, (select count(*)::int from app.reflections where user_id = $1) as reflections,
      (select count(*)::int from app.habit_logs where user_id = $1 and done) > 900 as habits`,
    [made.userId],
  );
  expect(planning).toEqual({ tasks: 500, reflections: 300, habits: true });
});
