import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Heartbeat, readHeartbeats } from "@/domain/heartbeats";
import { codingByDay, codingTotals } from "./coding-reads";
import { recountCoding } from "./coding-recount";
import { askForRecount } from "./coding-settings";
import { takeHeartbeats } from "./heartbeats";
import { ownerQuery, testUser } from "./testing";
import { as } from "./testing-nouns";

const NOW = new Date("2026-11-21T00:00:00Z");
const HEADERS = { userAgent: null, machine: null, timeZone: null };

type Expected = Record<string, { total: number; languages: Record<string, number> }>;
type Case = { name: string; tz: string; heartbeats: object[]; expect_split: Expected; stored: number };
const FILE = join(process.cwd(), "..", "shared", "fixtures", "wakatime", "edge-cases.json");
const cases: Case[] = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")).cases : [];

function read(body: unknown): Heartbeat[] {
  return readHeartbeats(body, HEADERS, NOW).beats.map((beat) => {
    if ("error" in beat) throw new Error(beat.error);
    return beat;
  });
}

/** Every day as it is counted, in seconds to the millisecond. */
async function counted(user: Awaited<ReturnType<typeof testUser>>): Promise<Expected> {
  const rows = await as(user, (tx) => codingByDay(tx, { from: null, to: "2100-01-01", dimensions: ["language"] }));
  const days = await ownerQuery<{ date: string }>("select date::text from app.coding_days where user_id = $1", [user.id]);
  const found: Expected = Object.fromEntries(days.map(({ date }) => [date, { total: 0, languages: {} }]));
  for (const { date, dimension, name, us } of rows) {
    const day = found[date];
    if (!day) throw new Error(`no day ${date}`);
    const seconds = Math.round(us / 1000) / 1000;
    if (dimension) day.languages[name] = seconds;
    else day.total = seconds;
  }
  return found;
}

const orders: Record<string, (beats: Heartbeat[]) => Heartbeat[][]> = {
  "all at once": (beats) => [beats],
  "one by one": (beats) => beats.map((beat) => [beat]),
  "one by one, backwards": (beats) => beats.toReversed().map((beat) => [beat]),
  "the middle last": (beats) => {
    const middle = Math.floor(beats.length / 2);
    return [...beats.toSpliced(middle, 1), ...beats.slice(middle, middle + 1)].map((beat) => [beat]);
  },
};

describe.skipIf(cases.length === 0)("timed cases", () => {
  describe.each(cases)("$name", ({ tz, heartbeats, expect_split, stored }) => {
    it.each(Object.keys(orders))("%s", async (order) => {
      const user = await testUser({ timeZone: tz });
      let inserted = 0;
      for (const batch of orders[order]?.(read(heartbeats)) ?? []) {
        inserted += (await as(user, (tx) => takeHeartbeats(tx, batch))).stored;
      }
      expect(inserted).toBe(stored);
      expect(await counted(user)).toEqual(expect_split);
      await as(user, (tx) => askForRecount(tx));
      expect(await as(user, recountCoding)).toBe(true);
      expect(await counted(user)).toEqual(expect_split);
      const { totalUs } = await as(user, (tx) => codingTotals(tx, { from: null, to: "2100-01-01", dimensions: [] }));
      expect(Math.round(totalUs / 1000) / 1000).toBeCloseTo(
        Object.values(expect_split).reduce((sum, { total }) => sum + total, 0),
        2,
      );
    });
  });
});
