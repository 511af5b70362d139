import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ownDatabase } from "@/bin/test/own-database";
import { taskFilterSchema } from "@/domain/task-filter";
import { newId } from "@/lib/crypto";
import { createGuest } from "./accounts";
import { listActivity, recordActivity } from "./activity";
import { asSystem, asUser, atDoor, jobActor, type Tx } from "./client";
import { closePools } from "./pool";
import { createTask } from "./task-edits";
import { countTasks } from "./task-list";

/** Partitions are everybody's: they are made and dropped in a database of their own. */
let database: Awaited<ReturnType<typeof ownDatabase>>;
let me: string;
beforeAll(async () => {
  database = await ownDatabase();
  for (const [name, value] of Object.entries(database.environment)) vi.stubEnv(name, value);
  me = newId();
  await atDoor(newId(), (tx) => createGuest(tx, me, "Somebody", "UTC"));
});
afterAll(async () => {
  await closePools();
  await database.drop();
});

const asMe = <T>(work: (tx: Tx) => Promise<T>) => asUser(jobActor(me, newId(), "job"), work);
const job = async (call: string) => (await asSystem(newId(), (tx) => tx.query<{ n: number }>(`select ${call} as n`, [])))[0]?.n;

/** Where rows of the timeline are. */
const places = () =>
  database.query("select tableoid::regclass::text as place, count(*)::int as n from app.user_activity group by 1 order by 1");
const partitions = async () =>
  (
    await database.query<{ name: string }>(
      "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'app.user_activity'::regclass order by 1",
    )
  ).map(({ name }) => name);

/** A line of the timeline at a moment of one's choosing, as the app would write it then. */
const happen = (at: string) =>
  asMe((tx) =>
    tx.query("insert into app.user_activity (user_id, id, at, kind) values ($1, $2, $3, 'tasks.create')", [me, newId(), at]),
  );

describe("the timeline", () => {
  it("is there for every month, also for one that nobody has made a partition of", async () => {
    await happen("2031-05-31T23:59:59Z");
    await happen("2031-06-01T00:00:00Z");
    await happen("2031-06-30T23:59:59Z");
    await happen("2031-07-01T00:00:00Z");
    expect(await places()).toEqual([{ place: "app.user_activity_default", n: 4 }]);
    expect(await job("app.add_month_partition('app.user_activity', '2031-06-01')").catch((error) => String(error))).toMatch(
      /permission denied/,
    );
    // What waited in the default partition moves into the months as they are made.
    expect(await job("app.create_next_month_partition('2031-06-15')")).toBe(4);
    expect(await job("app.create_next_month_partition('2031-06-15')")).toBe(0);
    expect(await places()).toEqual([
      { place: "app.user_activity_2031_06", n: 2 },
      { place: "app.user_activity_2031_07", n: 1 },
      { place: "app.user_activity_default", n: 1 },
    ]);
    const { rows } = await asMe((tx) => listActivity(tx, { limit: 50 }));
    expect(rows.map(({ at }) => at.toISOString().slice(0, 10))).toEqual(["2031-07-01", "2031-06-30", "2031-06-01", "2031-05-31"]);
  });

  it("is locked in every partition, the default one too, and can only grow", async () => {
    const open = await database.query(
      `select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent in ('app.user_activity'::regclass, 'app.user_actions'::regclass)
        and (not c.relrowsecurity or not c.relforcerowsecurity or has_table_privilege('almanac_app', c.oid, 'select'))`,
    );
    expect(open).toEqual([]);
    for (const text of [
      "update app.user_activity set kind = 'a.b'",
      "delete from app.user_activity",
      "truncate app.user_activity",
    ]) {
      await expect(asMe((tx) => tx.query(text, []))).rejects.toThrow(/permission denied/);
      await expect(database.query(text)).rejects.toThrow(/append-only/);
    }
    // The months that were made have the guards that the default partition has.
    const guards = await database.query<{ n: number }>(
      `select count(t.oid)::int as n from pg_inherits i left join pg_trigger t on t.tgrelid = i.inhrelid and t.tgfoid = 'app.refuse_change'::regproc
        where i.inhparent in ('app.user_activity'::regclass, 'app.user_actions'::regclass) group by i.inhrelid`,
    );
    expect(new Set(guards.map(({ n }) => n))).toEqual(new Set([1]));
  });

  it("loses what is more than twelve months old, and nothing else", async () => {
    await happen("2030-05-31T23:59:59Z");
    await happen("2030-06-01T00:00:00Z");
    expect(await job("app.create_next_month_partition('2030-05-01')")).toBeGreaterThan(3);
    expect(await places()).toContainEqual({ place: "app.user_activity_2030_05", n: 1 });
    const before = await partitions();
    expect(Number(await job("app.prune_old_activity_partitions('2031-06-30')"))).toBeGreaterThan(1);
    const after = await partitions();
    expect(before).toContain("app.user_activity_2030_05");
    expect(after).not.toContain("app.user_activity_2030_05");
    expect(after).toEqual(
      expect.arrayContaining(["app.user_activity_2030_06", "app.user_activity_2031_06", "app.user_activity_default"]),
    );
    // The one of May 2031 still waits in the default partition.
    expect(await places()).toEqual([
      { place: "app.user_activity_2030_06", n: 1 },
      { place: "app.user_activity_2031_06", n: 2 },
      { place: "app.user_activity_2031_07", n: 1 },
      { place: "app.user_activity_default", n: 1 },
    ]);
    expect(await job("app.prune_old_activity_partitions('2032-06-01')")).toBe(3);
    expect(await places()).toEqual([
      { place: "app.user_activity_2031_06", n: 2 },
      { place: "app.user_activity_2031_07", n: 1 },
    ]);
  });

  it("goes on while months are made and dropped", async () => {
    let written = 0;
    let stop = false;
    const write = async () => {
      while (!stop) {
        await asMe((tx) => recordActivity(tx, { kind: "tests.write" }));
        written++;
      }
    };
    const writers = [write(), write()];
    for (let year = 2033; year < 2036; year++) {
      await job(`app.create_next_month_partition('${year}-01-01')`);
      await job(`app.prune_old_activity_partitions('${year}-01-01', 1200)`);
    }
    stop = true;
    await Promise.all(writers);
    expect(written).toBeGreaterThan(0);
    expect(await database.query("select count(*)::int as n from app.user_activity where kind = 'tests.write'")).toEqual([
      { n: written },
    ]);
  });
});

