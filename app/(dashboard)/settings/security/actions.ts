"use server";

import { z } from "zod";
import { unlinkIdentity } from "@/db/identities";
import { changePassword, getAccount } from "@/db/profile";
import { revokeOtherSessions, revokeSession } from "@/db/sessions";
import { PROVIDER_NAMES, PROVIDERS } from "@/domain/connections";
import { passwordField } from "@/domain/sign-up";
import { Failure } from "@/lib/errors";
import { userAction } from "../../../_auth/action";
import { confirmPassword } from "../../../_auth/confirm-password";
import { renewSession, requireFresh } from "../../../_auth/fresh-session";
import { hashPassword } from "../../../_auth/password";
import { requestFacts } from "../../../_auth/request";
import { startSession } from "../../../_auth/start-session";

const PAGE = ["/settings/security"];

const others = (count: number) =>
  count === 0 ? "" : count === 1 ? " One other browser was signed out." : ` ${count} other browsers were signed out.`;

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
    return { message: `Password changed.${others(count)}`, revalidate: PAGE };
  },
);

/** Sets the first password of an account that a service made: only shortly after signing in, and never in another's place. */
export const saveFirstPassword = userAction(
  { name: "accounts.first_password", resource: "account", schema: z.object({ newPassword: passwordField }) },
  async (tx, { newPassword }, { visitor }) => {
    await requireFresh(tx, visitor, new Date());
    if (visitor.role === "guest") throw new Failure("forbidden", "Demo data has no password. Make this your account first.");
    if ((await getAccount(tx)).hasPassword) throw new Failure("conflict", "There is a password already. Open the page anew.");
    await changePassword(tx, await hashPassword(newPassword));
    const count = await revokeOtherSessions(tx, visitor.sessionId);
    return { message: `Password set.${others(count)}`, revalidate: PAGE };
  },
);

/** Shows by the password that it is still the same person, who may then add a way to sign in. */
export const confirmSelf = userAction(
  {
    name: "sessions.confirm",
    resource: "session",
    schema: z.object({ currentPassword: z.string().max(1024) }),
    first: ({ currentPassword }, actor) => confirmPassword(actor, currentPassword),
  },
  async (_tx, _input, { visitor }) => ({
    message: "Thank you, it is you.",
    revalidate: PAGE,
    after: async () => startSession(await renewSession(await requestFacts(), visitor, "password")),
  }),
);

/** Ends signing in with a service. */
export const unlink = userAction(
  {
    name: "accounts.unlink",
    resource: "account",
    schema: z.object({ provider: z.enum(PROVIDERS), externalId: z.string().min(1).max(200) }),
    allow: ["provider"],
  },
  async (tx, { provider, externalId }) => {
    const name = PROVIDER_NAMES[provider];
    if (!(await unlinkIdentity(tx, provider, externalId))) {
      throw new Failure("conflict", `${name} is the only way into your account. Set a password first, then unlink it.`);
    }
    return { message: `${name} is unlinked: nobody signs in with it any more.`, revalidate: PAGE };
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
