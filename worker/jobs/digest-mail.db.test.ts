import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { ownDatabase } from "@/bin/test/own-database";
import { createAccount } from "@/db/accounts";
import { type Actor, asUser, atDoor, jobActor } from "@/db/client";
import { countWeek, putDigest } from "@/db/digests";
import { wantsWeekly, wantWeekly } from "@/db/mail";
import { closePools } from "@/db/pool";
import { isoWeekOf } from "@/domain/iso-weeks";
import { addDays, localDate } from "@/domain/time-zones";
import { parseUserId } from "@/domain/users";
import { startSmtp } from "@/e2e/simulators/smtp";
import { newId } from "@/lib/crypto";
import { readUnsubscribeToken, unsubscribeToken } from "@/lib/unsubscribe";
import { sendDigests } from "./digest-mail";

/** The rows are stamped by the database, so the week is that of its clock. */
const LAST_WEEK = isoWeekOf(addDays(localDate(new Date(), "UTC"), -7));

/** Letters go to everybody who wants them, so these people have a database of their own. */
let database: Awaited<ReturnType<typeof ownDatabase>>;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
beforeAll(async () => {
  database = await ownDatabase();
  smtp = await startSmtp();
  const environment = {
    ...database.environment,
    SMTP_URL: smtp.url,
    AUTH_SECRET: "a".repeat(40),
    APP_URL: "https://almanac.test",
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  await closePools();
  await smtp.stop();
  await database.drop();
});
beforeEach(() => {
  smtp.letters.length = 0;
  smtp.state.refuse = false;
  smtp.state.silent = false;
  smtp.state.away = false;
});

async function person(wanted: boolean): Promise<{ actor: Actor; email: string }> {
  const userId = parseUserId(randomUUID());
  const email = `${userId}@example.test`;
  await atDoor(newId(), (tx) => createAccount(tx, { userId, email, passwordHash: "none", name: "Ada", timeZone: "UTC" }, "open"));
  const actor = jobActor(userId, newId(), "job");
  if (wanted) await asUser(actor, (tx) => wantWeekly(tx, true));
  await asUser(actor, async (tx) => putDigest(tx, LAST_WEEK, await countWeek(tx, LAST_WEEK), true));
  return { actor, email };
}

const sentTo = (email: string) => smtp.letters.filter(({ to }) => to === email);

it("sends a week once to whoever wants it, however many schedules look at once, and to nobody else", async () => {
  const [ada, bob] = [await person(true), await person(false)];
  await Promise.all(Array.from({ length: 10 }, () => sendDigests(new Date())));
  expect(sentTo(ada.email)).toHaveLength(1);
  expect(sentTo(bob.email)).toHaveLength(0);
  const [letter] = sentTo(ada.email);
  const text = letter?.data.replaceAll("=\n", "") ?? "";
  expect(text).toContain(`Subject: Week ${Number(LAST_WEEK.slice(6))}, ${LAST_WEEK.slice(0, 4)} in review`);
  expect(text).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(text).toMatch(/List-Unsubscribe:\s+<https:\/\/almanac\.test\/api\/unsubscribe\//);
  expect(await sendDigests(new Date())).toEqual({ sent: 0, failed: 0 });
});

it("tries again where the server did not take the letter, and sends no week that was written before it was asked for", async () => {
  const ada = await person(true);
  smtp.state.refuse = true;
  expect(await sendDigests(new Date())).toEqual({ sent: 0, failed: 1 });
  smtp.state.refuse = false;
  expect(await sendDigests(new Date())).toEqual({ sent: 1, failed: 0 });
  expect(sentTo(ada.email)).toHaveLength(1);
  const bob = await person(false);
  await asUser(bob.actor, (tx) => wantWeekly(tx, true));
  expect(await sendDigests(new Date())).toEqual({ sent: 0, failed: 0 });
});

it("sends no letters about weeks of the past that are written later", async () => {
  const ada = await person(true);
  expect(await sendDigests(new Date())).toEqual({ sent: 1, failed: 0 });
  const today = localDate(new Date(), "UTC");
  await asUser(ada.actor, async (tx) => {
    for (const days of [-14, -21, -350]) {
      const isoWeek = isoWeekOf(addDays(today, days));
      await putDigest(tx, isoWeek, await countWeek(tx, isoWeek), true);
    }
  });
  expect(await sendDigests(new Date())).toEqual({ sent: 0, failed: 0 });
  expect(sentTo(ada.email)).toHaveLength(1);
});

it("sends no letter twice whose receipt was not heard, and again one that found no server", async () => {
  const ada = await person(true);
  smtp.state.silent = true;
  expect(await sendDigests(new Date())).toEqual({ sent: 0, failed: 1 });
  smtp.state.silent = false;
  expect(await sendDigests(new Date())).toEqual({ sent: 0, failed: 0 });
  expect(sentTo(ada.email)).toHaveLength(1);
  const bob = await person(true);
  smtp.state.away = true;
  expect(await sendDigests(new Date())).toEqual({ sent: 0, failed: 1 });
  smtp.state.away = false;
  expect(await sendDigests(new Date())).toEqual({ sent: 1, failed: 0 });
  expect(sentTo(bob.email)).toHaveLength(1);
});

it("ends them by the address in the letter, which is good for one person and one kind", async () => {
  const { actor } = await person(true);
  const token = unsubscribeToken(actor.userId, "weekly");
  expect(readUnsubscribeToken(token, "weekly")).toBe(actor.userId);
  expect(readUnsubscribeToken(token, "monthly")).toBeNull();
  expect(readUnsubscribeToken(`${randomUUID()}.${token.split(".")[1]}`, "weekly")).toBeNull();
  for (const other of ["", `${token}x`, `${token}.x`, token.toUpperCase()])
    expect(readUnsubscribeToken(other, "weekly")).toBeNull();
  expect(await asUser(actor, wantsWeekly)).toBe(true);
  await asUser(actor, (tx) => wantWeekly(tx, false));
  expect(await asUser(actor, wantsWeekly)).toBe(false);
});
