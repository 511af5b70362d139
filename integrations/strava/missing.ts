import { listApiSources } from "@/db/api-sources";
import type { SyncSession } from "@/integrations/provider";
import { askActivity } from "./single";
import { activityIdOf } from "./told-source";
import type { Piece } from "./walk";

/** Of things that a list leaves out so many are asked for; where all of them are gone, the list is believed about the rest. */
const ASKED_OF_GONE = 5;

/** Sources that Strava has no more: of the time that a piece of the list covers and not in it. @throws ProviderFailure */
export async function goneFrom(session: SyncSession, pieces: readonly Piece[]): Promise<string[]> {
  const gone: string[] = [];
  for (const missing of await missingFrom(session, pieces)) gone.push(...(await goneOf(session, missing)));
  return gone;
}

/** For each piece the sources of the time that it covers which are not in it. */
async function missingFrom(session: SyncSession, pieces: readonly Piece[]): Promise<string[][]> {
  const bound = (seconds: number | null) => (seconds === null ? null : new Date(seconds * 1000));
  const { externalId } = session.connection;
  const stored = await session.readAtOnce((tx) =>
    Promise.all(pieces.map(({ from, to }) => listApiSources(tx, "strava", externalId, bound(from), bound(to)))),
  );
  return stored.map((sources, index) => sources.filter((id) => !pieces[index]?.ids.has(activityIdOf(id) ?? "")));
}

/** Which of these Strava has no more; asked for one by one, since lists have been wrong. */
async function goneOf(session: SyncSession, missing: readonly string[]): Promise<readonly string[]> {
  const gone: string[] = [];
  for (const sourceId of missing.slice(0, ASKED_OF_GONE)) {
    if ((await askActivity(session, activityIdOf(sourceId) ?? "")) === null) gone.push(sourceId);
  }
  return gone.length === ASKED_OF_GONE ? missing : gone;
}
