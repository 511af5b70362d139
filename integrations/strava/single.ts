import { storable } from "@/db/facts-equality";
import { encodeTrack } from "@/domain/track-codec";
import { readJson } from "@/integrations/asking";
import { ProviderFailure } from "@/integrations/failures";
import type { SyncSession } from "@/integrations/provider";
import { env } from "@/lib/env";
import type { GearBook } from "./gear";
import { detailedFacts } from "./map";

import { type Detail, detailSchema, streamsSchema } from "./schema";
import { STREAM_KEYS, trackOf } from "./streams";
import type { Told } from "./told-source";

type How = { background?: boolean };

/** One activity as it is now, null where Strava has it no more (or no more for us). @throws ProviderFailure */
export async function askActivity(session: SyncSession, id: string, { background }: How = {}): Promise<Detail | null> {
  const url = `${env().STRAVA_API_URL}/activities/${id}`;
  const answer = await session.ask({ url, query: { include_all_efforts: "false" } }, { expect: [404], background });
  if (answer.status === 404) return null;
  const detail = readJson(answer, detailSchema, "strava");
  if (detail.id !== id)
    throw new ProviderFailure("transient", `Strava answered with another activity than ${id}. Nothing of it was used.`);
  return detail;
}

/** What an activity's own address says of it, without samples. */
export async function toldOf(detail: Detail, gear: GearBook): Promise<Told> {
  gear.note(detail.gear);
  await gear.learn([detail.gear_id]);
  return { id: detail.id, facts: storable(detailedFacts(detail, null, gear)), whole: { track: null } };
}

/** The same with its samples. Those that were written down by hand have none. */
export async function toldWithStreams(session: SyncSession, detail: Detail, gear: GearBook): Promise<Told> {
  const url = `${env().STRAVA_API_URL}/activities/${detail.id}/streams`;
  const query = { keys: STREAM_KEYS, key_by_type: "true" };
  const answer = detail.manual ? null : await session.ask({ url, query }, { expect: [404], background: true });
  const track = !answer || answer.status === 404 ? null : trackOf(readJson(answer, streamsSchema, "strava"));
  if (!track) return toldOf(detail, gear);
  gear.note(detail.gear);
  await gear.learn([detail.gear_id]);
  const facts = storable(detailedFacts(detail, track, gear));
  return { id: detail.id, facts, whole: { track: encodeTrack(track) } };
}
