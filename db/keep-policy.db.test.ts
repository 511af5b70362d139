import { describe, expect, it } from "vitest";
import type { KeepPolicy } from "@/domain/connections";
import { newId } from "@/lib/crypto";
import { connect, setPolicy } from "./connections";
import { type Delivered, deliver } from "./deliveries";
import { eraseConnectionData, expireConnectionData } from "./keep-policy";
import { ownerQuery, type TestUser, testUser } from "./testing";
import { recording } from "./testing-deliveries";
import { as } from "./testing-nouns";

type Brought = { id: string; origin: "api" | "export"; day: number; name: string };

/** What Strava told of a run on a day of January, the one way or the other. */
function strava({ id, origin, day, name }: Brought): Delivered {
  const format = origin === "api" ? "strava_api" : "strava_csv";
  const facts = recording({ format, name, startAt: `2026-01-${String(day).padStart(2, "0")}T07:00:00.000Z` });
  const source = { id, source: "strava", origin, facts, fileHash: null, track: null } as const;
  return { seq: day, file: "a.csv", entry: null, row: null, warnings: [], sources: [source] };
}

async function bring(user: TestUser, ...brought: Brought[]): Promise<void> {
  await as(user, async (tx) => {
    const importId = newId();
    await tx.query("insert into app.imports (user_id, id, files) values ($1, $2, '[]')", [tx.userId, importId]);
    for (const one of brought) {
      await deliver(tx, { importId: one.origin === "api" ? null : importId, timeZone: "UTC" }, [strava(one)]);
    }
  });
}

async function connectedFor(policy: KeepPolicy, days: number | null): Promise<TestUser> {
  const user = await testUser();
  await as(user, async (tx) => {
    await connect(tx, { provider: "strava", scopes: [], externalId: user.id, externalName: null });
    await setPolicy(tx, "strava", policy, days);
  });
  return user;
}

const runs = (user: TestUser) =>
  ownerQuery<{ id: string; name: string; sources: string }>(
    `select r.id, r.name, (select string_agg(s.origin, ',' order by s.origin) from app.activity_sources s where s.user_id = $1 and s.run_id = r.id) as sources
      from app.runs r where r.user_id = $1 order by r.id`,
    [user.id],
  );

const LATER = new Date(Date.now() + 8 * 86_400_000);

describe("a policy to keep what an API told for some days", () => {
  it("erases what nobody else told of, history and all, and leaves the person's own archive what it said", async () => {
    const user = await connectedFor("keep_days", 7);
    await bring(
      user,
      { id: "strava_1", origin: "api", day: 1, name: "By the API alone" },
      { id: "strava_2", origin: "api", day: 2, name: "By the API" },
      { id: "strava_2", origin: "export", day: 2, name: "By the archive" },
      { id: "strava_3", origin: "export", day: 3, name: "By the archive alone" },
    );
    expect((await runs(user)).map(({ name, sources }) => `${name}: ${sources}`)).toEqual([
      "By the API alone: api",
      "By the API: api,export",
      "By the archive alone: export",
    ]);
    expect(await as(user, (tx) => expireConnectionData(tx, "strava", new Date()))).toBe(0);
    expect(await as(user, (tx) => expireConnectionData(tx, "strava", LATER))).toBe(2);
    expect(await runs(user)).toEqual([
      { id: "strava_2", name: "By the archive", sources: "export" },
      { id: "strava_3", name: "By the archive alone", sources: "export" },
    ]);
    const history = await ownerQuery("select 1 from app.runs_history where user_id = $1 and run_id = 'strava_1'", [user.id]);
    expect(history).toEqual([]);
    expect(await as(user, (tx) => expireConnectionData(tx, "strava", LATER))).toBe(0);
  });

  it("takes nothing where the policy is another", async () => {
    const user = await connectedFor("keep", null);
    await bring(user, { id: "strava_1", origin: "api", day: 1, name: "Stays" });
    expect(await as(user, (tx) => expireConnectionData(tx, "strava", LATER))).toBe(0);
    expect(await runs(user)).toHaveLength(1);
  });
});

describe("data that is deleted with its connection", () => {
  it("is all that only the connection told, of today as well, and nothing that a file told", async () => {
    const user = await connectedFor("not_in_insights", null);
    const another = await connectedFor("keep", null);
    await bring(another, { id: "strava_1", origin: "api", day: 1, name: "Somebody else's" });
    await bring(
      user,
      { id: "strava_1", origin: "api", day: 1, name: "By the API alone" },
      { id: "strava_2", origin: "api", day: 2, name: "By the API" },
      { id: "strava_2", origin: "export", day: 2, name: "By the archive" },
    );
    await as(user, (tx) => eraseConnectionData(tx, "strava", new Date()));
    expect(await runs(user)).toEqual([{ id: "strava_2", name: "By the archive", sources: "export" }]);
    const said = await ownerQuery<{ reason: string }>(
      "select reason from app.runs_history where user_id = $1 order by run_id, version desc limit 1",
      [user.id],
    );
    expect(said).toEqual([{ reason: "What Strava said was deleted, as you chose" }]);
    expect(await runs(another)).toHaveLength(1);
  });

  it("is nothing of a service that only hears of runs", async () => {
    const user = await testUser();
    await as(user, (tx) => connect(tx, { provider: "google", scopes: [], externalId: user.id, externalName: null }));
    await expect(as(user, (tx) => eraseConnectionData(tx, "google", new Date()))).rejects.toMatchObject({ kind: "invalid" });
  });
});
