import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { asSystem } from "@/db/client";
import { findBadgeSecret, listBadgeOwners, makeBadge, resealBadge, stopBadge } from "@/db/coding-badges";
import { takeHeartbeats } from "@/db/heartbeats";
import { type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { readHeartbeats } from "@/domain/heartbeats";
import { newId, newSecret } from "@/lib/crypto";
import { GET, POST } from "./[token]/route";

async function secretOf(user: TestUser): Promise<string> {
  const found = await as(user, findBadgeSecret);
  if (found === null || found === "lost") throw new Error("there is no badge");
  return found.secret;
}

function read(token: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new NextRequest(`http://localhost/api/badge/${token}`, { headers });
  return GET(request, { params: Promise.resolve({ token: token.replace(/\?.*/, "") }) });
}

/** Somebody who coded for two minutes in one project and for five in another, yesterday. */
async function coder(): Promise<TestUser> {
  const ada = await testUser();
  const at = Math.floor(Date.now() / 86_400_000 - 1) * 86_400 + 36_000;
  const beat = (afterS: number, project: string) => ({ entity: "/p/a.ts", type: "file", time: at + afterS, project });
  const body = [beat(0, "one & <two>"), beat(120, "other"), beat(420, "other")];
  const { beats } = readHeartbeats(body, { userAgent: null, machine: null, timeZone: null }, new Date());
  await as(ada, (tx) =>
    takeHeartbeats(
      tx,
      beats.flatMap((one) => ("error" in one ? [] : [one])),
    ),
  );
  return ada;
}

describe("a badge", () => {
  it("tells the time of a range, also of one project, to shields.io and as a picture", async () => {
    const ada = await coder();
    await as(ada, makeBadge);
    const secret = await secretOf(ada);
    const json = await read(`${secret}.json`);
    expect([json.status, json.headers.get("content-type"), json.headers.get("access-control-allow-origin")]).toEqual([
      ...[200, "application/json", "*"],
    ]);
    expect(await json.json()).toEqual({
      schemaVersion: 1,
      label: "coding, last 7 days",
      message: "7 mins",
      color: expect.any(String),
    });
    const project = `project=${encodeURIComponent("one & <two>")}`;
    expect(await (await read(`${secret}.json?range=all_time&${project}&label=time`)).json()).toMatchObject({
      ...{ label: "time", message: "2 mins" },
    });
    expect(await (await read(`${secret}.json?range=today`)).json()).toMatchObject({ message: "0 secs" });
    const picture = await read(`${secret}.svg?${project}`);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/svg+xml; charset=utf-8"]);
    const svg = await picture.text();
    expect(svg).toContain("<title>one &amp; &lt;two&gt;, last 7 days: 2 mins</title>");
    expect(svg).not.toMatch(/<two>|script/);
    const tag = picture.headers.get("etag") ?? "";
    expect((await read(`${secret}.svg?${project}`, { "if-none-match": tag })).status).toBe(304);
  });

  it("is shown to nobody who does not know its address, and takes nothing but questions", async () => {
    const ada = await coder();
    await as(ada, makeBadge);
    const secret = await secretOf(ada);
    for (const token of [`${newSecret()}.json`, secret, `${secret}.png`, `${secret}.svg.svg`, "x.svg", ".json"]) {
      expect([token, (await read(token)).status]).toEqual([token, 404]);
    }
    for (const wrong of ["range=eternity", "range=0000", "range=9999-12", "project=%00"])
      expect([wrong, (await read(`${secret}.json?${wrong}`)).status]).toEqual([wrong, 422]);
    expect(POST(new NextRequest("http://localhost/api/badge/x.svg", { method: "POST" })).status).toBe(405);
  });

  it("gets a new address, and ends; the old address shows nothing", async () => {
    const ada = await coder();
    expect(await as(ada, makeBadge)).toBe(false);
    const first = await secretOf(ada);
    expect(await as(ada, makeBadge)).toBe(true);
    const second = await secretOf(ada);
    expect([(await read(`${first}.json`)).status, (await read(`${second}.json`)).status]).toEqual([404, 200]);
    expect(await asSystem(newId(), listBadgeOwners)).toContain(ada.id);
    expect(await as(ada, resealBadge)).toBe(false);
    await as(ada, stopBadge);
    expect([(await read(`${second}.json`)).status, await as(ada, findBadgeSecret)]).toEqual([404, null]);
    expect(await asSystem(newId(), listBadgeOwners)).not.toContain(ada.id);
  });
});
