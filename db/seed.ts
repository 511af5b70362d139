import type pg from "pg";
import { demoSessions } from "@/domain/demo/strength";
import { addDays } from "@/domain/time-zones";
import { parseUserId, type UserId } from "@/domain/users";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import { createAccount } from "./accounts";
import { asUser, atDoor, jobActor, type Tx } from "./client";
import { connect } from "./connect";
import { insertDemoSessions } from "./demo-strength";
import { closePools } from "./pool";
import { seedCodingDays, seedHeartbeats } from "./seed-coding";
import { type PlanningSize, seedPlanning } from "./seed-planning";

/**
 * Fills a database with made-up people for benchmarks and for looking at large numbers: `npm run db:seed -- --scale small|large`, with
 * `--heartbeats` 1.3 million of them too. All is deterministic but ids and the password. One person has twenty years and the
 * heartbeats; the others share the rest evenly.
 */
type Size = { runs: number; workouts: number; strengthYears: number; codingDays: number };
export type Scale = {
  people: number;
  runsEach: number;
  workoutsEach: number;
  big: Size;
  planning: { each: PlanningSize; big: PlanningSize };
};

const SMALL_PLANNING = {
  each: { tasks: 40, reflections: 30, words: 15, habits: 2, habitDays: 30 },
  big: { tasks: 500, reflections: 300, words: 80, habits: 5, habitDays: 300 },
};
const LARGE_PLANNING = {
  each: { tasks: 5_000, reflections: 2_996, words: 15, habits: 1, habitDays: 100 },
  big: { tasks: 5_000, reflections: 7_000, words: 80, habits: 8, habitDays: 1_825 },
};

export const SCALES: Record<"small" | "large", Scale> = {
  small: {
    people: 20,
    runsEach: 100,
    workoutsEach: 30,
    big: { runs: 2_000, workouts: 500, strengthYears: 4, codingDays: 1_000 },
    planning: SMALL_PLANNING,
  },
  large: {
    people: 1_000,
    runsEach: 991,
    workoutsEach: 100,
    big: { runs: 10_000, workouts: 5_000, strengthYears: 20, codingDays: 7_000 },
    planning: LARGE_PLANNING,
  },
};

/** The person with twenty years of data. */
export const BIG_EMAIL = "twenty-years@example.org";

/** Spread over the years before `until`, at 06:00 to 20:00 UTC. $2 rows; $3 a number that makes people differ; $4 the last day. */
const RUNS = `with made as (
    select n, hashint4extended(n, $3::bigint) as h, ($4::date - ((n::float8 / $2) * least($2 * 0.73, 7300))::integer) as day from generate_series(1, $2) n
  ), shaped as (
    select n, day, day + interval '6 hours' + make_interval(secs => abs(h % 50400)) as at, 3000 + abs((h >> 8) % 18000) as metres,
      0.28 + abs((h >> 16) % 120) / 1000.0 as pace, abs((h >> 24) % 100) as dice from made
  ), w as (
    insert into app.runs (user_id, id, name, type, start_at, time_zone, local_date, distance_m, duration_s, elapsed_s, moving_s,
        average_heart_rate_bpm, max_heart_rate_bpm, elevation_gain_m, source, shoe_id, notes)
      select $1, 'strava_' || (1000000 + n), case when dice < 8 then 'Intervals' when dice < 20 then 'Long run' else 'Easy run' end,
        case when dice < 85 then 'Outdoor Run' else 'Treadmill Run' end, at at time zone 'UTC', 'UTC', day, metres, round(metres * pace), round(metres * pace * 1.03),
        round(metres * pace * 0.99), 128 + dice % 40, 165 + dice % 20, metres / 100.0 * (dice % 7) / 7, 'strava',
        'shoe_' || (n * 12 / $2), case when dice = 50 then 'Felt strong on the hills' end from shaped order by n desc
      returning *
  ), h as (
    insert into app.runs_history (user_id, run_id, version, change_type, changed_fields, data, actor, at)
      select user_id, id, version, 'original', '{}', to_jsonb(w) - 'user_id' - 'created_at' - 'updated_at', 'import', now() from w
  ) select count(*) from w`;

const SOURCES = `insert into app.activity_sources (user_id, id, run_id, source, origin, facts)
  select user_id, id, id, 'strava', 'export', jsonb_build_object('distanceM', distance_m, 'timerS', duration_s) from app.runs where user_id = $1`;

const SHOES = `with w as (
    insert into app.shoes (user_id, id, name, limit_m) select $1, 'shoe_' || n, 'Shoe ' || n, 800000 from generate_series(0, 12) n returning *
  ) insert into app.shoes_history (user_id, shoe_id, version, change_type, changed_fields, data, actor, at)
    select user_id, id, version, 'original', '{}', to_jsonb(w) - 'user_id', 'import', now() from w`;

