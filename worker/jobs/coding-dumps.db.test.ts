import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { asUser } from "@/db/client";
import { recountCoding } from "@/db/coding-recount";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { undoImport } from "@/db/undo-imports";
import { type CodingDays, makeDays, total } from "@/e2e/simulators/wakatime/coding";
import { dumpText } from "@/e2e/simulators/wakatime/dumps";
import { createPerson } from "@/e2e/simulators/wakatime/state";
import { writeZip } from "@/integrations/files/zip.fixture";
import { actorOf, bring, results } from "./imports.fixture";

/** Whose days end at the midnights of Greenwich, as do those of the people here. */
const person = createPerson({ timezone: "UTC" }, 0);
let days: CodingDays;
let beats: string;
let daily: string;
beforeAll(() => {
  days = makeDays("2026-11-20", 40, 11);
  beats = dumpText(person, days, "heartbeats");
  daily = dumpText(person, days, "daily");
});

const FIELDS = "date::text, total_us::float8 as us, counts";
type Day = { date: string; us: number; counts: boolean };
const daysOf = (user: TestUser, source: string) =>
  ownerQuery<Day>(`select ${FIELDS} from app.coding_days where user_id = $1 and source = $2 and total_us > 0 order by date`, [
    user.id,
    source,
  ]);

async function countBeats(user: TestUser): Promise<number> {
  const [row] = await ownerQuery<{ count: number }>("select count(*)::integer as count from app.heartbeats where user_id = $1", [
    user.id,
  ]);
  return row?.count ?? 0;
}

const heartbeatsIn = (text: string) =>
  (JSON.parse(text) as { days: { heartbeats: object[] }[] }).days.reduce((sum, day) => sum + day.heartbeats.length, 0);

/** The total of each day, to the two microseconds that rounding an instant can cost at either end of each piece. */
function expectTotals(got: readonly Day[], wanted: CodingDays): void {
  expect(got.map(({ date }) => date)).toEqual([...wanted.keys()].sort());
  for (const { date, us } of got) {
    const pieces = wanted.get(date) ?? [];
    expect(Math.abs(us - total(pieces) * 1e6), date).toBeLessThanOrEqual(2 * pieces.length);
  }
}

