import { expect, it } from "vitest";
import { testUser } from "./testing";
import { as } from "./testing-nouns";
import { clearStats, listStats, putStats } from "./wakatime-stats";

it("the database itself says when statistics were told", async () => {
  const ada = await testUser();
  expect(await as(ada, (tx) => putStats(tx, "today", { total_seconds: 1 }))).toBe("inserted");
  const [first] = await as(ada, listStats);
  expect(await as(ada, (tx) => putStats(tx, "today", { total_seconds: 1 }))).toBe("unchanged");
  const [again] = await as(ada, listStats);
  expect(again?.fetchedAt.getTime()).toBeGreaterThanOrEqual(first?.fetchedAt.getTime() ?? Number.POSITIVE_INFINITY);
  await as(ada, (tx) =>
    tx.query("update app.wakatime_stats set data = '{}', fetched_at = '2001-01-01' where user_id = $1", [ada.id]),
  );
  const [last] = await as(ada, listStats);
  expect(Date.now() - (last?.fetchedAt.getTime() ?? 0)).toBeLessThan(60_000);
});

it("statistics of another kind than the six are refused, and clearing takes only one's own", async () => {
  const [ada, bob] = [await testUser(), await testUser()];
  const other = as(ada, (tx) =>
    tx.query("insert into app.wakatime_stats (user_id, stats_type, data) values ($1, 'yesterday', '{}')", [ada.id]),
  );
  await expect(other).rejects.toThrow(/wakatime_stats_type_check/);
  for (const one of [ada, bob]) await as(one, (tx) => putStats(tx, "projects", { projects: [] }));
  expect(await as(ada, clearStats)).toBe(1);
  expect([await as(ada, listStats), (await as(bob, listStats)).length]).toEqual([[], 1]);
});
