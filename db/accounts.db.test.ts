import { describe, expect, it } from "vitest";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import { createAccount, createSession, findSession, takeAttempt } from "./accounts";
import { asOwner, asUser, atDoor, jobActor } from "./client";
import { testUser } from "./testing";
import { recordAction } from "./user-actions";

const email = () => `${newId()}@example.org`;
const account = (address: string) => ({
  userId: newId(),
  email: address,
  passwordHash: "hash",
  name: "Ada",
  timeZone: "Europe/Berlin",
});

describe("accounts", () => {
  it("gives the owner's role to exactly one of many that come at once", async () => {
    const roles = await Promise.all(
      Array.from({ length: 8 }, () => atDoor(newId(), (tx) => createAccount(tx, account(email()), "open"))),
    );
    expect(roles.filter((role) => role === "owner").length).toBeLessThanOrEqual(1);
    expect(new Set(roles)).not.toContain("closed");
    expect(await atDoor(newId(), (tx) => createAccount(tx, account(email()), "first"))).toBe("closed");
  });

  it("refuses a second account for the same address, whatever its case", async () => {
    const address = email();
    await atDoor(newId(), (tx) => createAccount(tx, account(address), "open"));
    expect(await atDoor(newId(), (tx) => createAccount(tx, account(address.toUpperCase()), "open"))).toBe("taken");
  });

  it("finds a session with its settings until it is revoked", async () => {
    const user = await testUser();
    const hash = sha256(newSecret());
    const id = newId();
    await atDoor(newId(), (tx) => createSession(tx, { id, tokenHash: hash, userId: user.id, ip: null, userAgent: null }));
    expect(await findSession(hash)).toMatchObject({ userId: user.id, sessionId: id, units: "km", theme: "system" });
    await asUser(jobActor(user.id, newId(), "job"), (tx) => tx.query("select door.own_session_revoke($1)", [id]));
    expect(await findSession(hash)).toBeNull();
  });

  it("counts attempts, also parallel ones, and says how long to wait", async () => {
    const key = `account:${newId()}`;
    const waits = await Promise.all(Array.from({ length: 15 }, () => takeAttempt(key, 10, 900)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
    expect(Math.max(...waits)).toBeGreaterThan(890);
  });
});

describe("the audit log", () => {
  it("shows a person their own rows and refuses to change them", async () => {
    const [ada, bob] = [await testUser(), await testUser()];
    const actor = jobActor(ada.id, newId(), "job");
    await asUser(actor, (tx) => recordAction(tx, { action: "tests.write", outcome: "success" }));
    const read = (id: string) =>
      asUser(jobActor(id, newId(), "job"), (tx) =>
        tx.query("select action from app.user_actions where action = 'tests.write'", []),
      );
    expect(await read(ada.id)).toHaveLength(1);
    expect(await read(bob.id)).toHaveLength(0);
    await expect(asUser(actor, (tx) => tx.query("delete from app.user_actions", []))).rejects.toThrow(/permission denied/);
    await expect(asUser(actor, (tx) => tx.query("update app.user_actions set action = 'x'", []))).rejects.toThrow(
      /permission denied/,
    );
  });

  it("opens to the owner alone, as the database sees it", async () => {
    const user = await testUser();
    const pretender = { ...jobActor(user.id, newId(), "job"), role: "owner" as const };
    expect(await asOwner(pretender, (tx) => tx.query("select action from app.user_actions", []))).toHaveLength(0);
    await expect(asOwner({ ...pretender, role: "member" }, (tx) => tx.query("select 1", []))).rejects.toThrow(/owner/);
  });
});
