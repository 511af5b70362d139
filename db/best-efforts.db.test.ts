import { expect, it } from "vitest";
import { demoLife } from "@/domain/demo/life";
import { listBestEfforts, listPersonalBests } from "./best-efforts";
import type { Tx } from "./client";
import { insertDemo } from "./demo";
import { testUser } from "./testing";
import { as } from "./testing-nouns";

/** Runs the statements of `work` under EXPLAIN and answers how many pages they touched. */
async function pagesTouched(tx: Tx, work: (explaining: Tx) => Promise<unknown>): Promise<number> {
  let pages = 0;
  await work({
    ...tx,
    query: async <Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> => {
      const [row] = await tx.query<{ "QUERY PLAN": [{ Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number } }] }>(
        `explain (analyze, buffers, format json) ${text}`,
        values,
      );
      const plan = row?.["QUERY PLAN"][0].Plan;
      pages += (plan?.["Shared Hit Blocks"] ?? 0) + (plan?.["Shared Read Blocks"] ?? 0);
      return [];
    },
  });
  return pages;
}

it("finds the efforts of somebody who has just come without going through all runs for each", async () => {
  const user = await testUser();
  await as(user, async (tx) => {
    await insertDemo(tx, demoLife(new Date("2026-11-20T12:00:00Z"), "Europe/Berlin"));
    const [longest] = await tx.query<{ id: string }>(
      "select id from app.runs where user_id = $1 order by distance_m desc limit 1",
      [tx.userId],
    );
    expect((await listBestEfforts(tx, longest?.id ?? "")).length).toBeGreaterThan(10);
    // Each of 4,000 efforts takes a page or two; through all runs for each they were more than 200,000.
    expect(await pagesTouched(tx, (explaining) => listBestEfforts(explaining, longest?.id ?? ""))).toBeLessThan(20_000);
    expect(await pagesTouched(tx, listPersonalBests)).toBeLessThan(20_000);
  });
});
