import { type NewRun, newRunSchema } from "@/domain/run-changes";
import { newId } from "@/lib/crypto";
import { type Actor, asUser, type Tx } from "./client";
import { createRun } from "./run-edits";
import type { RunRow } from "./run-rows";
import type { TestUser } from "./testing";

/** For tests only: a person at the door. */
export function personActor(user: Pick<TestUser, "id">, role: Actor["role"] = "member"): Actor {
  return { userId: user.id, role, hand: "user", requestId: newId(), ip: null, userAgent: null };
}

/** Runs work in a transaction of a test's user, each call in one of its own. */
export function as<T>(user: Pick<TestUser, "id">, work: (tx: Tx) => Promise<T>): Promise<T> {
  return asUser(personActor(user), work);
}

/** Writes a run down; whatever is not wished for is 10 km in 50 minutes on 1 November 2026, 7:00 UTC. */
export function makeRun(
  user: Pick<TestUser, "id">,
  wish: Partial<Omit<NewRun, "startAt">> & { startAt?: string } = {},
): Promise<RunRow> {
  const { timeZone = "UTC", startAt = "2026-11-01T07:00:00Z", ...rest } = wish;
  const run = newRunSchema.parse({ name: "Run", distance: 10_000, duration: 3000, startAt, ...rest });
  return as(user, (tx) => createRun(tx, { ...run, timeZone }));
}
