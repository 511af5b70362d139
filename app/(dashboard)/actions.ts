"use server";

import { z } from "zod";
import { Failure } from "@/lib/errors";
import { userAction } from "../_auth/action";
import { eraseAccount } from "../_auth/erase";
import { publicAction } from "../_auth/public-action";
import { forgetSession } from "../_auth/start-session";
import { currentVisitor } from "../_auth/visitor";

/** Ends this browser's session: the row first, then the cookie. */
export const signOut = userAction(
  { name: "sessions.revoke", resource: "session", schema: z.object({}) },
  async (tx, _input, { visitor }) => {
    if (visitor.sessionId) await tx.query("select door.own_session_revoke($1)", [visitor.sessionId]);
    await forgetSession();
    return { href: "/sign-in", leave: true, id: visitor.sessionId ?? undefined };
  },
);

/** Leaves the demo: the guest and all that was made for them are gone when it answers. */
export const leaveDemo = publicAction({ name: "guests.leave", schema: z.object({}) }, async (_input, facts) => {
  const visitor = await currentVisitor();
  if (visitor && visitor.role !== "guest") {
    throw new Failure("forbidden", "This is your account, not demo data. Delete it under Your data, if you want to.");
  }
  if (visitor) await eraseAccount(facts, visitor);
  await forgetSession();
  return "/sign-in";
});
