import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { findFeedSecret, listFeedOwners, makeFeed, resealFeed, stopFeed } from "@/db/calendar-feeds";
import { asSystem } from "@/db/client";
import { deleteRun, editRun } from "@/db/run-edits";
import { type TestUser, testUser } from "@/db/testing";
import { as, makeRun } from "@/db/testing-nouns";
import { newId, newSecret } from "@/lib/crypto";
import { GET } from "./[token]/route";

async function addressOf(user: TestUser): Promise<string> {
  const found = await as(user, findFeedSecret);
  if (found === null || found === "lost") throw new Error("there is no feed");
  return found.secret;
}

function read(token: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new NextRequest(`http://localhost/api/calendar/${token}`, { headers });
  return GET(request, { params: Promise.resolve({ token }) });
}

const uids = (text: string) => [...text.matchAll(/^UID:(.*)\r$/gm)].map((found) => found[1]);

describe("a feed", () => {
  it("has every run that is not deleted, under ids that stay", async () => {
    const ada = await testUser();
    const [one, two] = [await makeRun(ada, { name: "One" }), await makeRun(ada, { name: "Two" })];
    await as(ada, makeFeed);
    const secret = await addressOf(ada);
    const answer = await read(`${secret}.ics`);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
    const text = await answer.text();
    expect(text).toContain("SUMMARY:One\r\n");
    expect(new Set(uids(text)).size).toBe(2);
    await as(ada, (tx) => editRun(tx, one.id, { name: "First" }));
    await as(ada, (tx) => deleteRun(tx, two.id));
    const later = await (await read(`${secret}.ics`)).text();
    expect(later).toContain("SUMMARY:First\r\n");
    expect(later).toContain("SEQUENCE:2\r\n");
    expect(uids(later)).toHaveLength(1);
    expect(uids(text)).toContain(uids(later)[0]);
  });

  it("answers that nothing has changed, until something has", async () => {
    const ada = await testUser();
    const run = await makeRun(ada);
    await as(ada, makeFeed);
    const token = `${await addressOf(ada)}.ics`;
    const tag = (await read(token)).headers.get("etag") ?? "";
    const same = await read(token, { "if-none-match": `"other", W/${tag}` });
    expect([same.status, await same.text(), same.headers.get("etag")]).toEqual([304, "", tag]);
    await as(ada, (tx) => editRun(tx, run.id, { name: "Edited" }));
    expect((await read(token, { "if-none-match": tag })).status).toBe(200);
    const edited = (await read(token)).headers.get("etag") ?? "";
    await as(ada, (tx) =>
      tx.query("update app.settings set units = 'mi', version = version + 1 where user_id = $1", [tx.userId]),
    );
    const other = await read(token, { "if-none-match": edited });
    expect(other.status).toBe(200);
    expect(await other.text()).toContain("Distance 6.21 mi");
  });

  it("has one address at a time, which leads nowhere once it is changed or stopped", async () => {
    const ada = await testUser();
    await as(ada, makeFeed);
    const first = await addressOf(ada);
    await as(ada, makeFeed);
    const second = await addressOf(ada);
    expect(second).not.toBe(first);
    expect([(await read(`${first}.ics`)).status, (await read(`${second}.ics`)).status]).toEqual([404, 200]);
    expect(await as(ada, resealFeed)).toBe(false);
    expect(await asSystem(newId(), listFeedOwners)).toContain(ada.id);
    await as(ada, stopFeed);
    expect((await read(`${second}.ics`)).status).toBe(404);
    expect(await as(ada, findFeedSecret)).toBeNull();
  });

  it("ends with the account that it is of", async () => {
    const ada = await testUser();
    await makeRun(ada);
    await as(ada, makeFeed);
    const token = `${await addressOf(ada)}.ics`;
    const tag = (await read(token)).headers.get("etag") ?? "";
    await as(ada, (tx) => tx.query("select door.own_account_delete()", []));
    expect([(await read(token)).status, (await read(token, { "if-none-match": tag })).status]).toEqual([404, 404]);
  });

  it("says the same of every address that is not one", async () => {
    const ada = await testUser();
    await as(ada, makeFeed);
    const secret = await addressOf(ada);
    const answers = await Promise.all(
      [`${newSecret()}.ics`, secret, `${secret}.ICS`, "x.ics", "%00.ics", `${secret.slice(1)}.ics`].map(async (token) => {
        const answer = await read(token);
        const { detail } = (await answer.json()) as { detail: string };
        return [answer.status, answer.headers.get("content-type"), detail];
      }),
    );
    for (const answer of answers) expect(answer).toEqual([404, "application/problem+json", "There is no such calendar."]);
  });

  it("of one person is not another's", async () => {
    const [ada, bob] = [await testUser(), await testUser()];
    await makeRun(ada, { name: "Ada's own" });
    await as(bob, makeFeed);
    expect(await (await read(`${await addressOf(bob)}.ics`)).text()).not.toContain("Ada");
  });
});
