import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { asUser, jobActor } from "@/db/client";
import { codingTotals } from "@/db/coding-reads";
import { takeHeartbeats } from "@/db/heartbeats";
import { heartbeatsOf } from "@/db/seed-coding";
import { heartbeatYears, type WireHeartbeat } from "@/domain/demo/heartbeat-years";
import { newId } from "@/lib/crypto";
import { readsBeside } from "./coding-reads";
import { editorOf } from "./coding-web";
import { asAdmin, type Scratch, scratchDatabase } from "./database";
import { importer } from "./import-data";
import { median } from "./load";
import { report } from "./report";
import { buildForBench, startWeb } from "./server";

const [FIRST, LAST, ZONE] = [process.env["BENCH_CODING_FROM"] ?? "2021-11-21", "2026-11-20", "Europe/Berlin"];
/** How many of batches of 25, which an editor sends, are enough to know their speed. */
const SMALL = 100_000;
const NEEDED = { 500: 10_000, 25: 4_000 } as const;

/** Heartbeats a second that a plain COPY of the same rows takes in, into a copy of the table with its indexes. */
async function copySpeed(scratch: Scratch, userId: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "almanac-copy-"));
  const file = join(folder, "heartbeats");
  try {
    return await asAdmin(scratch, async (client) => {
      await pipeline(
        client.query(copyTo(`copy (select * from app.heartbeats where user_id = '${userId}') to stdout`)),
        createWriteStream(file),
      );
      await client.query("create table app.copy_of_heartbeats (like app.heartbeats including all)");
      const started = performance.now();
      const { rowCount } = await pipelined(client.query(copyFrom("copy app.copy_of_heartbeats from stdin")), file);
      const seconds = (performance.now() - started) / 1000;
      await client.query("drop table app.copy_of_heartbeats");
      return (rowCount ?? 0) / seconds;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function pipelined(copy: ReturnType<typeof copyFrom>, file: string) {
  await pipeline(createReadStream(file), copy);
  return copy;
}

/** Turns of one late heartbeat each for both people. */
const TURNS = 40;

/** Milliseconds that a heartbeat takes which comes some seconds after one of long ago. */
async function oneLate(userId: string, near: WireHeartbeat, second: number): Promise<number> {
  const beats = heartbeatsOf([{ ...near, time: near.time + second, entity: "/late" }], new Date());
  const started = performance.now();
  await asUser(jobActor(userId, newId(), "job"), (tx) => takeHeartbeats(tx, beats));
  return performance.now() - started;
}

/** A late heartbeat of four years ago: its day right at once, at the cost that it has for somebody of whom only that day is known. */
async function late(userId: string): Promise<void> {
  const date = "2022-11-16";
  const day = [...heartbeatYears(date, date, ZONE)];
  const near = day[Math.floor(day.length / 2)];
  if (!near) throw new Error("nobody worked on that day");
  const { userId: newcomer } = await importer();
  await asUser(jobActor(newcomer, newId(), "job"), (tx) => takeHeartbeats(tx, heartbeatsOf(day, new Date())));
  const languages = async () =>
    JSON.stringify(
      await asUser(jobActor(userId, newId(), "job"), (tx) =>
        codingTotals(tx, { from: date, to: date, dimensions: ["language"] }),
      ),
    );
  const before = await languages();
  const [few, many]: [number[], number[]] = [[], []];
  for (let turn = 1; turn <= TURNS; turn++) {
    few.push(await oneLate(newcomer, near, turn));
    many.push(await oneLate(userId, near, turn));
  }
  const gap = { ...near, time: near.time + 0.5, language: "Late" };
  await asUser(jobActor(userId, newId(), "job"), (tx) => takeHeartbeats(tx, heartbeatsOf([gap], new Date())));
  if (before === (await languages())) throw new Error("the late heartbeat did not change its day");
  const [alone, among] = [median(few), median(many)];
  const beside = `${alone.toFixed(2)} ms where only that day is known, ${among.toFixed(2)} ms among 1.3 million`;
  report("coding-late", among / alone, "times", beside, 1.5);
}

/** Heartbeats of five years through the web server, the questions right after, a late one, and all of it beside the least it could cost. */
export async function coding(): Promise<void> {
  buildForBench();
  const scratch = await scratchDatabase();
  const web = await startWeb();
  try {
    const { userId } = await importer();
    const editor = await editorOf(web, userId);
    const large = await editor.sendAll(heartbeatYears(FIRST, LAST, ZONE), 500);
    const project = [...heartbeatYears("2026-11-01", LAST, ZONE)][0]?.project ?? "";
    await readsBeside(scratch, editor, userId, project);
    await late(userId);
    const other = await importer();
    const small = await (await editorOf(web, other.userId)).sendAll(
      [...heartbeatYears("2026-01-01", LAST, ZONE)].slice(0, SMALL),
      25,
    );
    const copy = await copySpeed(scratch, userId);
    for (const [size, { seconds, sent, webMs }] of [
      [500, large],
      [25, small],
    ] as const) {
      const speed = sent / seconds;
      const share = `plain COPY ${Math.round(copy)}/s, a share of ${((100 * speed) / copy).toFixed(0)} %`;
      report(`coding-ingest-${size}`, speed, "heartbeats/s", `${share}; ${webMs.toFixed(1)} ms CPU of the web server a request`);
      report(`coding-ingest-${size}-time`, NEEDED[size] / speed, "of the time allowed", `${NEEDED[size]} heartbeats/s`, 1);
    }
  } finally {
    await web.stop();
    await scratch.drop();
  }
}
