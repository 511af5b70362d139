"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { userAction } from "../_auth/action";
import { cookieName } from "../_auth/cookie";

/** Ends this browser's session: the row first, then the cookie. */
export const signOut = userAction(
  { name: "sessions.revoke", resource: "session", schema: z.object({}) },
  async (tx, _input, { visitor }) => {
    if (visitor.sessionId) await tx.query("select door.own_session_revoke($1)", [visitor.sessionId]);
    (await cookies()).delete(cookieName());
    return { href: "/sign-in", id: visitor.sessionId ?? undefined };
  },
);
