import { expect, it, vi } from "vitest";
import { asUser, jobActor } from "@/db/client";
import { changePassword } from "@/db/profile";
import { testUser } from "@/db/testing";
import { newId } from "@/lib/crypto";
import { confirmPassword } from "./confirm-password";
import { hashPassword } from "./password";

/** A pool of one: whoever asked inside of a transaction would wait for itself. */
vi.hoisted(() => {
  process.env["DATABASE_POOL_MAX"] = "1";
});

it("counts wrong passwords, whatever comes of them, and forgets them after the right one", async () => {
  const user = await testUser();
  const actor = jobActor(user.id, newId(), "job");
  const hash = await hashPassword("seven herons by the weir");
  await asUser(actor, (tx) => changePassword(tx, hash));
  const wrong = () => confirmPassword(actor, "eight herons by the weir");
  for (let attempt = 0; attempt < 9; attempt++) await expect(wrong()).rejects.toMatchObject({ kind: "invalid" });
  await confirmPassword(actor, "seven herons by the weir");
  for (let attempt = 0; attempt < 10; attempt++) await expect(wrong()).rejects.toMatchObject({ kind: "invalid" });
  await expect(wrong()).rejects.toMatchObject({ kind: "too_many", extra: { retryAfterS: expect.any(Number) } });
});
