import { strengthResource } from "@/domain/strength-resource";
import { Failure, notFound, staleVersion } from "@/lib/errors";
import type { Tx } from "./client";
import { getVersion, listVersions, type Version } from "./history";
import { lockSession } from "./strength";
import { changeSession } from "./strength-edits";
import { named } from "./strength-exercises";
import { STRENGTH, type StoredSession, type StrengthRow, sessionOf } from "./strength-rows";
import { takeTurn } from "./turns";

/** A version of a session: who made it, when, why, and the session as it became. */
export type StrengthVersion = Omit<Version, "data"> & { session: StrengthRow };

function strengthVersionOf({ data, ...version }: Version): StrengthVersion {
  return { ...version, session: sessionOf(data as StoredSession) };
}

/** All versions of a session, deleted or not, newest first. @throws Failure "not_found" */
export async function listStrengthVersions(tx: Tx, id: string): Promise<StrengthVersion[]> {
  const versions = await listVersions(tx, STRENGTH, id);
  if (versions.length === 0) throw notFound(STRENGTH.what);
  return versions.map(strengthVersionOf);
}

/** One version of a session. @throws Failure "not_found" */
export async function getStrengthVersion(tx: Tx, id: string, version: number): Promise<StrengthVersion> {
  return strengthVersionOf(await getVersion(tx, STRENGTH, id, version));
}

/**
 * Makes a session what it was in a version; this is itself a version. Every field that this changes is the person's from now on, so
 * that no later sync takes it back. Restoring neither deletes nor brings back.
 * @throws Failure "not_found" (session or version) | "conflict" (deleted, or changed since)
 */
export async function restoreStrengthWorkout(
  tx: Tx,
  id: string,
  version: number,
  wish: { reason?: string | null; expected?: number } = {},
): Promise<StrengthRow> {
  await takeTurn(tx);
  const session = await lockSession(tx, id, {}, true);
  const { session: past } = await getStrengthVersion(tx, id, version);
  if (session.deletedAt !== null) {
    const message = "This session is deleted. Undelete it first, then restore the version you want.";
    throw new Failure("conflict", message, { current: strengthResource(session) });
  }
  if (wish.expected !== undefined && wish.expected !== session.version) {
    throw staleVersion(STRENGTH.what, strengthResource(session));
  }
  const { title, description, startAt, endAt, exercises } = past;
  const reason = wish.reason ?? `Restored version ${version}.`;
  const content = { title, description, startAt, endAt, exercises: await named(tx, exercises) };
  return changeSession(tx, session, content, { type: "restore", reason });
}
