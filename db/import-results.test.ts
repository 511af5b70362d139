import { expect, it } from "vitest";
import { newId } from "@/lib/crypto";
import { countResultsOf } from "./imports";
import { testUser } from "./testing";
import { as } from "./testing-nouns";

it("counts the results of several imports at once, of the person's own alone", async () => {
  const [user, other] = [await testUser(), await testUser()];
  const [first, second, foreign] = [newId(), newId(), newId()];
  const make = (whose: typeof user, id: string, results: readonly string[]) =>
    as(whose, async (tx) => {
      await tx.query("insert into app.imports (user_id, id, files, state) values ($1, $2, '[]', 'done')", [tx.userId, id]);
      await tx.query(
        `insert into app.import_items (user_id, import_id, seq, file, result)
          select $1, $2, n, 'a.zip', r from unnest($3::text[]) with ordinality as given(r, n)`,
        [tx.userId, id, results],
      );
    });
  await make(user, first, ["failed", "imported", "imported", "unchanged"]);
  await make(user, second, []);
  await make(other, foreign, ["imported"]);
  const none = { imported: 0, updated: 0, unchanged: 0, duplicate: 0, failed: 0 };
  expect(await as(user, (tx) => countResultsOf(tx, [first, second, foreign]))).toEqual(
    new Map([
      [first, { ...none, failed: 1, imported: 2, unchanged: 1 }],
      [second, none],
      [foreign, none],
    ]),
  );
});
