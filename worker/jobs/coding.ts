import { asSystem, asUser, jobActor } from "@/db/client";
import { listRecounts, recountCoding } from "@/db/coding-recount";
import { newId } from "@/lib/crypto";
import { log } from "@/lib/log";

/** Counts the coding days of everybody who asked for it. Answers how many; somebody whose count fails is tried again the next time. */
export async function drainRecounts(): Promise<number> {
  let counted = 0;
  for (const { userId } of await asSystem(newId(), listRecounts)) {
    const requestId = newId();
    try {
      if (await asUser(jobActor(userId, requestId, "job"), recountCoding)) counted++;
    } catch (error) {
      log().error({ requestId, userId, error: String(error) }, "coding days could not be counted again");
    }
  }
  return counted;
}
