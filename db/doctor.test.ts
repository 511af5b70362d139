import { expect, test } from "vitest";
import { withClient } from "@/bin/test/scratch";
import { examineDatabase } from "./doctor";
import { ownerQuery, testDatabase } from "./testing";

const { url, adminUrl } = testDatabase();
const login = decodeURIComponent(new URL(url).username);
const problems = (statement: string) =>
  withClient(adminUrl, async (client) => {
    await client.query("begin");
    await client.query(statement);
    const findings = await examineDatabase(client, login);
    await client.query("rollback");
    return findings.filter(({ state }) => state === "problem");
  });

test("a migrated database has no problem", async () => {
  expect(await problems("select")).toEqual([]);
});

test.each([
  ["a table whose policy is not forced", "alter table app.runs no force row level security", "Policies", "app.runs"],
  [
    "a table without a policy",
    "create table app.extra (user_id uuid); alter table app.extra enable row level security, force row level security",
    "Policies",
    "app.extra",
  ],
  [
    "a partition that can be read",
    "grant select on app.user_actions_default to almanac_app",
    "Partitions",
    "app.user_actions_default",
  ],
  ["a definer's view", "create view app.all_runs as select * from app.runs", "Views", "app.all_runs"],
  [
    "an open search path",
    "create function app.bad() returns int language sql security definer as 'select 1'",
    "Functions",
    "app.bad()",
  ],
  [
    "a table of the door that can be read",
    "grant select on door.external_identities to almanac_app",
    "Door",
    "external_identities",
  ],
  ["a missing function of the door", "alter function door.receive_hint rename to receive_hint_of_old", "Door", "receive_hint"],
  [
    "a missing migration",
    "delete from migrations.applied where name = (select max(name) from migrations.applied)",
    "Migrations",
    "Not applied",
  ],
])("%s is found", async (_what, statement, topic, name) => {
  const found = await problems(statement);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ topic });
  expect(found[0]?.text).toContain(name);
  expect(found[0]?.fix).toBeTruthy();
});

test("a slot that could fill the disk is warned of, one with a limit is not", async () => {
  const limits = (keep: string) =>
    withClient(adminUrl, async (client) => {
      await client.query("begin");
      // The setting itself is the server's; what is looked at is one of its own for the moment.
      await client.query(
        `create view pg_temp.pg_settings as select name, '${keep}'::text as setting from pg_catalog.pg_settings`,
      );
      await client.query("set local search_path = pg_temp, pg_catalog, public");
      const findings = await examineDatabase(client, login);
      await client.query("rollback");
      return findings.filter(({ text }) => text.includes("max_slot_wal_keep_size")).map(({ state }) => state);
    });
  const [row] = await ownerQuery<{ level: string }>("select current_setting('wal_level') as level");
  expect(await limits("-1")).toEqual(row?.level === "logical" ? ["note"] : []);
  expect(await limits("10240")).toEqual([]);
});

test.skipIf(process.env["TEST_DATABASE_URL"])("the embedded server keeps no more of its log than fits", async () => {
  expect(await ownerQuery("select current_setting('max_slot_wal_keep_size') as keep")).toEqual([{ keep: "2GB" }]);
});
