import { CHANNELS, type Channel, type Track } from "@/domain/activity";
import { decodeTrack, type EncodedTrack } from "@/domain/track-codec";
import { arrayLiteral, batches, type Statement, send } from "./bulk";
import type { Tx } from "./client";

/** One channel of a source's track as it is stored: `time`, the channels of `domain/activity.ts`, and `pauses`. */
export type TrackRow = { sourceId: string; channel: string; data: Uint8Array };

/** Rows per statement; a channel is some tens of kilobytes. */
const MOST_ROWS = 200;

/** The rows of an encoded track. Pauses are JSON ([[from, to], …], seconds); no row where the file tells of none. */
export function trackRows(sourceId: string, track: EncodedTrack): TrackRow[] {
  const rows: TrackRow[] = Object.entries(track.channels).map(([channel, data]) => ({ sourceId, channel, data }));
  if (track.pauses) rows.push({ sourceId, channel: "pauses", data: Buffer.from(JSON.stringify(track.pauses)) });
  return rows;
}

/** Stores tracks of sources that have none yet. */
export function insertTracks(tx: Tx, rows: readonly TrackRow[]): Promise<void> {
  return send(tx, trackStatements(tx, rows));
}

/** The statements of {@link insertTracks}. */
export function* trackStatements(tx: Tx, rows: readonly TrackRow[]): Generator<Statement> {
  for (const batch of batches(rows, MOST_ROWS)) {
    const holes = batch.map((_, index) => `($1, $${index * 3 + 2}, $${index * 3 + 3}, $${index * 3 + 4})`);
    yield {
      text: `insert into app.tracks (user_id, source_id, channel, data) values ${holes.join(", ")}`,
      values: [tx.userId, ...batch.flatMap(({ sourceId, channel, data }) => [sourceId, channel, asBuffer(data)])],
    };
  }
}

function asBuffer(data: Uint8Array): Buffer {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

/** Removes the tracks of sources whose content has changed. */
export function* deleteTrackStatements(tx: Tx, sourceIds: readonly string[]): Generator<Statement> {
  if (sourceIds.length === 0) return;
  yield {
    text: "delete from app.tracks where user_id = $1 and source_id = any($2::text[])",
    values: [tx.userId, arrayLiteral(sourceIds)],
  };
}

/** The track of a source, only the `wanted` channels; null when it has none. */
export async function readTrack(tx: Tx, sourceId: string, wanted: readonly Channel[] = CHANNELS): Promise<Track | null> {
  const rows = await tx.query<{ channel: Channel | "time" | "pauses"; data: Buffer }>(
    "select channel, data from app.tracks where user_id = $1 and source_id = $2 and channel = any($3::text[])",
    [tx.userId, sourceId, ["time", "pauses", ...wanted]],
  );
  const encoded: EncodedTrack = { channels: {}, pauses: null };
  for (const { channel, data } of rows) {
    if (channel === "pauses") encoded.pauses = JSON.parse(data.toString("utf8"));
    else encoded.channels[channel] = data;
  }
  return encoded.channels.time ? decodeTrack(encoded, wanted) : null;
}
