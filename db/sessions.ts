import { notFound } from "@/lib/errors";
import type { Tx } from "./client";

/** A browser that is signed in. */
export type Session = {
  id: string;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  ip: string | null;
  userAgent: string | null;
};

/** The user's own live sessions, last used first. */
export function listSessions(tx: Tx): Promise<Session[]> {
  return tx.query<Session>(
    `select id, created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt", ip, user_agent as "userAgent"
      from door.own_sessions()`,
    [],
  );
}

/** Signs one browser out. @throws Failure "not_found" */
export async function revokeSession(tx: Tx, id: string): Promise<void> {
  const [row] = await tx.query<{ done: boolean }>("select door.own_session_revoke($1) as done", [id]);
  if (!row?.done) throw notFound("session");
}

/** Signs every browser out but one; answers how many. */
export async function revokeOtherSessions(tx: Tx, keep: string | null): Promise<number> {
  const [row] = await tx.query<{ count: number }>("select door.own_sessions_revoke_except($1) as count", [keep]);
  return row?.count ?? 0;
}
