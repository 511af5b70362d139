import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { dumpToken } from "@/app/_auth/dump-address";
import { WAKATIME_SPECS } from "@/app/api/_spec";
import { makeKey } from "@/app/api/_spec/testing";
import * as v1 from "@/app/api/_spec/v1";
import { listKeys, revokeKey } from "@/db/keys";
import { type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { addDays, localDate } from "@/domain/time-zones";
import { sha256 } from "@/lib/crypto";
import { GET as openDump } from "../dumps/[token]/route";
import { type Asked, askDoor, beat, type Client, own, serveDoor, UA } from "./testing";

/** Everything of a person as a file, and nothing of anybody else. */
let server: Client;
let ada: TestUser;
let key: string;

beforeAll(async () => {
  server = await serveDoor();
});
afterAll(() => server.close());
beforeEach(async () => {
  ada = await testUser({ name: "Ada", timeZone: "Europe/Berlin" });
  key = await makeKey(ada);
});

const ask = (path: string, asked: Partial<Asked> = {}) => askDoor(server.address, path, { key, ...asked });

/** Two heartbeats two minutes apart, not across a midnight. */
async function twoMinutes(more: Record<string, unknown> = {}, afterS = 0): Promise<string> {
  const day = addDays(localDate(new Date(), "Europe/Berlin"), -1);
  const at = Date.parse(`${day}T10:00:00Z`) / 1000 + afterS;
  const { status } = await ask(`${own}/heartbeats.bulk`, {
    body: [beat(at, more), beat(at + 120, more)],
    headers: { "x-machine-name": "ada%27s+box" },
  });
  expect(status).toBe(201);
  return day;
}

describe("data dumps", () => {
  it("are asked for, listed and downloaded with the key; heartbeats come back as they went in", async () => {
    const day = await twoMinutes({ cursorpos: 7, is_write: true });
    const made = await ask(`${own}/data_dumps`, { body: { type: "heartbeats", email_when_finished: false } });
    expect([made.status, v1.makeDumpSpec.response.safeParse(made.body).error]).toEqual([201, undefined]);
    const leave = { keyHash: sha256(key).toString("base64url"), type: "heartbeats" } as const;
    const listed = await ask(`${own}/data_dumps`);
    expect(v1.dumpsSpec.response.safeParse(listed.body).error).toBeUndefined();
    expect(listed.body.data.map(({ id }: { id: string }) => id)).toContain(made.body.data.id);
    // The address in the answer is good by itself, as WakaTime's are; the one that is always the same asks for the key.
    const token = new URL(made.body.data.download_url).pathname.slice("/api/dumps/".length);
    const download = (part: string) =>
      openDump(new NextRequest(`http://localhost/api/dumps/${part}`), { params: Promise.resolve({ token: part }) });
    const fetched = await (await download(token)).json();
    for (const wrong of [token.slice(0, -6), `x${token}`, "x.json", `${dumpToken({ ...leave, untilMs: Date.now() - 1 })}.json`]) {
      expect((await download(wrong)).status).toBe(404);
    }
    const eve = await testUser();
    const addressOf = async (mine: string) => {
      const { body } = await ask(`${own}/data_dumps`, { key: mine, method: "POST" });
      return new URL(body.data.download_url).pathname.slice("/api/dumps/".length);
    };
    const [eves, revoked, evesOther] = [await makeKey(eve), await makeKey(eve), await makeKey(eve)];
    const [ofEve, ofRevoked] = [await addressOf(eves), await addressOf(revoked)];
    expect([(await download(ofEve)).status, (await download(ofRevoked)).status]).toEqual([200, 200]);
    await as(eve, async (tx) => {
      const last = revoked.slice(-4);
      const mine = await listKeys(tx);
      await revokeKey(tx, mine.find(({ lastFour }) => lastFour === last)?.id ?? "");
    });
    // An address ends with its key, and with nobody else's.
    expect([(await download(ofEve)).status, (await download(ofRevoked)).status]).toEqual([200, 404]);
    const ofSender = dumpToken({
      ...leave,
      keyHash: sha256(await makeKey(eve, ["heartbeats"])).toString("base64url"),
      untilMs: Date.now() + 60_000,
    });
    expect((await download(`${ofSender}.json`)).status).toBe(404);
    const ofOther = await addressOf(evesOther);
    await as(eve, (tx) => tx.query("select door.own_account_delete()", []));
    expect([(await download(ofEve)).status, (await download(ofOther)).status]).toEqual([404, 404]);
    const path = `${own}/data_dumps/heartbeats.json`;
    expect((await ask(path, { key: null })).status).toBe(401);
    expect((await ask(path)).body).toEqual(fetched);
    const dump = (await ask(path)).body;
    expect([dump.user.id, dump.days.map(({ date }: { date: string }) => date)]).toEqual([ada.id, [day]]);
    expect(dump.days[0].heartbeats).toMatchObject([
      { entity: "/p/main.go", cursorpos: 7, is_write: true, user_agent: UA, machine: "ada's box" },
      { branch: "main" },
    ]);
    const daily = (await ask(`${own}/data_dumps/daily.json`)).body;
    expect(daily.days).toMatchObject([{ date: day, grand_total: { total_seconds: 120 }, languages: [{ name: "Go" }] }]);
    // What was dumped can be sent to another account.
    const bob = await makeKey(await testUser());
    expect((await ask(`${own}/heartbeats.bulk`, { key: bob, body: dump.days[0].heartbeats })).status).toBe(201);
    const again = (await ask(`${own}/data_dumps/heartbeats.json`, { key: bob })).body.days[0].heartbeats;
    const bare = ({ user_id: _, created_at: __, ...rest }: Record<string, unknown>) => rest;
    expect(again.map(bare)).toEqual(dump.days[0].heartbeats.map(bare));
  });

  it("of another kind, or of nobody", async () => {
    expect((await ask(`${own}/data_dumps`, { body: { type: "secrets" } })).body.errors.type).toHaveLength(1);
    for (const wrong of ["{", "null", "5"]) expect((await ask(`${own}/data_dumps`, { body: wrong })).status).toBe(400);
    for (const nothing of ["", "{}"]) {
      const made = await ask(`${own}/data_dumps`, { method: "POST", body: nothing });
      expect([made.status, made.body.data.type]).toEqual([201, "heartbeats"]);
    }
    expect((await ask(`${own}/data_dumps/other.json`)).status).toBe(404);
    const empty = (await ask(`${own}/data_dumps/heartbeats.json`)).body;
    expect([empty.days, z.number().safeParse(empty.range.start).success]).toEqual([[], true]);
  });
});

describe("another person's time", () => {
  it("is in no answer", async () => {
    await twoMinutes({ project: "Adas-secret", entity: "/adas/secret.go", branch: "Adas-branch" });
    const bob = await makeKey(await testUser());
    for (const spec of WAKATIME_SPECS.filter(({ method }) => method === "GET")) {
      const id = { "coding.dump": "heartbeats.json", "coding.project": "Adas-secret" }[spec.name] ?? "all_time";
      const path = `/api${spec.path.replace("{id}", id)}?date=${localDate(new Date(), "UTC")}&range=last_7_days`;
      const answer = await ask(path, { key: bob });
      expect([200, 404]).toContain(answer.status);
      // Whole words of hers: three letters alone come up in the random secrets of his own addresses.
      expect(answer.text).not.toMatch(/adas[-/]|ada's box/i);
    }
  });
});
