"use server";

import { z } from "zod";
import { changePassword } from "@/db/profile";
import { revokeOtherSessions, revokeSession } from "@/db/sessions";
import { passwordField } from "@/domain/sign-up";
import { userAction } from "../../../_auth/action";
import { confirmPassword } from "../../../_auth/confirm-password";
import { hashPassword } from "../../../_auth/password";

const PAGE = ["/settings/security"];

/** Changes the password and signs all other browsers out. */
export const savePassword = userAction(
  {
    name: "accounts.password",
    resource: "account",
    schema: z.object({ currentPassword: z.string().max(1024), newPassword: passwordField }),
    first: ({ currentPassword }, actor) => confirmPassword(actor, currentPassword),
  },
  async (tx, { newPassword }, { visitor }) => {
    await changePassword(tx, await hashPassword(newPassword));
    const count = await revokeOtherSessions(tx, visitor.sessionId);
    const others =
      count === 0 ? "" : count === 1 ? " One other browser was signed out." : ` ${count} other browsers were signed out.`;
    return { message: `Password changed.${others}`, revalidate: PAGE };
  },
);

/** Signs one other browser out. */
export const endSession = userAction(
  { name: "sessions.revoke", resource: "session", schema: z.object({ id: z.uuid() }), idField: "id" },
  async (tx, { id }) => {
    await revokeSession(tx, id);
    return { message: "Signed out there.", revalidate: PAGE };
  },
);

/** Signs every other browser out. */
export const endOtherSessions = userAction(
  { name: "sessions.revoke_others", resource: "session", schema: z.object({}) },
  async (tx, _input, { visitor }) => {
    const count = await revokeOtherSessions(tx, visitor.sessionId);
    return { message: count === 1 ? "One browser was signed out." : `${count} browsers were signed out.`, revalidate: PAGE };
  },
);
