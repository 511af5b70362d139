import { listFeedOwners, resealFeed } from "@/db/calendar-feeds";
import { asSystem, asUser, jobActor } from "@/db/client";
import { listAllConnections } from "@/db/connections";
import { resealWithNewest } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { log } from "@/lib/log";

/**
 * Puts every secret that is sealed with an older key under the newest of TOKEN_ENCRYPTION_KEYS. To change the key: put the new one in
 * front, start anew, and take the old one away once this has said that nothing is left. Answers how many were changed, and how many
 * no key opens.
 */
export async function resealAll(): Promise<{ resealed: number; lost: number }> {
  const requestId = newId();
  let [resealed, lost] = [0, 0];
  for (const { userId, provider } of await asSystem(requestId, listAllConnections)) {
    try {
      if (await asUser(jobActor(userId, requestId, "job"), (tx) => resealWithNewest(tx, provider))) resealed++;
    } catch (error) {
      lost++;
      log().error({ requestId, provider, error: String(error) }, "a connection's secrets cannot be opened");
    }
  }
  for (const userId of await asSystem(requestId, listFeedOwners)) {
    try {
      if (await asUser(jobActor(userId, requestId, "job"), resealFeed)) resealed++;
    } catch (error) {
      lost++;
      log().error({ requestId, error: String(error) }, "the address of a calendar feed cannot be opened");
    }
  }
  return { resealed, lost };
}
