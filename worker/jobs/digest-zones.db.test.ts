import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { ownDatabase } from "@/bin/test/own-database";
import { createAccount } from "@/db/accounts";
import { atDoor } from "@/db/client";
import { closePools } from "@/db/pool";
import { parseUserId } from "@/domain/users";
import { newId } from "@/lib/crypto";
import { makeDigests } from "./digests";

/** Ends of the world, offsets of half and quarter hours, and clocks that are changed at midnight, on a Sunday. */
const ODD_ZONES = [
  ...["Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Chatham", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"],
  ...["Europe/Berlin", "America/New_York", "America/Santiago", "America/Havana", "Asia/Beirut", "Africa/Cairo", "UTC"],
];

/** `npm run prove` asks every quarter of an hour in every zone there is. */
const FULL = process.env["PROVE"] !== undefined;
const STEP_MINUTES = FULL ? 15 : 60;

/** The Monday after each: 53 weeks and a year's end, clocks forward and back in America, Europe and the south. */
const WEEKS = [
  ["2026-W53", "2027-01-04"],
  ["2026-W10", "2026-03-09"],
  ["2026-W13", "2026-03-30"],
  ["2026-W14", "2026-04-06"],
  ["2026-W36", "2026-09-07"],
  ["2026-W43", "2026-10-26"],
  ["2026-W44", "2026-11-02"],
] as const;

let database: Awaited<ReturnType<typeof ownDatabase>>;
const zones = new Map<string, string>();
beforeAll(async () => {
  database = await ownDatabase();
  for (const [name, value] of Object.entries(database.environment)) vi.stubEnv(name, value);
  for (const timeZone of FULL ? await allZones() : ODD_ZONES) {
    const userId = parseUserId(newId());
    zones.set(userId, timeZone);
    const account = { userId, email: `${userId}@example.test`, passwordHash: "none", name: "Far", timeZone };
    await atDoor(newId(), (tx) => createAccount(tx, account, "open"));
  }
});
afterAll(async () => {
  await closePools();
  await database.drop();
});

/**
 * Every zone that the database and the runtime both know. Each brings rules of its own: where a country has changed its clocks lately,
 * the older of the two is left out of the comparison, and named.
 */
async function allZones(): Promise<string[]> {
  const at = WEEKS.map(([, monday]) => new Date(`${monday}T00:00:00Z`));
  const rows = await database.query<{ name: string; clocks: string[] }>(
    `select name, array(select to_char(at at time zone name, 'YYYY-MM-DD HH24:MI') from unnest($1::timestamptz[]) with ordinality x(at, n) order by n) as clocks
      from pg_timezone_names`,
    [at],
  );
  const clocks = new Map(rows.map(({ name, clocks: shown }) => [name, shown.join()]));
  const common = Intl.supportedValuesOf("timeZone").filter((zone) => clocks.has(zone));
  const agreed = common.filter((zone) => clocks.get(zone) === at.map((moment) => clockIn(zone, moment)).join());
  const differ = common.filter((zone) => !agreed.includes(zone));
  console.info(`${agreed.length} zones; database and runtime know different rules of: ${differ.join(", ") || "none"}`);
  // One that misreads clocks altogether would leave nothing to compare.
  expect(differ.length).toBeLessThan(10);
  return agreed;
}

/** What a clock shows somewhere, by the runtime's own calendar. */
function clockIn(timeZone: string, at: Date): string {
  const whole = {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  } as const;
  return new Intl.DateTimeFormat("en-CA", { timeZone, ...whole }).format(at).replace(",", "");
}

/** What day it is somewhere, by the runtime's own calendar. */
function dayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

it.each(WEEKS)(
  "%s is written for each zone at the first call of its Monday, never before",
  { timeout: 600_000 },
  async (week, monday) => {
    // Kiritimati's Monday begins at ten on UTC's Sunday, Pago Pago's at eleven on UTC's Monday.
    const [from, to] = [Date.parse(`${monday}T00:00:00Z`) - 15 * 3_600_000, Date.parse(`${monday}T00:00:00Z`) + 13 * 3_600_000];
    for (let at = from; at <= to; at += STEP_MINUTES * 60_000) {
      const now = new Date(at);
      const { failed } = await makeDigests(now, 600_000);
      expect(failed).toBe(0);
      const have = await database.query<{ id: string }>("select user_id as id from app.digests where iso_week = $1", [week]);
      const due = [...zones].filter(([, zone]) => dayIn(zone, now) >= monday);
      expect([now.toISOString(), have.map(({ id }) => zones.get(id)).sort()]).toEqual([
        now.toISOString(),
        due.map(([, zone]) => zone).sort(),
      ]);
    }
    expect(await makeDigests(new Date(to), 600_000)).toEqual({ made: 0, failed: 0 });
    expect(await database.query("select from app.digests where iso_week = $1", [week])).toHaveLength(zones.size);
  },
);
