import { existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { onlyOnce } from "@/db/housekeeping";
import { ownerQuery, testUser } from "@/db/testing";
import { newId } from "@/lib/crypto";
import { uploadFolder } from "@/lib/uploads";
import { purgeAll } from "./housekeeping";
import { uploadChanged } from "./imports.fixture";

const file = { name: "a.fit", bytes: "nothing" };

describe("housekeeping", () => {
  it("removes uploads that never became an import and those of undone imports after a month, and no others", async () => {
    const user = await testUser();
    const kept = await uploadChanged(user, [file], "state = 'done', finished_at = now() - interval '2 years'");
    const worn = await uploadChanged(user, [file], "state = 'undone', finished_at = now() - interval '31 days'");
    const fresh = await uploadChanged(user, [file], "state = 'undone', finished_at = now()");
    const [broken, arriving] = [newId(), newId()];
    for (const id of [broken, arriving]) {
      mkdirSync(uploadFolder(user.id, id), { recursive: true });
      writeFileSync(join(uploadFolder(user.id, id), "0001"), "half");
    }
    const old = new Date(Date.now() - 2 * 86_400_000);
    for (const id of [broken, kept]) utimesSync(uploadFolder(user.id, id), old, old);
    let done = null;
    while (done === null) done = await purgeAll(new Date());
    const there = (id: string) => existsSync(uploadFolder(user.id, id));
    expect([kept, fresh, arriving].map(there)).toEqual([true, true, true]);
    expect([worn, broken].map(there)).toEqual([false, false]);
  });

  it("takes unused guests away with their uploads", async () => {
    const guest = await testUser({ role: "guest" });
    await uploadChanged(guest, [file], "state = 'done'");
    await ownerQuery("update door.accounts set created_at = now() - interval '8 days' where user_id = $1", [guest.id]);
    let done = null;
    while (done === null) done = await purgeAll(new Date());
    expect(existsSync(uploadFolder(guest.id))).toBe(false);
    expect(await ownerQuery("select from app.users where user_id = $1", [guest.id])).toEqual([]);
  });

  it("does a job once at a time", async () => {
    let free: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      free = resolve;
    });
    let entered: () => void = () => undefined;
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const first = onlyOnce(newId(), "test", async () => {
      entered();
      await held;
      return "first";
    });
    await inside;
    expect(await onlyOnce(newId(), "test", async () => "second")).toBeNull();
    expect(await onlyOnce(newId(), "another", async () => "other")).toBe("other");
    free();
    expect(await first).toBe("first");
  });
});
