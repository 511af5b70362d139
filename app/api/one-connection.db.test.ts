import { expect, it, vi } from "vitest";
import { api, makeKey } from "@/app/api/_spec/testing";
import { testUser } from "@/db/testing";
import { SPECS } from "./_spec";

/** A pool of one: whoever waits for a second connection inside a transaction waits for itself. */
vi.hoisted(() => {
  process.env["DATABASE_POOL_MAX"] = "1";
});

/** To compare snapshots takes two of them in the query. */
const LISTS = SPECS.filter(
  ({ method, path, name }) => method === "GET" && !path.includes("{") && name !== "snapshots.compare",
).map(({ path }) => path);

it.each([...LISTS, "/audit?format=csv"])("GET %s needs one connection at a time", async (path) => {
  const call = api(await makeKey(await testUser({ role: "owner" })));
  expect((await call("GET", path)).status).toBe(200);
});
