import { insertSources, updateSources } from "./activity-sources";
import type { Statement } from "./bulk";
import type { Tx } from "./client";
import type { Work } from "./merged-activities";
import { deleteTrackStatements, trackRows, trackStatements } from "./tracks";

/** Statements that write the sources of activities, and their tracks where they bring any. */
export function* writeSources(tx: Tx, works: readonly Work[]): Generator<Statement> {
  const sources = works.flatMap((work) => [...work.sources.values()]);
  const inserts = sources.filter((source) => source.write === "insert");
  const updates = sources.filter((source) => source.write === "update");
  yield* insertSources(tx, inserts);
  yield* updateSources(tx, updates);
  const retracked = updates.flatMap((source) => (source.track ? source.id : []));
  yield* deleteTrackStatements(tx, retracked);
  const tracks = [...inserts, ...updates].flatMap((source) => (source.track ? trackRows(source.id, source.track) : []));
  yield* trackStatements(tx, tracks);
}
