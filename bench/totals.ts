import { asUser, jobActor } from "@/db/client";
import { sumRuns } from "@/db/run-charts";
import { listRuns } from "@/db/run-list";
import { readRunFilter } from "@/domain/run-filter";
import { newId } from "@/lib/crypto";
import { executionMs, loginOf, resetCounters, type Scratch } from "./database";
import { median } from "./load";
import { report } from "./report";

/** Filters that a person would set, from narrow to everything. */
const FILTERS: Record<string, Record<string, string>> = {
  everything: {},
  "outdoor since 2015": { type: "Outdoor Run", from: "2015-01-01" },
  "over 10 km": { minDistance: "10000" },
  "one shoe": { shoe: "shoe_5" },
};
/**
 * Few at a time, often: execution time is wall time, and of a few runs the most go undisturbed even where other programs want the
 * processor, so that the median is that of an undisturbed one.
 */
const TIMES = 4;
const TURNS = 30;

/** Database time of exact totals beside the page of rows they stand under, for the largest person. */
export async function filteredTotals(scratch: Scratch, userId: string): Promise<void> {
  const cost = async (work: "page" | "totals", search: Record<string, string>) => {
    const filter = readRunFilter(search);
    const once = () =>
      asUser(jobActor(userId, newId(), "job"), async (tx) => {
        await (work === "page" ? listRuns(tx, filter) : sumRuns(tx, filter));
      });
    await once();
    await resetCounters(scratch);
    for (let time = 0; time < TIMES; time += 1) await once();
    return (await executionMs(scratch, loginOf(process.env["DATABASE_URL"] ?? ""))).ms / TIMES;
  };
  for (const [name, search] of Object.entries(FILTERS)) {
    const page: number[] = [];
    const totals: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      page.push(await cost("page", search));
      totals.push(await cost("totals", search));
    }
    report(
      `totals-${name.replaceAll(" ", "-")}`,
      median(totals),
      "ms",
      `page of 50 rows ${median(page).toFixed(2)} ms, medians of ${TURNS} runs of ${TIMES}`,
      2,
    );
  }
}
