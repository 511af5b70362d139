import type { Heartbeat } from "@/domain/heartbeats";
import type { UserId } from "@/domain/users";
import { type Actor, asUser } from "./client";
import { errorCode } from "./connect";
import { takeHeartbeats } from "./heartbeats";

/** Heartbeats of one request that wait for their turn. */
type Waiting = { actor: Actor; beats: readonly Heartbeat[]; done: () => void; failed: (error: unknown) => void };

/** Heartbeats that are stored together at most, unless one request alone has more. */
const MOST_TOGETHER = 1_000;

/** People whose heartbeats are being stored by this process, with what came meanwhile. */
const turns = new Map<UserId, Waiting[]>();

/**
 * Stores heartbeats in a transaction of their own; when it resolves they are safe. A person's requests take turns before they ask for
 * a connection, so that twenty editors that empty their queues at once (or wait for a recount) leave the database to others; what has
 * gathered by then is stored together.
 */
export function storeHeartbeats(actor: Actor, beats: readonly Heartbeat[]): Promise<void> {
  return new Promise((done, failed) => {
    const one = { actor, beats, done, failed };
    const queue = turns.get(actor.userId);
    if (queue) queue.push(one);
    else void drain(actor.userId, [one]);
  });
}

async function drain(userId: UserId, queue: Waiting[]): Promise<void> {
  turns.set(userId, queue);
  while (queue.length > 0) await storeTogether(together(queue));
  turns.delete(userId);
}

/** Takes from the queue what fits into one go. */
function together(queue: Waiting[]): Waiting[] {
  let [count, size] = [1, queue[0]?.beats.length ?? 0];
  for (let next = queue[count]; next && size + next.beats.length <= MOST_TOGETHER; next = queue[++count])
    size += next.beats.length;
  return queue.splice(0, count);
}

async function storeTogether(group: Waiting[]): Promise<void> {
  const [first] = group;
  if (!first) return;
  try {
    await asUser(first.actor, (tx) =>
      takeHeartbeats(
        tx,
        group.flatMap(({ beats }) => beats),
      ),
    );
    for (const { done } of group) done();
  } catch (error) {
    // What is wrong with one request's data is nothing to the others; a database that is away is away for all.
    const ofOne = /^2[23]/.test(errorCode(error));
    if (ofOne && group.length > 1) for (const one of group) await storeTogether([one]);
    else for (const { failed } of group) failed(error);
  }
}
