import { SCALES, seed, seedMore } from "@/db/seed";
import { scratchDatabase } from "./database";
import { costOfPage, databaseCost, statementsOfPage } from "./page-cost";
import { report } from "./report";
import { buildForBench } from "./server";
import { filteredTotals } from "./totals";

/**
 * The Runs page of a person with 10,000 runs (50 rows, totals, chart): node CPU per request against the bare page, database time
 * against the same statements sent by plain `pg`, and buffers with 1 and with 1,000 other people.
 */
export async function runsPage(): Promise<void> {
  buildForBench();
  const scratch = await scratchDatabase();
  try {
    const others = Number(process.env["BENCH_PEOPLE"] ?? 1_000);
    const today = new Date().toISOString().slice(0, 10);
    const alone = await seed({ ...SCALES.large, people: 2 }, today);
    const statements = await statementsOfPage("/runs", alone.userId);
    const few = await databaseCost(scratch, statements);
    await seedMore(others, { ...SCALES.large, planning: SCALES.small.planning }, today);
    const many = await databaseCost(scratch, statements);
    report(
      "runs-page-buffers",
      many.buffers / few.buffers,
      "ratio",
      `${few.buffers.toFixed(0)} buffers with 1 other person, ${many.buffers.toFixed(0)} with ${others}`,
      1.1,
    );
    const most = { cpu: 2.9, database: 1.3 };
    await costOfPage(scratch, alone.userId, { name: "runs-page", path: "/runs", bareSql: statements, most });
    await filteredTotals(scratch, alone.userId);
  } finally {
    await scratch.drop();
  }
}