function zipped(path: string, content: Buffer): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "almanac-dumps-"));
  try {
    writeZip(join(folder, "a.zip"), [{ path, content }]);
    return readFileSync(join(folder, "a.zip"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const undo = (user: TestUser, id: string) => asUser(actorOf(user), (tx) => undoImport(tx, id));
const recount = (user: TestUser) => asUser(actorOf(user), recountCoding);

describe("a data dump of heartbeats", () => {
  it("becomes days by the time rule, a result for each day", async () => {
    const ada = await testUser({ timeZone: "UTC" });
    const { items, done, total: all } = await bring(ada, [{ name: "wakatime.json", bytes: beats }]);
    expect([done, all, items.length]).toEqual([days.size, days.size, days.size]);
    expect(items[0]).toMatchObject({
      result: "imported",
      entry: [...days.keys()][0],
      reason: expect.stringMatching(/^\d+ heartbeats new\.$/),
    });
    expect(await countBeats(ada)).toBe(heartbeatsIn(beats));
    expectTotals(await daysOf(ada, "heartbeats"), days);
  });

  it("changes nothing when it comes again, and brings what a later one has more", async () => {
    const ada = await testUser({ timeZone: "UTC" });
    await bring(ada, [{ name: "a.json", bytes: beats }]);
    const before = await daysOf(ada, "heartbeats");
    const again = await bring(ada, [{ name: "a.json", bytes: beats }]);
    expect(new Set(results(again.items))).toEqual(new Set(["unchanged"]));
    expect(await daysOf(ada, "heartbeats")).toEqual(before);
    const more: CodingDays = new Map([...days, ...makeDays("2026-11-21", 1, 12)]);
    const later = await bring(ada, [{ name: "b.json", bytes: dumpText(person, more, "heartbeats") }]);
    expect(results(later.items).filter((result) => result === "imported")).toHaveLength(1);
    expectTotals(await daysOf(ada, "heartbeats"), more);
  });

  it.each(["json.gz", "zip", "zip of json.gz"])("is found in %s", async (form) => {
    const ada = await testUser({ timeZone: "UTC" });
    const [name, content] =
      form === "zip" ? (["x/dump.json", Buffer.from(beats)] as const) : (["dump.json.gz", gzipSync(beats)] as const);
    const file = form === "json.gz" ? { name, bytes: content } : { name: "dump.zip", bytes: zipped(name, content) };
    const { items } = await bring(ada, [file]);
    expect(new Set(results(items))).toEqual(new Set(["imported"]));
    expectTotals(await daysOf(ada, "heartbeats"), days);
  });

  it("leaves out what is none, and says how many and why", async () => {
    const ada = await testUser({ timeZone: "UTC" });
    const good = { entity: "a.ts", time: 1_763_640_000 };
    const bad = [{ entity: "b.ts" }, { time: 1_763_640_010 }, 5, { entity: "c.ts", time: "soon" }];
    const text = JSON.stringify({
      days: [
        { date: "2025-11-20", heartbeats: [good, ...bad] },
        { date: "2025-11-21", heartbeats: [{}] },
      ],
    });
    const { items } = await bring(ada, [{ name: "dump.json", bytes: text }]);
    expect(results(items)).toEqual(["imported", "failed"]);
    expect(items[0]?.reason).toMatch(/^1 heartbeat new, 3 heartbeats left out: "time" is missing/);
    expect(await countBeats(ada)).toBe(1);
  });

  it("brings what came before a cut", async () => {
    const ada = await testUser({ timeZone: "UTC" });
    const { items } = await bring(ada, [{ name: "dump.json.gz", bytes: gzipSync(beats).subarray(0, -3_000) }]);
    expect(items.at(-1)).toMatchObject({ result: "failed", reason: expect.stringMatching(/ends in the middle/) });
    expect(await countBeats(ada)).toBeGreaterThan(100);
  });
});

describe("a data dump of days", () => {
  it("with a day that is none brings all the others", async () => {
    const ada = await testUser({ timeZone: "UTC" });
    const day = (date: string, seconds: number) => ({ date, grand_total: { total_seconds: seconds }, languages: [] });
    const text = JSON.stringify({ days: [day("2025-11-19", 60), day("2025-11-20", 1e300), day("2025-11-21", 70)] });
    const { items } = await bring(ada, [{ name: "dump.json", bytes: text }]);
    expect(results(items)).toEqual(["imported", "failed", "imported"]);
    expect((await daysOf(ada, "wakatime_dump")).map(({ us }) => us)).toEqual([60e6, 70e6]);
  });

  it("is an archive of its own, and counts where it saw the most", async () => {
    const ada = await testUser({ timeZone: "UTC" });
    const { items } = await bring(ada, [{ name: "wakatime-daily.json", bytes: daily }]);
    expect(new Set(results(items))).toEqual(new Set(["imported"]));
    const told = await daysOf(ada, "wakatime_dump");
    expectTotals(told, days);
    expect(told.every(({ counts }) => counts)).toBe(true);
    const again = await bring(ada, [{ name: "wakatime-daily.json", bytes: daily }]);
    expect(new Set(results(again.items))).toEqual(new Set(["unchanged"]));
    const branches = await ownerQuery<{ us: number }>(
      `select sum(s.us)::float8 as us from app.coding_slices s join app.coding_combos c on c.user_id = s.user_id and c.id = s.combo_id
        where s.user_id = $1 and c.branch is not null`,
      [ada.id],
    );
    const all = [...days.values()].flat();
    expect(Math.abs((branches[0]?.us ?? 0) - total(all) * 1e6)).toBeLessThan(2 * all.length);
  });

  it("has a reason for a day that is none", async () => {
    const ada = await testUser({ timeZone: "UTC" });
    const text = JSON.stringify({
      days: [
        { date: "2026-02-30", grand_total: { total_seconds: 1 } },
        { date: "2026-02-28", grand_total: {} },
      ],
    });
    const { items } = await bring(ada, [{ name: "dump.json", bytes: text }]);
    expect(items.map(({ result, reason }) => [result, reason])).toEqual([
      ["failed", "A day could not be read: date is not what a data dump has there."],
      ["failed", "A day could not be read: grand_total.total_seconds is not what a data dump has there."],
    ]);
  });
});

describe("an import of data dumps that is undone", () => {
  it("takes its heartbeats and days away, and may come again", async () => {
    const ada = await testUser({ timeZone: "UTC" });
    const { id } = await bring(ada, [
      { name: "a.json", bytes: beats },
      { name: "b.json", bytes: daily },
    ]);
    expect(await undo(ada, id)).toMatchObject({ state: "undone" });
    await recount(ada);
    expect(await countBeats(ada)).toBe(0);
    expect([await daysOf(ada, "heartbeats"), await daysOf(ada, "wakatime_dump")]).toEqual([[], []]);
    await bring(ada, [{ name: "a.json", bytes: beats }]);
    expectTotals(await daysOf(ada, "heartbeats"), days);
  });

  it("leaves what another import tells of as well, until that is undone, too", async () => {
    const ada = await testUser({ timeZone: "UTC" });
    const few: CodingDays = new Map([...days].slice(0, 5));
    const some = { name: "few.json", bytes: dumpText(person, few, "heartbeats") };
    const first = await bring(ada, [
      { name: "all.json", bytes: beats },
      { name: "daily.json", bytes: daily },
    ]);
    const second = await bring(ada, [some, { name: "few-days.json", bytes: dumpText(person, few, "daily") }]);
    await undo(ada, first.id);
    await recount(ada);
    expectTotals(await daysOf(ada, "heartbeats"), few);
    expectTotals(await daysOf(ada, "wakatime_dump"), few);
    await undo(ada, second.id);
    await recount(ada);
    expect(await countBeats(ada)).toBe(0);
    expect(await daysOf(ada, "wakatime_dump")).toEqual([]);
  });
});
