import { expect, test } from "vitest";
import { readMigrations } from "./migrations";
import { ownerQuery, testUser } from "./testing";

test("the database of a run has every migration", async () => {
  const rows = await ownerQuery<{ name: string }>("select name from migrations.applied order by name");
  expect(rows.map(({ name }) => name)).toEqual((await readMigrations()).map(({ name }) => name));
});

test("a test's user exists with settings of its own", async () => {
  const { id } = await testUser({ timeZone: "Europe/Vienna" });
  expect(await ownerQuery("select time_zone from app.settings where user_id = $1", [id])).toEqual([
    { time_zone: "Europe/Vienna" },
  ]);
});
