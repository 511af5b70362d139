import "server-only";
import { asUser, jobActor } from "@/db/client";
import { wantWeekly } from "@/db/mail";
import { recordAction } from "@/db/user-actions";
import { parseUserId } from "@/domain/users";
import { notFound } from "@/lib/errors";
import { readUnsubscribeToken } from "@/lib/unsubscribe";

/**
 * Ends the weekly letters of whoever the address was made for: the address alone opens this one door. Repeating it changes nothing.
 * @throws Failure "not_found" for an address that was not made here
 */
export async function endWeeklyLetters(token: string, requestId: string): Promise<void> {
  const userId = readUnsubscribeToken(token, "weekly");
  if (userId === null) throw notFound("subscription");
  await asUser(jobActor(parseUserId(userId), requestId, "job"), async (tx) => {
    if (await wantWeekly(tx, false)) await recordAction(tx, { action: "mail.unsubscribe", outcome: "success" });
  });
}
