import { describe, expect, it } from "vitest";
import type { UserId } from "@/domain/users";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import { createSession, findApiKey, findSession } from "./accounts";
import { asUser, atDoor, jobActor, type Tx } from "./client";
import { exportRows } from "./export";
import { createKey, listKeys, revokeKey } from "./keys";
import { changeEmail, getAccount, getAvatar, setAvatar } from "./profile";
import { listSessions, revokeOtherSessions, revokeSession } from "./sessions";
import { ownerQuery, testUser } from "./testing";

const as = <T>(id: UserId, work: (tx: Tx) => Promise<T>) => asUser(jobActor(id, newId(), "job"), work);

async function key(user: UserId, expiresAt: Date | null = null) {
  const [id, secret] = [newId(), newId()];
  const made = { id, keyHash: sha256(secret), name: "Laptop", lastFour: secret.slice(-4), scopes: ["read"] as const, expiresAt };
  await as(user, (tx) => createKey(tx, made));
  return { id, secret };
}

async function session(userId: UserId) {
  const [id, secret] = [newId(), newSecret()];
  await atDoor(newId(), (tx) =>
    createSession(tx, { id, tokenHash: sha256(secret), userId, ip: "192.0.2.1", userAgent: "curl/8" }),
  );
  return { id, secret };
}

describe("API keys", () => {
  it("open the door with their scopes until they are revoked, and remember their use", async () => {
    const ada = await testUser();
    const { id, secret } = await key(ada.id);
    expect(await findApiKey(sha256(secret))).toMatchObject({ userId: ada.id, keyId: id, scopes: ["read"] });
    const [listed] = await as(ada.id, listKeys);
    expect(listed).toMatchObject({ id, lastFour: secret.slice(-4) });
    expect(listed?.lastUsedAt).toBeInstanceOf(Date);
    await as(ada.id, (tx) => revokeKey(tx, id));
    expect(await findApiKey(sha256(secret))).toBeNull();
    expect(await as(ada.id, listKeys)).toEqual([]);
  });

  it("are kept as hashes and end on their day", async () => {
    const ada = await testUser();
    const { id, secret } = await key(ada.id, new Date(Date.now() - 1000));
    expect(await findApiKey(sha256(secret))).toBeNull();
    const [row] = await ownerQuery("select to_jsonb(k)::text as row from door.api_keys k where id = $1", [id]);
    expect(row?.["row"]).not.toContain(secret);
  });

  it("cannot be ended by somebody else", async () => {
    const [ada, bob] = [await testUser(), await testUser()];
    const { id, secret } = await key(ada.id);
    await expect(as(bob.id, (tx) => revokeKey(tx, id))).rejects.toMatchObject({ kind: "not_found" });
    expect(await findApiKey(sha256(secret))).not.toBeNull();
    expect(await as(bob.id, listKeys)).toEqual([]);
  });
});

describe("sessions", () => {
  it("are listed, and ended one by one or all but one", async () => {
    const ada = await testUser();
    const [here, there, elsewhere] = [await session(ada.id), await session(ada.id), await session(ada.id)];
    expect((await as(ada.id, listSessions)).map((one) => one.id).sort()).toEqual([here.id, there.id, elsewhere.id].sort());
    await as(ada.id, (tx) => revokeSession(tx, there.id));
    expect(await findSession(sha256(there.secret))).toBeNull();
    expect(await as(ada.id, (tx) => revokeOtherSessions(tx, here.id))).toBe(1);
    expect(await findSession(sha256(elsewhere.secret))).toBeNull();
    expect(await findSession(sha256(here.secret))).toMatchObject({ userId: ada.id });
  });

  it("of others are out of reach", async () => {
    const [ada, bob] = [await testUser(), await testUser()];
    const { id, secret } = await session(ada.id);
    await expect(as(bob.id, (tx) => revokeSession(tx, id))).rejects.toMatchObject({ kind: "not_found" });
    await as(bob.id, (tx) => revokeOtherSessions(tx, null));
    expect(await findSession(sha256(secret))).not.toBeNull();
  });
});

describe("profiles", () => {
  it("change their address unless another account has it", async () => {
    const [ada, bob] = [await testUser(), await testUser()];
    expect(await as(ada.id, (tx) => changeEmail(tx, bob.email.toUpperCase()))).toBe("taken");
    expect((await as(ada.id, getAccount)).email).toBe(ada.email);
    const address = `${newId()}@example.test`;
    expect(await as(ada.id, (tx) => changeEmail(tx, address))).toBe("changed");
    expect((await as(ada.id, getAccount)).email).toBe(address);
  });

  it("have one picture, which is theirs", async () => {
    const [ada, bob] = [await testUser(), await testUser()];
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
    await as(ada.id, (tx) => setAvatar(tx, { type: "image/png", bytes }));
    expect(await as(ada.id, getAvatar)).toEqual({ type: "image/png", bytes });
    expect(await as(bob.id, getAvatar)).toBeNull();
    await as(ada.id, (tx) => setAvatar(tx, null));
    expect(await as(ada.id, getAvatar)).toBeNull();
  });
});

describe("the export", () => {
  it("reads a table in the order of its key, batch by batch, without a row left out or doubled", async () => {
    const ada = await testUser();
    await as(ada.id, (tx) =>
      tx.query(
        `insert into app.ftp_history (user_id, valid_from, ftp_w) select $1, date '2020-01-01' + n, 200 + n % 50 from generate_series(0, 1203) n`,
        [ada.id],
      ),
    );
    const days: string[] = [];
    let after: string | null = null;
    do {
      const from: string | null = after;
      const page: { rows: string[]; next: string | null } = await as(ada.id, (tx) => exportRows(tx, "ftp_history", from));
      days.push(...page.rows.map((row) => JSON.parse(row).valid_from));
      after = page.next;
    } while (after !== null);
    expect(days).toHaveLength(1204);
    expect(days).toEqual([...new Set(days)].sort());
    expect(days[0]).toBe("2020-01-01");
  });
});
