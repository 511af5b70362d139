import { describe, expect, it } from "vitest";
import { fc } from "@/bin/test/properties";
import type { Heartbeat } from "@/domain/heartbeats";
import { recountCoding } from "./coding-recount";
import { identityOf, type NaiveDays, naiveDays } from "./coding-rule.fixture";
import { askForRecount } from "./coding-settings";
import { takeHeartbeats } from "./heartbeats";
import { ownerQuery, type TestUser, testUser } from "./testing";
import { as } from "./testing-nouns";

/** `npm run prove` tries more; the seed is printed with what fails, so that it can be repeated. */
const RUNS = process.env["PROVE"] ? 400 : 40;
const SEED = Number(process.env["PROVE_SEED"] ?? 20_261_121);

/** Instants that days end near, or where clocks change: DST at night, at midnight, half an hour; a day that never was. */
const PLACES: [timeZone: string, near: string][] = [
  ["Europe/Berlin", "2026-03-29T00:50:00Z"],
  ["Europe/Berlin", "2026-10-24T21:55:00Z"],
  ["America/New_York", "2026-11-01T04:00:00Z"],
  ["Asia/Kolkata", "2026-09-15T18:25:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T14:50:00Z"],
  ["America/Sao_Paulo", "2018-11-04T02:50:00Z"],
  ["America/Sao_Paulo", "2018-02-18T01:50:00Z"],
  ["Pacific/Apia", "2011-12-30T09:50:00Z"],
  ["America/Havana", "2026-03-08T04:55:00Z"],
  ["UTC", "2024-02-29T23:50:00Z"],
];
const TIMEOUTS = [60, 120, 600, 900, 3_600, 14_400];
const GAPS_US = [
  0, 1, 999, 30e6, 59_999_999, 60e6, 119e6, 599_999_999, 600e6, 600_000_001, 899e6, 900e6, 3_599e6, 7_200e6, 90_000e6,
];

const beat = fc.record({
  gap: fc.nat(GAPS_US.length - 1),
  project: fc.constantFrom("red", "blue", null),
  language: fc.constantFrom("Go", "Rust", null),
  isWrite: fc.boolean(),
  agent: fc.constantFrom("vscode/1.1.0 vscode-wakatime/1.0.0", "vim/9 vim-wakatime/1.0.0", null),
});

const story = fc.record({
  place: fc.nat(PLACES.length - 1),
  first: fc.nat(TIMEOUTS.length - 1),
  second: fc.option(fc.record({ timeout: fc.nat(TIMEOUTS.length - 1), place: fc.nat(PLACES.length - 1) })),
  beats: fc.array(beat, { minLength: 1, maxLength: 50 }),
  order: fc.array(fc.nat(10_000), { minLength: 70, maxLength: 70 }),
  batch: fc.integer({ min: 1, max: 30 }),
  doubled: fc.array(fc.nat(49), { maxLength: 12 }),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

function heartbeatsOf({ place, beats }: Story): Heartbeat[] {
  let atUs = Date.parse(PLACES[place]?.[1] ?? "") * 1000;
  return beats.map(({ gap, project, language, isWrite, agent }, index) => {
    atUs += GAPS_US[gap] ?? 0;
    return {
      ...{ atUs, entity: `/src/${index % 4}`, type: "file", category: null, project, branch: null, language, isWrite },
      ...{ lines: null, lineNumber: null, cursorPosition: null, dependencies: null, more: null },
      ...{ userAgent: agent, machine: null, timeZone: null },
    };
  });
}

/** In an order of its own, some of them twice. */
function shuffled({ order, doubled }: Story, beats: readonly Heartbeat[]): Heartbeat[] {
  const all = [...beats, ...doubled.flatMap((index) => beats[index] ?? [])];
  return all
    .map((one, index) => ({ one, at: order[index] ?? 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** What is stored, read past the code that is tested. */
async function stored(user: TestUser): Promise<NaiveDays> {
  const days = await ownerQuery<{ date: string; total: string }>(
    "select date::text, total_us::text as total from app.coding_days where user_id = $1 and source = 'heartbeats' and counts",
    [user.id],
  );
  const parts = await ownerQuery<{ date: string; name: string; us: string; beats: number }>(
    `select s.date::text, c.project || '/' || c.language as name, sum(s.us)::text as us, sum(s.heartbeats)::integer as beats
      from app.coding_slices s join app.coding_combos c on c.user_id = s.user_id and c.id = s.combo_id
      where s.user_id = $1 group by 1, 2`,
    [user.id],
  );
  const found: NaiveDays = {};
  for (const { date, total } of days) found[date] = { total: Number(total), parts: {}, beats: 0 };
  for (const { date, name, us, beats } of parts) {
    const day = found[date];
    if (!day) throw new Error(`slices without a day: ${date}`);
    day.beats += beats;
    if (Number(us) !== 0) day.parts[name] = Number(us);
  }
  return found;
}

async function keysOf(user: TestUser): Promise<(beat: Heartbeat) => bigint> {
  const rows = await ownerQuery<{
    at: string;
    key: string;
    entity: string;
    project: string;
    language: string;
    is_write: boolean;
  }>(
    `select h.at_us::text as at, h.key::text, h.entity, c.project, c.language, h.is_write from app.heartbeats h
      join app.coding_combos c on c.user_id = h.user_id and c.id = h.combo_id where h.user_id = $1`,
    [user.id],
  );
  const named = (at: string, entity: string, project: string, language: string, write: boolean) =>
    JSON.stringify([at, entity, project, language, write]);
  const keys = new Map(rows.map((row) => [named(row.at, row.entity, row.project, row.language, row.is_write), BigInt(row.key)]));
  return (one) => keys.get(named(String(one.atUs), one.entity, one.project ?? "", one.language ?? "", one.isWrite)) ?? 0n;
}

describe("the days of heartbeats", () => {
  it("are what a plain count in memory makes of them, however they came", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const beats = heartbeatsOf(told);
        const sent = shuffled(told, beats);
        let rule = { timeoutS: TIMEOUTS[told.first] ?? 900, timeZone: PLACES[told.place]?.[0] ?? "UTC" };
        const user = await testUser({ timeZone: rule.timeZone });
        const recount = async (wanted: { timeoutS?: number; timeZone?: string }) => {
          await as(user, (tx) => askForRecount(tx, wanted));
          await as(user, recountCoding);
        };
        let inserted = 0;
        for (let at = 0; at < sent.length; at += told.batch) {
          const batch = sent.slice(at, at + told.batch);
          inserted += (await as(user, (tx) => takeHeartbeats(tx, batch))).stored;
          // The settings are there from the first batch on; in the middle of the story the rule may change.
          if (at === 0) await recount({ timeoutS: rule.timeoutS });
          else if (told.second && at >= sent.length / 2 && at - told.batch < sent.length / 2) {
            rule = { timeoutS: TIMEOUTS[told.second.timeout] ?? 900, timeZone: PLACES[told.second.place]?.[0] ?? "UTC" };
            await recount(rule);
          }
        }
        expect(inserted).toBe(new Set(beats.map((one) => JSON.stringify([one.atUs, ...identityOf(one)]))).size);
        const expected = naiveDays(beats, rule, await keysOf(user));
        expect(await stored(user)).toEqual(expected);
        await recount({});
        expect(await stored(user)).toEqual(expected);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
