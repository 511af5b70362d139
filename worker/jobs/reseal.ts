import { listFeedOwners, resealFeed } from "@/db/calendar-feeds";
import { asSystem, asUser, jobActor } from "@/db/client";
import { listBadgeOwners, resealBadge } from "@/db/coding-badges";
import { listAllConnections } from "@/db/connections";
import { resealWithNewest } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { log } from "@/lib/log";

/** Secret addresses that people may look up again. */
const ADDRESSES = [
  { what: "calendar feed", owners: listFeedOwners, reseal: resealFeed },
  { what: "coding badge", owners: listBadgeOwners, reseal: resealBadge },
];

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
  for (const { what, owners, reseal } of ADDRESSES) {
    for (const userId of await asSystem(requestId, owners)) {
      try {
        if (await asUser(jobActor(userId, requestId, "job"), reseal)) resealed++;
      } catch (error) {
        lost++;
        log().error({ requestId, error: String(error) }, `the address of a ${what} cannot be opened`);
      }
    }
  }
  return { resealed, lost };
}