const WORKOUTS = `with made as (
    select n, hashint4extended(n, $3::bigint + 7) as h, ($4::date - ((n::float8 / $2) * least($2 * 1.46, 7300))::integer) as day from generate_series(1, $2) n
  ), w as (
    insert into app.workouts (user_id, id, sport, title, status, start_at, end_at, time_zone, local_date, duration_s, elapsed_s, distance_m,
        average_power_w, normalized_power_w, max_power_w, average_heart_rate_bpm, energy_kj, sample_count, source)
      select $1, 'strava_' || (5000000 + n), case when abs(h % 10) < 8 then 'cycling' else 'walking' end, 'Ride', 'COMPLETED', (day + interval '15 hours') at time zone 'UTC',
        (day + interval '17 hours') at time zone 'UTC', 'UTC', day, 3600 + abs(h % 7200), 3700 + abs(h % 7200), 15000 + abs(h % 90000),
        150 + abs(h % 90), 165 + abs(h % 95), 500 + abs(h % 500), 120 + abs(h % 45), 700 + abs(h % 1500), 3600, 'strava' from made order by n desc
      returning *
  ), h as (
    insert into app.workouts_history (user_id, workout_id, version, change_type, changed_fields, data, actor, at)
      select user_id, id, version, 'original', '{}', to_jsonb(w) - 'user_id' - 'created_at' - 'updated_at', 'import', now() from w
  ) select count(*) from w`;

/** Makes the people of a scale. Answers the id of the one with twenty years and the password all of them share. */
export async function seed(scale: Scale, until: string, say: (line: string) => void = () => undefined) {
  const password = newSecret().slice(0, 16);
  const { hash } = await import("@node-rs/argon2");
  const passwordHash = await hash(password);
  const userId = await addPerson(
    { email: BIG_EMAIL, name: "Twenty Years", passwordHash },
    scale.big,
    scale.planning.big,
    0,
    until,
  );
  for (let person = 1; person < scale.people; person += 1) {
    await addPerson(
      { email: `person-${person}@example.org`, name: `Person ${person}`, passwordHash },
      each(scale),
      scale.planning.each,
      person,
      until,
    );
    if ((person + 1) % 100 === 0) say(`${person + 1} of ${scale.people} people`);
  }
  await analyse();
  return { userId, email: BIG_EMAIL, password };
}

/** Adds people beside those that are there: what a benchmark needs to see whether others cost anything. */
export async function seedMore(people: number, scale: Scale, until: string): Promise<void> {
  for (let person = 1; person <= people; person += 1) {
    await addPerson(
      { email: `${newId()}@example.org`, name: `Other ${person}`, passwordHash: "no password" },
      each(scale),
      scale.planning.each,
      person,
      until,
    );
  }
  await analyse();
}

const each = (scale: Scale): Size => ({ runs: scale.runsEach, workouts: scale.workoutsEach, strengthYears: 0.2, codingDays: 0 });

async function addPerson(
  who: { email: string; name: string; passwordHash: string },
  size: Size,
  planning: PlanningSize,
  person: number,
  until: string,
): Promise<UserId> {
  const userId = parseUserId(newId());
  const role = await atDoor(newId(), (tx) => createAccount(tx, { userId, ...who, timeZone: "UTC" }, "open"));
  if (role === "taken") throw new Error(`This database has seeded people already (${who.email}). Seed an empty one.`);
  await asUser(jobActor(userId, newId(), "import"), async (tx) => {
    await fill(tx, size, person, until);
    await seedPlanning(tx, planning, person, until);
  });
  return userId;
}

async function fill(tx: Tx, size: Size, person: number, until: string): Promise<void> {
  await tx.query(SHOES, [tx.userId]);
  await tx.query(RUNS, [tx.userId, size.runs, person, until]);
  await tx.query(SOURCES, [tx.userId]);
  await tx.query(WORKOUTS, [tx.userId, size.workouts, person, until]);
  const first = addDays(until, -Math.round(size.strengthYears * 365));
  await insertDemoSessions(tx, demoSessions(first, until, new Date(`${until}T23:59:59Z`), "UTC"));
  await seedCodingDays(tx, size.codingDays, until);
}

/** Statistics and visibility map, as autovacuum would leave them after a while. */
async function analyse(): Promise<void> {
  const client: pg.Client = await connect(process.env["DATABASE_DIRECT_URL"] ?? process.env["DATABASE_URL"] ?? "");
  try {
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
}

/** A session's secret for a seeded person: what a benchmark signs in with. */
export async function seededSession(userId: string): Promise<string> {
  const secret = newSecret();
  await atDoor(newId(), (tx) =>
    tx.query("select door.create_session($1, $2, $3, 60, null, 'benchmark')", [newId(), sha256(secret), userId]),
  );
  return secret;
}

async function main(): Promise<void> {
  const flag = process.argv.indexOf("--scale");
  const name = flag < 0 ? "small" : process.argv[flag + 1];
  if (name !== "small" && name !== "large") throw new Error("Say --scale small or --scale large.");
  const today = new Date().toISOString().slice(0, 10);
  const say = (line: string) => console.log(line);
  const made = await seed(SCALES[name], today, say);
  if (process.argv.includes("--heartbeats")) say(`${await seedHeartbeats(made.userId, today, say)} heartbeats in all`);
  console.log(`Seeded. Sign in as ${made.email} with the password ${made.password}`);
  await closePools();
}

if (process.argv[1]?.endsWith("db/seed.ts")) await main();
