import { createServer } from "node:http";
import next from "next";
import { freePort } from "@/bin/postgres/processes.mjs";
import { captureStatements, replay, type Sent } from "./capture";
import { executionMs, loginOf, resetCounters, type Scratch } from "./database";
import { cpuPerRequest, load, median } from "./load";
import { report } from "./report";
import { startWeb } from "./server";
import { sessionCookie } from "./sign-in";

/** Requests of one measured run, and how often page and bare page take turns. */
const REQUESTS = 400;
const TURNS = 5;
/** Requests of one run that are sent one after the other, and how often page and bare SQL take turns. */
const ONE_BY_ONE = 20;
const DATABASE_TURNS = 15;

/** What one request of a page sends to the database, noted by serving it from this process. */
export async function statementsOfPage(path: string, userId: string): Promise<Sent[]> {
  const port = await freePort();
  process.env["ALMANAC_BENCH"] = "1";
  process.env["APP_URL"] = `http://localhost:${port}`;
  process.env["AUTH_SECRET"] ??= "a secret for benchmarks that nobody else uses";
  const app = next({ dev: false, dir: process.cwd(), port, hostname: "localhost" });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => handle(request, response)).listen(port);
  const headers = { cookie: await sessionCookie(process.env["AUTH_SECRET"], userId) };
  const page = `http://localhost:${port}${path}`;
  await load(page, headers, 3, 1);
  const sent = await captureStatements(() => load(page, headers, 1, 1));
  server.close();
  server.closeAllConnections();
  return sent;
}

/** Execution time and buffers of the statements, per page. */
export async function databaseCost(
  scratch: Scratch,
  statements: readonly Sent[],
  times = 200,
): Promise<{ ms: number; buffers: number }> {
  const url = process.env["DATABASE_URL"] ?? "";
  await replay(url, statements, 20);
  await resetCounters(scratch);
  await replay(url, statements, times);
  const { ms, buffers } = await executionMs(scratch, loginOf(url));
  return { ms: ms / times, buffers: buffers / times };
}

/** A page, the statements it is held against, and how many times the bare page's CPU and the bare SQL's execution it may take. */
export type MeasuredPage = { name: string; path: string; bareSql: readonly Sent[]; most: { cpu: number; database: number } };

/**
 * What a page costs beside the bare ones, in turns. Execution time is wall time: with several pages at once the server waits for a
 * processor that bare SQL has for itself, so that both are asked for one after the other.
 */
export async function costOfPage(scratch: Scratch, userId: string, { name, path, bareSql, most }: MeasuredPage): Promise<void> {
  const web = await startWeb();
  try {
    const headers = { cookie: await sessionCookie(web.secret, userId) };
    const page = `${web.origin}${path}`;
    const bare = `${web.origin}/sign-in/bare`;
    for (let turn = 0; turn < 2; turn += 1) {
      await load(bare, {}, REQUESTS);
      await load(page, headers, REQUESTS);
    }
    const cpu = { page: [] as number[], bare: [] as number[] };
    const database = { page: [] as number[], bare: [] as number[] };
    for (let turn = 0; turn < TURNS; turn += 1) {
      cpu.bare.push(await cpuPerRequest(web.pid, bare, {}, REQUESTS));
      cpu.page.push(await cpuPerRequest(web.pid, page, headers, REQUESTS));
    }
    for (let turn = 0; turn < DATABASE_TURNS; turn += 1) {
      database.bare.push((await databaseCost(scratch, bareSql, ONE_BY_ONE)).ms);
      await resetCounters(scratch);
      await load(page, headers, ONE_BY_ONE, 1);
      database.page.push((await executionMs(scratch, loginOf(process.env["DATABASE_URL"] ?? ""))).ms / ONE_BY_ONE);
    }
    compare(`${name}-cpu`, cpu, "bare page", "CPU", most.cpu);
    compare(`${name}-database`, database, "bare SQL", "execution", most.database);
  } finally {
    await web.stop();
  }
}

function compare(name: string, figures: { page: number[]; bare: number[] }, beside: string, of: string, limit: number): void {
  const [page, bare] = [median(figures.page), median(figures.bare)];
  report(name, page / bare, "ratio", `${beside} ${bare.toFixed(2)} ms ${of}, page ${page.toFixed(2)} ms`, limit);
}
