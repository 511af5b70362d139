import "server-only";
import { readLimited } from "@/app/_auth/body";
import { DUMP_ADDRESS_MS, DUMP_TYPES, type DumpType, dumpToken } from "@/app/_auth/dump-address";
import { refuseParameter, type WakatimeGiven, wakatimeCall } from "@/app/_auth/wakatime-door";
import { dumpSpec, dumpsSpec, makeDumpSpec } from "@/app/api/_spec/v1";
import { type Actor, asUser } from "@/db/client";
import { hashOf } from "@/db/coding-combos";
import { codingByDay, codingDaysRange } from "@/db/coding-reads";
import { codingSettings } from "@/db/coding-settings";
import { listHeartbeats, listOrigins } from "@/db/heartbeats";
import { addDays, localDate, startOfDay } from "@/domain/time-zones";
import { hashId } from "@/domain/wakatime-ids";
import { LIST_DIMENSIONS } from "@/domain/wakatime-lists";
import { type DayTime, daySummary } from "@/domain/wakatime-summaries";
import { daysFrom, instantText } from "@/domain/wakatime-time";
import { env } from "@/lib/env";
import { Failure, notFound } from "@/lib/errors";
import { listed } from "./heartbeats";
import { userOf } from "./people";
import { machineIdsOf, startsOf } from "./question";

/** Days that one transaction reads; the stream holds no more of them at once. */
const DAYS_AT_ONCE: Record<DumpType, number> = { heartbeats: 7, daily: 60 };

/** Every dump is complete, because it is made while it is downloaded. */
function dumpOf({ visitor, keyHash, now }: Pick<WakatimeGiven, "visitor" | "keyHash" | "now">, type: DumpType) {
  const untilMs = now.getTime() + DUMP_ADDRESS_MS;
  const token = dumpToken({ keyHash: keyHash.toString("base64url"), type, untilMs });
  return {
    id: hashId(hashOf([visitor.userId, type])),
    type,
    status: "Completed",
    percent_complete: 100,
    download_url: `${env().APP_URL}/api/dumps/${token}.json`,
    created_at: instantText(now),
    expires: instantText(new Date(untilMs)),
    is_processing: false,
    is_stuck: false,
    has_failed: false,
  };
}

/** Which dump is asked for; all heartbeats where nothing is said. */
async function wishOf(request: Request): Promise<DumpType> {
  const text = new TextDecoder().decode(await readLimited(request, 10_000));
  let wish: unknown;
  try {
    wish = JSON.parse(text || "{}");
  } catch {
    throw new Failure("malformed", "The body is not JSON.");
  }
  if (typeof wish !== "object" || wish === null) throw new Failure("malformed", 'The body is no object. Send {"type": "daily"}.');
  const asked = "type" in wish ? wish.type : DUMP_TYPES[0];
  return DUMP_TYPES.find((known) => known === asked) ?? refuseParameter("type", "Must be heartbeats or daily.");
}

type Days = { from: string; to: string; timeZone: string };

/** The days of some stretch of the dump, as JSON. */
async function heartbeatDays(actor: Actor, { from, to, timeZone }: Days): Promise<string[]> {
  const { dates, startsUs } = startsOf(from, to, timeZone);
  const [beats, agents, machines] = await asUser(actor, (tx) =>
    Promise.all([
      listHeartbeats(tx, startsUs[0] ?? 0, startsUs.at(-1) ?? 0),
      listOrigins(tx, "user_agents"),
      listOrigins(tx, "machines"),
    ]),
  );
  const agentOf = new Map(agents.map(({ id, value }) => [id, value]));
  const machineOf = new Map(machines.map(({ id, value }) => [id, value]));
  let next = 0;
  return dates.slice(0, -1).flatMap((date, index) => {
    const end = startsUs[index + 1] ?? 0;
    const begin = next;
    while ((beats[next]?.atUs ?? end) < end) next++;
    if (next === begin) return [];
    // With names beside the ids, so that the file can be read where the lists of ids are not at hand.
    const heartbeats = beats.slice(begin, next).map((beat) => ({
      ...listed(beat, actor.userId),
      user_agent: agentOf.get(beat.userAgentId ?? "") ?? null,
      machine: machineOf.get(beat.machineId ?? "") ?? null,
    }));
    return [JSON.stringify({ date, heartbeats })];
  });
}

async function dailyDays(actor: Actor, { from, to, timeZone }: Days): Promise<string[]> {
  const times: DayTime[] = await asUser(actor, (tx) => codingByDay(tx, { from, to, dimensions: LIST_DIMENSIONS }));
  const byDate = new Map<string, DayTime[]>();
  for (const time of times) byDate.set(time.date, [...(byDate.get(time.date) ?? []), time]);
  const whose = { timeZone, machineIds: machineIdsOf(times) };
  return [...byDate].map(([date, ofDay]) => JSON.stringify({ date, ...daySummary(date, ofDay, whose) }));
}

type DumpGiven = { actor: Actor; visitor: { userId: string; name: string }; now: Date };

/** The file, made while it is sent: a user, a range in seconds since 1970, days. */
async function* dumpText(given: DumpGiven, type: DumpType): AsyncGenerator<string> {
  const { actor, now } = given;
  const [user, { timeZone }, known] = await asUser(actor, (tx) =>
    Promise.all([userOf(tx, given), codingSettings(tx), codingDaysRange(tx)]),
  );
  const today = localDate(now, timeZone);
  const from = known?.first ?? today;
  const to = known?.last ?? today;
  const epoch = (date: string) => startOfDay(date, timeZone).getTime() / 1000;
  yield `{"user":${JSON.stringify(user)},"range":{"start":${epoch(from)},"end":${epoch(addDays(to, 1)) - 1}},"days":[`;
  let begun = false;
  const step = DAYS_AT_ONCE[type];
  const read = type === "heartbeats" ? heartbeatDays : dailyDays;
  const all = daysFrom(from, to);
  for (let index = 0; index < all.length; index += step) {
    const end = all[Math.min(index + step, all.length) - 1] ?? to;
    const days = await read(actor, { from: all[index] ?? to, to: end, timeZone });
    if (days.length === 0) continue;
    yield (begun ? "," : "") + days.join(",");
    begun = true;
  }
  yield "]}";
}

/** A dump as an answer; it begins when there is something to send, so that what fails at once is told as a failure. */
export async function dumpResponse(given: DumpGiven, type: DumpType): Promise<Response> {
  const text = dumpText(given, type);
  let begun: IteratorResult<string> | null = await text.next();
  const encoder = new TextEncoder();
  const file = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = begun ?? (await text.next());
      begun = null;
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await text.return(undefined)),
  });
  const name = `almanac-${type}-${instantText(given.now).slice(0, 10)}.json`;
  const headers = { "content-type": "application/json", "content-disposition": `attachment; filename="${name}"` };
  return new Response(file, { headers: { ...headers, "cache-control": "private, no-store" } });
}

async function download(given: WakatimeGiven) {
  const type = DUMP_TYPES.find((known) => given.id === `${known}.json`);
  if (!type) throw notFound("data dump");
  return dumpResponse(given, type);
}

export const dumpCalls = [
  wakatimeCall(dumpsSpec, async (given) => {
    const data = DUMP_TYPES.map((type) => dumpOf(given, type));
    return { body: { data, page: 1, total: data.length, total_pages: 1 } };
  }),
  wakatimeCall(makeDumpSpec, async (given) => ({ body: { data: dumpOf(given, await wishOf(given.request)) } })),
  wakatimeCall(dumpSpec, download),
];
