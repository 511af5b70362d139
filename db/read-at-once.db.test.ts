import { beforeAll, describe, expect, it } from "vitest";
import { readRunFilter } from "@/domain/run-filter";
import { readAtOnce } from "./client";
import { listRuns } from "./run-list";
import { type TestUser, testUser } from "./testing";
import { makeRun, personActor } from "./testing-nouns";

let user: TestUser;
let other: TestUser;

beforeAll(async () => {
  user = await testUser();
  other = await testUser();
  await makeRun(user, { name: "Mine" });
  await makeRun(other, { name: "Not mine" });
});

const actor = () => personActor(user);

describe("reading at once", () => {
  it("answers all questions as the user that the policies bind", async () => {
    const [{ rows }, [all], [who]] = await readAtOnce(actor(), (tx) =>
      Promise.all([
        listRuns(tx, readRunFilter({})),
        tx.query<{ names: string[] }>("select array_agg(name) as names from app.runs", []),
        tx.query<{ role: string }>("select current_user as role", []),
      ]),
    );
    expect(rows.map((run) => run.name)).toEqual(["Mine"]);
    expect(all?.names).toEqual(["Mine"]);
    expect(who?.role).toBe("almanac_app");
  });

  it("takes nothing along to the next one on the connection", async () => {
    const seen = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        readAtOnce(personActor(n % 2 ? user : other), (tx) => tx.query<{ name: string }>("select name from app.runs", [])),
      ),
    );
    for (const [n, rows] of seen.entries()) expect(rows).toEqual([{ name: n % 2 ? "Mine" : "Not mine" }]);
  });

  it("refuses a question that comes after the first answer: it would be outside of the transaction", async () => {
    const late = readAtOnce(actor(), async (tx) => {
      await tx.query("select 1", []);
      return tx.query("select name from app.runs", []);
    });
    await expect(late).rejects.toThrow("sent already");
  });

  it("gives the connection back when the work throws before it has asked everything", async () => {
    const thrown = (): Promise<object[]> => {
      throw new Error("not like this");
    };
    const refused = () => readAtOnce(actor(), (tx) => Promise.all([tx.query("select name from app.runs", []), thrown()]));
    // More often than there are connections: each one that is kept is missing for good.
    for (let n = 0; n < 30; n += 1) await expect(refused()).rejects.toThrow("not like this");
    const [row] = await readAtOnce(actor(), (tx) => tx.query<{ name: string }>("select name from app.runs", []));
    expect(row).toEqual({ name: "Mine" });
  });

  it("cannot write, fails with the first cause, and leaves the connection as good as new", async () => {
    const write = readAtOnce(actor(), async (tx) => {
      await Promise.all([
        tx.query("update app.runs set name = 'changed', version = version + 1 where user_id = $1", [tx.userId]),
        tx.named({ name: "after_the_failure", text: "select name from app.runs where user_id = $1" }, [tx.userId]),
      ]);
    });
    await expect(write).rejects.toThrow("read-only transaction");
    for (let n = 0; n < 20; n += 1) {
      const again = await readAtOnce(actor(), (tx) =>
        tx.named({ name: "after_the_failure", text: "select name from app.runs where user_id = $1" }, [tx.userId]),
      );
      expect(again).toEqual([{ name: "Mine" }]);
    }
  });
});
