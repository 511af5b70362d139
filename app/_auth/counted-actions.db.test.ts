import { NextRequest } from "next/server";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { makeKey } from "@/app/api/_spec/testing";
import { GET as runJob } from "@/app/api/cron/[job]/route";
import { POST as syncNow } from "@/app/api/sync/[provider]/route";
import { POST as hearStrava } from "@/app/api/webhooks/strava/route";
import { ownerQuery, testUser } from "@/db/testing";
import { newId } from "@/lib/crypto";
import { MOST_ROWS, WINDOW_MS } from "./flood-gate";

/** A network of those that are kept for examples (RFC 3849), and nobody else's, so that rows of other tests are not counted. */
const network = () => `2001:db8:${newId().slice(0, 4)}:${newId().slice(4, 8)}`;

const from = (address: string, more: Record<string, string> = {}) => ({ "x-real-ip": address, ...more });

type Row = { outcome: string; together: number | null; error: string | null };
const rowsFrom = (of: string) =>
  ownerQuery<Row>(
    `select outcome, (input ->> 'countedTogether')::int as together, error from app.user_actions
      where ip <<= $1::inet order by at, id`,
    [`${of}::/64`],
  );
const acts = (rows: readonly Row[]) => rows.reduce((sum, { together }) => sum + (together ?? 1), 0);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Calls so often, twenty at once; answers the statuses that there were. */
async function storm(calls: number, call: (n: number) => Promise<Response>): Promise<number[]> {
  const statuses = new Set<number>();
  let next = 0;
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      while (next < calls) statuses.add((await call(next++)).status);
    }),
  );
  return [...statuses];
}

const job = { params: Promise.resolve({ job: "sync" }) };
const guess = (address: string) => (n: number) =>
  runJob(
    new NextRequest("http://localhost/api/cron/sync", { headers: from(address, { authorization: `Bearer guess-${n}` }) }),
    job,
  );

it("a storm of refused calls without any key is answered as before, and leaves a bounded number of rows that tell of all", async () => {
  const [one, other] = [network(), network()];
  expect(await storm(3_000, guess(`${one}::7`))).toEqual([401]);
  const rows = await rowsFrom(one);
  expect(rows.length).toBe(MOST_ROWS.kind + 4);
  expect(acts(rows)).toBe(100 + 100 + 200 + 400 + 800);
  expect(rows.at(-1)?.error).toMatch(/^Send CRON_SECRET as a bearer token\. \(The last of 800 since \d\d:\d\d UTC/);
  // What is left of it has its row with the next refusal of anybody once the window is over.
  vi.setSystemTime(Date.now() + WINDOW_MS);
  await guess(`${other}::8`)(0);
  vi.useRealTimers();
  await expect.poll(async () => acts(await rowsFrom(one)), { timeout: 30_000 }).toBe(3_000);
  expect((await rowsFrom(other)).length).toBe(1);
});

it("all addresses of an IPv6 line are one", async () => {
  const line = network();
  await storm(400, (n) => guess(n === 0 ? `${line}:0:0:0:1` : `${line}::${n.toString(16)}:1`)(n));
  expect((await rowsFrom(line)).length).toBe(MOST_ROWS.kind + 2);
});

it("a storm of made-up events is taken in, and counted together", async () => {
  const line = network();
  const event = (n: number) =>
    hearStrava(
      new NextRequest("http://localhost/api/webhooks/strava", {
        method: "POST",
        headers: from(`${line}::7`, { "content-type": "application/json" }),
        body: JSON.stringify({ object_type: "activity", object_id: n + 1, aspect_type: "update", owner_id: 1, event_time: 1 }),
      }),
    );
  expect(await storm(1_000, event)).toEqual([200]);
  const rows = await rowsFrom(line);
  expect(rows.map(({ together }) => together).filter(Boolean)).toEqual([100, 200, 400]);
  expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(["success"]));
});

it("somebody with a key has a count of their own, wherever they call from", async () => {
  const [ada, bob] = [await testUser(), await testUser()];
  const params = { params: Promise.resolve({ provider: "hevy" }) };
  const call = async (authorization: string, address: string) =>
    syncNow(
      new NextRequest("http://localhost/api/sync/hevy", { method: "POST", headers: from(address, { authorization }) }),
      params,
    );
  const [adas, bobs] = [`Bearer ${await makeKey(ada)}`, `Bearer ${await makeKey(bob)}`];
  await storm(250, (n) => call(adas, `203.0.113.${n % 200}`));
  await call(bobs, "203.0.113.1");
  const refused = async (id: string) =>
    (await ownerQuery("select 1 from app.user_actions where user_id = $1 and outcome = 'refused'", [id])).length;
  expect([await refused(ada.id), await refused(bob.id)]).toEqual([MOST_ROWS.kind + 1, 1]);
});
