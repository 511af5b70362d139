import { asSystem, asUser, jobActor } from "@/db/client";
import { findDigest } from "@/db/digests";
import { claimWeek, listUnsentWeeks, releaseWeek } from "@/db/mail";
import { getSettings } from "@/db/settings";
import { digestLetter } from "@/domain/digest-letter";
import { parseUserId } from "@/domain/users";
import { canSendMail, MaybeSent, sendMail } from "@/integrations/mail";
import { newId } from "@/lib/crypto";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { unsubscribeToken } from "@/lib/unsubscribe";

type Sent = { sent: number; failed: number };

/**
 * Sends the weeks that people asked for by e-mail, each at most once: it is claimed before it goes out, and the claim is given back only
 * when the server certainly did not take the letter. Where nobody can know (the process was killed, or the connection broke off, before the
 * server's answer came) it is not sent again: rather a week that has to be looked up than the same letter twice.
 */
export async function sendDigests(now: Date): Promise<Sent> {
  const done: Sent = { sent: 0, failed: 0 };
  if (!canSendMail()) return done;
  for (const { userId, isoWeek } of await asSystem(newId(), (tx) => listUnsentWeeks(tx, now))) {
    const actor = jobActor(parseUserId(userId), newId(), "job");
    const letter = await asUser(actor, async (tx) => {
      const to = await claimWeek(tx, isoWeek);
      const digest = to ? await findDigest(tx, isoWeek) : null;
      if (!to || !digest) return null;
      const { units, numberFormat } = await getSettings(tx);
      const token = unsubscribeToken(userId, "weekly");
      const links = { page: `${env().APP_URL}/weekly/${isoWeek}`, unsubscribe: `${env().APP_URL}/unsubscribe/${token}` };
      return {
        to: to.email,
        unsubscribe: `${env().APP_URL}/api/unsubscribe/${token}`,
        ...digestLetter(isoWeek, digest.data, { units, locale: numberFormat }, links),
      };
    });
    if (!letter) continue;
    try {
      await sendMail(letter);
      done.sent += 1;
    } catch (error) {
      done.failed += 1;
      log().warn({ isoWeek, error: String(error) }, "a week could not be sent by e-mail");
      if (!(error instanceof MaybeSent)) await asUser(actor, (tx) => releaseWeek(tx, isoWeek));
    }
  }
  return done;
}
