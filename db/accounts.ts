import type { Role, Scope, UserId } from "@/domain/users";
import { parseUserId } from "@/domain/users";
import { type DoorTx, lookUp, type Tx } from "./client";

/** Days that a session lives after its last use. */
export const SESSION_DAYS = 60;

/** The signed-in person, with the settings that every page needs. */
export type Visitor = {
  userId: UserId;
  role: Role;
  name: string;
  sessionId: string | null;
  keyId: string | null;
  scopes: Scope[] | null;
  lastUsedAt: Date | null;
  timeZone: string;
  units: "km" | "mi";
  firstWeekday: number;
  theme: "light" | "dark" | "system";
  numberFormat: string;
  avatarType: string | null;
};

type VisitorRow = {
  user_id: string;
  role: Role;
  name: string;
  session_id: string | null;
  key_id: string | null;
  scopes: Scope[] | null;
  last_used_at: Date | null;
  time_zone: string;
  units: "km" | "mi";
  first_weekday: number;
  theme: "light" | "dark" | "system";
  number_format: string;
  avatar_type: string | null;
};

function visitorOf(row: VisitorRow | undefined): Visitor | null {
  if (!row) return null;
  return {
    userId: parseUserId(row.user_id),
    role: row.role,
    name: row.name,
    sessionId: row.session_id,
    keyId: row.key_id,
    scopes: row.scopes,
    lastUsedAt: row.last_used_at,
    timeZone: row.time_zone,
    units: row.units,
    firstWeekday: row.first_weekday,
    theme: row.theme,
    numberFormat: row.number_format,
    avatarType: row.avatar_type,
  };
}

const FIND_SESSION = { name: "find_session", text: "select * from door.find_session($1)" };
const FIND_API_KEY = { name: "find_api_key", text: "select * from door.find_api_key($1)" };
const TOUCH_SESSION = { name: "touch_session", text: "select door.touch_session($1, $2)" };

/** The visitor of a live session, by the SHA-256 of its token; null when revoked, expired or unknown. */
export async function findSession(tokenHash: Buffer): Promise<Visitor | null> {
  return visitorOf((await lookUp<VisitorRow>(FIND_SESSION, [tokenHash]))[0]);
}

/** The visitor of a live API key, by the SHA-256 of the key; null when revoked, expired or unknown. */
export async function findApiKey(keyHash: Buffer): Promise<Visitor | null> {
  return visitorOf((await lookUp<VisitorRow>(FIND_API_KEY, [keyHash]))[0]);
}

/** Notes that a session was used and lets it live on. */
export async function touchSession(sessionId: string): Promise<void> {
  await lookUp(TOUCH_SESSION, [sessionId, SESSION_DAYS]);
}

/** Whether this Almanac has its owner yet. */
export async function hasOwner(): Promise<boolean> {
  const [row] = await lookUp<{ has_owner: boolean }>({ name: "has_owner", text: "select door.has_owner()" }, []);
  return row?.has_owner ?? false;
}

export type NewAccount = { userId: string; email: string; passwordHash: string; name: string; timeZone: string };

/** Makes an account where the mode allows it. The first becomes the owner, also when two come at once. */
export async function createAccount(tx: DoorTx, account: NewAccount, mode: "first" | "open" | "closed") {
  const [row] = await tx.query<{ role: "owner" | "member" | "closed" | "taken" }>(
    "select door.create_account($1, $2, $3, $4, $5, $6) as role",
    [account.userId, account.email, account.passwordHash, account.name, account.timeZone, mode],
  );
  return row?.role ?? "closed";
}

/** Makes a guest: a person without e-mail and password. */
export async function createGuest(tx: DoorTx, userId: string, name: string, timeZone: string): Promise<void> {
  await tx.query("select door.create_guest($1, $2, $3)", [userId, name, timeZone]);
}

/** Turns the guest of the transaction into an account, data and all. */
export async function claimGuest(tx: Tx, account: Omit<NewAccount, "userId" | "timeZone">, mode: "first" | "open" | "closed") {
  const [row] = await tx.query<{ role: "owner" | "member" | "closed" | "taken" }>(
    "select door.own_claim($1, $2, $3, $4) as role",
    [account.email, account.passwordHash, account.name, mode],
  );
  return row?.role ?? "closed";
}

/** The account of an e-mail address, for sign-in. */
export async function findAccount(tx: DoorTx, email: string) {
  const [row] = await tx.query<{ user_id: string; password_hash: string | null; role: Role }>(
    "select * from door.find_account($1)",
    [email],
  );
  return row ? { userId: parseUserId(row.user_id), passwordHash: row.password_hash, role: row.role } : null;
}

/** Makes a session; only the token's hash is kept. */
export async function createSession(
  tx: DoorTx,
  session: { id: string; tokenHash: Buffer; userId: UserId; ip: string | null; userAgent: string | null },
): Promise<void> {
  await tx.query("select door.create_session($1, $2, $3, $4, $5, $6)", [
    session.id,
    session.tokenHash,
    session.userId,
    SESSION_DAYS,
    session.ip,
    session.userAgent,
  ]);
}

/**
 * Counts an attempt against a limit before the password is looked at. Answers the seconds to wait, 0 when it may go on.
 * Outside the caller's transaction, so that a refusal does not undo the count.
 */
export async function takeAttempt(key: string, limit: number, windowS: number): Promise<number> {
  const [row] = await lookUp<{ wait: number }>({ name: "take_attempt", text: "select door.take_attempt($1, $2, $3) as wait" }, [
    key,
    limit,
    windowS,
  ]);
  return row?.wait ?? 0;
}

/** A success gives back what it took. */
export async function returnAttempt(accountKey: string, addressKey: string): Promise<void> {
  await lookUp({ name: "return_attempt", text: "select door.return_attempt($1, $2)" }, [accountKey, addressKey]);
}
