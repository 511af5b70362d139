import { Failure } from "@/lib/errors";
import type { Tx } from "./client";

/** The account of the transaction: what the door knows of it. A guest has no e-mail. */
export type Account = { email: string | null; role: "owner" | "member" | "guest"; createdAt: Date; hasPassword: boolean };

/** The user's own account. @throws Failure "unauthenticated" when it is gone */
export async function getAccount(tx: Tx): Promise<Account> {
  const [row] = await tx.query<Account>(
    `select email, role, created_at as "createdAt", has_password as "hasPassword" from door.own_account()`,
    [],
  );
  if (!row) throw new Failure("unauthenticated", "Unauthorized. This account is not there any more.");
  return row;
}

/** The hash of the user's own password; null for guests. */
export async function getPasswordHash(tx: Tx): Promise<string | null> {
  const [row] = await tx.query<{ hash: string | null }>("select door.own_password_hash() as hash", []);
  return row?.hash ?? null;
}

/** Replaces the user's own password. */
export async function changePassword(tx: Tx, passwordHash: string): Promise<void> {
  await tx.query("select door.own_password_change($1)", [passwordHash]);
}

/** Changes the address to sign in with; `taken` when another account has it. */
export async function changeEmail(tx: Tx, email: string): Promise<"changed" | "taken"> {
  const [row] = await tx.query<{ result: "changed" | "taken" }>("select door.own_email_change($1) as result", [email]);
  return row?.result ?? "taken";
}

export type Avatar = { type: "image/png" | "image/jpeg" | "image/webp"; bytes: Buffer };

/** The user's picture; null without one. */
export async function getAvatar(tx: Tx): Promise<Avatar | null> {
  const [row] = await tx.query<Avatar>(
    `select avatar_type as type, avatar as bytes from app.users where user_id = $1 and avatar is not null`,
    [tx.userId],
  );
  return row ?? null;
}

/** Sets the user's picture, or takes it away. */
export async function setAvatar(tx: Tx, avatar: Avatar | null): Promise<void> {
  await tx.query("update app.users set avatar_type = $2, avatar = $3 where user_id = $1", [
    tx.userId,
    avatar?.type ?? null,
    avatar?.bytes ?? null,
  ]);
}

/** Takes the heart-rate zones of a day away; false when there are none. */
export async function deleteHeartRateZones(tx: Tx, validFrom: string): Promise<boolean> {
  const text = "delete from app.heart_rate_zones where user_id = $1 and valid_from = $2 returning valid_from";
  return (await tx.query(text, [tx.userId, validFrom])).length > 0;
}
