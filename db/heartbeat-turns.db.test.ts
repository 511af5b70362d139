import { expect, it } from "vitest";
import { asUser } from "./client";
import { codingTotals } from "./coding-reads";
import { lockCoding } from "./coding-settings";
import { beatAt } from "./coding-testing";
import { storeHeartbeats } from "./heartbeat-turns";
import { listOrigins } from "./heartbeats";
import { ownerQuery, testUser } from "./testing";
import { as, personActor } from "./testing-nouns";

const totalOf = (user: { id: string }) =>
  as(
    user as Parameters<typeof as>[0],
    async (tx) => (await codingTotals(tx, { from: null, to: "2100-01-01", dimensions: [] })).totalUs,
  );

it("leaves the connections to others while a person's requests wait for each other", async () => {
  const [busy, other] = [await testUser(), await testUser()];
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  let locked = () => {};
  const isLocked = new Promise<void>((done) => {
    locked = done;
  });
  const recount = asUser(personActor(busy), async (tx) => {
    await lockCoding(tx);
    locked();
    await held;
  });
  await isLocked;
  // More than there are connections.
  const waiting = Array.from({ length: 40 }, (_, n) => storeHeartbeats(personActor(busy), [beatAt(n * 60)]));
  await storeHeartbeats(personActor(other), [beatAt(0), beatAt(60)]);
  expect(await totalOf(other)).toBe(60e6);
  expect(await totalOf(busy)).toBe(0);
  release();
  await Promise.all([recount, ...waiting]);
  expect(await totalOf(busy)).toBe(39 * 60e6);
});

it("what the database refuses of one request is nothing to those that waited with it", async () => {
  const user = await testUser();
  const actor = personActor(user);
  const wrong = { ...beatAt(60), lines: 5_000_000_000 };
  const answers = await Promise.allSettled([
    storeHeartbeats(actor, [beatAt(0)]),
    storeHeartbeats(actor, [beatAt(30)]),
    storeHeartbeats(actor, [wrong, beatAt(90)]),
    storeHeartbeats(actor, [beatAt(120, { project: "new" })]),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(await totalOf(user)).toBe(120e6);
  const rows = await ownerQuery("select from app.heartbeats where user_id = $1", [user.id]);
  expect(rows).toHaveLength(3);
  expect(await as(user, (tx) => listOrigins(tx, "user_agents"))).toHaveLength(1);
});
