import { createServer } from "node:http";
import next from "next";
import { SCALES, seed, seedMore } from "@/db/seed";
import { captureStatements, replay, type Sent } from "./capture";
import { executionMs, loginOf, resetCounters, type Scratch, scratchDatabase } from "./database";
import { cpuPerRequest, load, median } from "./load";
import { report } from "./report";
import { buildForBench, freePort, startWeb } from "./server";
import { sessionCookie } from "./sign-in";
import { filteredTotals } from "./totals";

/** Requests of one measured run, and how often page and bare page take turns. */
const REQUESTS = 400;
const TURNS = 5;

/**
 * The Runs page of a person with 10,000 runs (50 rows, totals, chart): node CPU per request against the bare page, database time
 * against the same statements sent by plain `pg`, and buffers with 1 and with 1,000 other people.
 */
export async function runsPage(): Promise<void> {
  buildForBench();
  const scratch = await scratchDatabase();
  try {
    const others = Number(process.env["BENCH_PEOPLE"] ?? 1_000);
    const alone = await seed({ ...SCALES.large, people: 2 }, today());
    const statements = await statementsOfPage(alone.userId);
    const few = await databaseCost(scratch, statements);
    await seedMore(others, SCALES.large, today());
    const many = await databaseCost(scratch, statements);
    report(
      "runs-page-buffers",
      many.buffers / few.buffers,
      "ratio",
      `${few.buffers.toFixed(0)} buffers with 1 other person, ${many.buffers.toFixed(0)} with ${others}`,
      1.1,
    );
    await cpuOfPage(scratch, alone.userId, many.ms);
    await filteredTotals(scratch, alone.userId);
  } finally {
    await scratch.drop();
  }
}

const today = () => new Date().toISOString().slice(0, 10);

/** What one request of the page sends to the database, noted by serving it from this process. */
async function statementsOfPage(userId: string): Promise<Sent[]> {
  const port = await freePort();
  process.env["ALMANAC_BENCH"] = "1";
  process.env["APP_URL"] = `http://localhost:${port}`;
  process.env["AUTH_SECRET"] ??= "a secret for benchmarks that nobody else uses";
  const app = next({ dev: false, dir: process.cwd(), port, hostname: "localhost" });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => handle(request, response)).listen(port);
  const headers = { cookie: await sessionCookie(process.env["AUTH_SECRET"], userId) };
  await load(`http://localhost:${port}/runs`, headers, 3, 1);
  const sent = await captureStatements(() => load(`http://localhost:${port}/runs`, headers, 1, 1));
  server.close();
  server.closeAllConnections();
  return sent;
}

/** Execution time and buffers of the statements, per page. */
async function databaseCost(scratch: Scratch, statements: readonly Sent[]): Promise<{ ms: number; buffers: number }> {
  const url = process.env["DATABASE_URL"] ?? "";
  await replay(url, statements, 20);
  await resetCounters(scratch);
  await replay(url, statements, 200);
  const { ms, buffers } = await executionMs(scratch, loginOf(url));
  return { ms: ms / 200, buffers: buffers / 200 };
}

async function cpuOfPage(scratch: Scratch, userId: string, bareSqlMs: number): Promise<void> {
  const web = await startWeb();
  try {
    const headers = { cookie: await sessionCookie(web.secret, userId) };
    const page = `${web.origin}/runs`;
    const bare = `${web.origin}/sign-in/bare`;
    await load(bare, {}, REQUESTS);
    await load(page, headers, REQUESTS);
    await resetCounters(scratch);
    const pages: number[] = [];
    const bares: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      bares.push(await cpuPerRequest(web.pid, bare, {}, REQUESTS));
      pages.push(await cpuPerRequest(web.pid, page, headers, REQUESTS));
    }
    const { ms } = await executionMs(scratch, loginOf(process.env["DATABASE_URL"] ?? ""));
    const perPage = ms / (REQUESTS * TURNS);
    report(
      "runs-page-cpu",
      median(pages) / median(bares),
      "ratio",
      `bare page ${median(bares).toFixed(2)} ms CPU, page ${median(pages).toFixed(2)} ms`,
      2.9,
    );
    report(
      "runs-page-database",
      perPage / bareSqlMs,
      "ratio",
      `bare SQL ${bareSqlMs.toFixed(2)} ms, page ${perPage.toFixed(2)} ms`,
      1.3,
    );
  } finally {
    await web.stop();
  }
}
