"use server";

import { z } from "zod";
import { signInSchema, signUpSchema } from "@/domain/sign-up";
import { isTimeZone } from "@/domain/time-zones";
import { Failure } from "@/lib/errors";
import { startGuest } from "../_auth/guest";
import { signUp } from "../_auth/new-account";
import { ownPath } from "../_auth/origin";
import { publicAction } from "../_auth/public-action";
import { signInWithPassword } from "../_auth/sign-in";
import { startSession } from "../_auth/start-session";
import { endWeeklyLetters } from "../_auth/unsubscribe";
import { currentVisitor } from "../_auth/visitor";
import { waysIn } from "../_auth/ways-in";

const from = z.string().optional().transform(ownPath);
/** What the browser says of its clock; absent without scripts. */
const timeZone = z
  .string()
  .optional()
  .transform((zone) => (zone && isTimeZone(zone) ? zone : "UTC"));

/** Signs in with e-mail and password. */
export const signIn = publicAction(
  { name: "sessions.create", schema: signInSchema.extend({ from }), audited: true },
  async (input, facts) => {
    await startSession(await signInWithPassword(facts, input.email, input.password));
    return input.from;
  },
);

/** Makes an account; a guest turns into one. */
export const createAccount = publicAction(
  { name: "accounts.create", schema: signUpSchema.extend({ timeZone, data: z.enum(["empty", "keep"]).default("empty") }) },
  async ({ data, ...input }, facts) => {
    const visitor = await currentVisitor();
    const guest = visitor?.role === "guest" ? visitor : null;
    await startSession(await signUp(facts, input, guest, data === "keep"));
    return "/";
  },
);

/** Opens a demo life that belongs to this browser alone. */
export const exploreDemo = publicAction({ name: "guests.create", schema: z.object({ timeZone, from }) }, async (input, facts) => {
  const ways = await waysIn();
  if (!ways.guests) {
    throw new Failure("forbidden", "Demo data is switched off on this Almanac. Ask the person who runs it for an account.");
  }
  await startSession(await startGuest(facts, input.timeZone));
  return input.from;
});

/** Ends the weekly letters of whoever the address was made for. */
export const endWeekly = publicAction(
  { name: "mail.unsubscribe", schema: z.object({ token: z.string().max(200) }), audited: true },
  async ({ token }, facts) => {
    await endWeeklyLetters(decodeURIComponent(token), facts.requestId);
    return `/unsubscribe/${token}?done=1`;
  },
);