describe("tasks", () => {
  it("are in one of sixteen partitions by their user, and only that one is looked at", async () => {
    await asMe((tx) => createTask(tx, { title: "Water" }, { now: new Date(), today: "2026-11-21" }));
    const [{ name } = { name: "" }] = await database.query<{ name: string }>(
      "select distinct tableoid::regclass::text as name from app.tasks",
    );
    expect(name).toMatch(/^app\.tasks_p(0\d|1[0-5])$/);
    const explain = (text: string, values: unknown[]) =>
      asMe(async (tx) =>
        (await tx.query<{ "QUERY PLAN": string }>(`explain ${text}`, values)).map((row) => row["QUERY PLAN"]).join("\n"),
      );
    const scanned = (plan: string) => [...new Set(plan.match(/tasks_p\d\d(?=[ \n]|$)/g))].map((table) => `app.${table}`);
    // Our own statements name the user.
    expect(scanned(await explain("select * from app.tasks where user_id = $1 and due_date < '2026-12-01'", [me]))).toEqual([
      name,
    ]);
    // The policy alone prunes as well, when the statement begins.
    const unnamed = await explain("select * from app.tasks", []);
    expect(unnamed).toContain("Subplans Removed: 15");
    expect(scanned(unnamed)).toEqual([name]);
  });

  it("are counted where they are, by the app's own statement", async () => {
    const seen: string[] = [];
    await asMe((tx) =>
      countTasks(
        {
          ...tx,
          userId: tx.userId,
          query: async <Row extends object>(text: string, values: readonly unknown[]) => {
            const rows = await tx.query<{ "QUERY PLAN": string }>(
              `explain (analyze, costs off, timing off, summary off) ${text}`,
              values,
            );
            seen.push(...rows.map((row) => row["QUERY PLAN"]));
            return [] as Row[];
          },
        },
        taskFilterSchema.parse({ q: "wat", status: "open" }),
        "2026-11-21",
      ),
    );
    const tables = new Set(seen.join("\n").match(/tasks_p\d\d(?=[ \n]|$)/g));
    expect([tables.size, seen.join("\n")]).toEqual([1, expect.stringContaining("actual rows=1")]);
  });
});
