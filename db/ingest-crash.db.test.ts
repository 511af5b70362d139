import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { recountCoding } from "./coding-recount";
import { askForRecount } from "./coding-settings";
import { takeHeartbeats } from "./heartbeats";
import { weekOfHeartbeats } from "./ingest.fixture";
import { ownerQuery, type TestUser, testDatabase, testUser } from "./testing";
import { as } from "./testing-nouns";

/** `npm run prove` kills more often; the seed is printed, so that a run can be repeated. */
const KILLS = process.env["PROVE"] ? 40 : 4;
const SEED = Number(process.env["PROVE_SEED"] ?? 20_261_121);

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Lets a process send from one heartbeat on and ends it without a word a while after its first answer. How many it was told are safe. */
async function sendAndKill(user: TestUser, from: number, afterMs: number): Promise<number> {
  const program = ["--conditions", "react-server", "--import", "tsx", "db/ingest.fixture.ts", user.id, String(from)];
  const env = {
    ...process.env,
    DATABASE_URL: testDatabase().url,
    DATABASE_DIRECT_URL: testDatabase().ownerUrl,
    LOG_LEVEL: "error",
  };
  const child = spawn(process.execPath, program, { env, stdio: ["ignore", "pipe", "inherit"] });
  let told = "";
  const ended = once(child, "close");
  child.stdout.on("data", (bytes: Buffer) => {
    if (told === "") setTimeout(() => child.kill("SIGKILL"), afterMs);
    told += bytes.toString();
  });
  await ended;
  // A line may have been cut in the middle; what is not told whole was not told.
  return Number(told.slice(0, told.lastIndexOf("\n")).split("\n").at(-1)) || from;
}

const stateOf = (user: TestUser) =>
  ownerQuery(
    `select s.date::text, d.total_us::text as total, s.combo_id::text as combo, s.us::text as us, s.heartbeats, s.last_us::text as last
      from app.coding_slices s join app.coding_days d on d.user_id = s.user_id and d.date = s.date and d.source = s.source
      where s.user_id = $1 order by 1, 3`,
    [user.id],
  );
const countOf = async (user: TestUser) =>
  (await ownerQuery<{ count: number }>("select count(*)::integer as count from app.heartbeats where user_id = $1", [user.id]))[0]
    ?.count;

it("a process that is killed while it stores loses nothing that it answered for, and counts nothing twice", {
  timeout: 600_000,
}, async () => {
  const random = randomOf(SEED);
  const beats = weekOfHeartbeats();
  const user = await testUser({ timeZone: "Europe/Berlin" });
  let safe = 0;
  for (let kill = 0; kill < KILLS && safe < beats.length; kill++) {
    safe = await sendAndKill(user, safe, random() * 150);
    const stored = (await countOf(user)) ?? 0;
    expect(stored, `seed ${SEED}, kill ${kill}`).toBeGreaterThanOrEqual(safe);
    const counted = await stateOf(user);
    await as(user, (tx) => askForRecount(tx));
    await as(user, recountCoding);
    expect(await stateOf(user), `seed ${SEED}, kill ${kill}`).toEqual(counted);
    // A client that heard no answer sends the same again, and some of what was answered long ago.
    safe = Math.max(0, safe - 50);
  }
  await as(user, (tx) => takeHeartbeats(tx, beats.slice(safe)));
  expect(await countOf(user)).toBe(beats.length);
  const whole = await testUser({ timeZone: "Europe/Berlin" });
  await as(whole, (tx) => takeHeartbeats(tx, beats));
  expect(await stateOf(user)).toEqual(await stateOf(whole));
});
