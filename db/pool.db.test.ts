import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { ownerQuery, testUser } from "./testing";
import { as } from "./testing-nouns";

// An error that nobody listens to would end the process: vitest reports it as unhandled, and the run is red.
it("a connection that is lost between two statements fails its transaction and nothing else", async () => {
  const user = await testUser();
  const lost = as(user, async (tx) => {
    const [row] = await tx.query<{ pid: number }>("select pg_backend_pid() as pid", []);
    await ownerQuery("select pg_terminate_backend($1)", [row?.pid]);
    await pause(100);
    return tx.query("select 1", []);
  });
  await expect(lost).rejects.toThrow();
  expect(await as(user, (tx) => tx.query("select 1 as one", []))).toEqual([{ one: 1 }]);
});
