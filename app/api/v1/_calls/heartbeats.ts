import "server-only";
import { readLimited } from "@/app/_auth/body";
import { type WakatimeGiven, wakatimeCall } from "@/app/_auth/wakatime-door";
import { heartbeatsSpec, takeBulkSpec, takeSpec } from "@/app/api/_spec/v1";
import { hashOf } from "@/db/coding-combos";
import { storeHeartbeats } from "@/db/heartbeat-turns";
import { heartbeatKey, listHeartbeats, type StoredHeartbeat } from "@/db/heartbeats";
import { categoryOf } from "@/domain/heartbeat-defaults";
import { type Heartbeat, readHeartbeats } from "@/domain/heartbeats";
import { hashId, heartbeatId } from "@/domain/wakatime-ids";
import { dayBounds, instantText } from "@/domain/wakatime-time";
import { Failure } from "@/lib/errors";
import { startsOf, withRule } from "./question";

/** What heartbeats arrive in ends here. */
const LIMIT = 8_000_000;

async function textOf(request: Request): Promise<string> {
  const bytes = await readLimited(request, LIMIT);
  if (bytes.length === 0) throw new Failure("malformed", "The body is empty. Send a heartbeat or an array of heartbeats.");
  return new TextDecoder().decode(bytes);
}

/** No client compresses what it sends; whoever does hears what is wrong, not that it is no JSON. @throws Failure */
function asSent<T>(request: Request, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const encoding = request.headers.get("content-encoding") ?? "identity";
    if (!(error instanceof Failure) || error.kind !== "malformed" || encoding === "identity") throw error;
    throw new Failure("unsupported", "The body is compressed. Send it as it is, without a Content-Encoding.");
  }
}

const idOf = (beat: Heartbeat) => heartbeatId(beat.atUs, heartbeatKey(beat));

/**
 * Takes whatever of a request can be taken, and says of each heartbeat what became of it. 200 would make clients send it again for
 * ever, and so would an answer that repeats words they do not know; so it is 201 and the id.
 */
async function take({ request, visitor, actor, now }: WakatimeGiven) {
  const headers = {
    userAgent: request.headers.get("user-agent"),
    machine: request.headers.get("x-machine-name"),
    timeZone: request.headers.get("timezone"),
  };
  const text = await textOf(request);
  const { beats, single } = asSent(request, () => readHeartbeats(text, headers, now));
  const good = beats.filter((beat): beat is Heartbeat => !("error" in beat));
  if (good.length > 0) await storeHeartbeats(actor, good);
  const responses = beats.map((beat) => ("error" in beat ? [{ error: beat.error }, 400] : [{ data: { id: idOf(beat) } }, 201]));
  const [first] = beats;
  if (!single || !first) return { status: 201, body: { responses } };
  if ("error" in first) return { status: 400, body: { error: first.error, responses } };
  return { status: 201, body: { data: taken(first, visitor.userId, now), responses } };
}

/** One that was sent by itself, told back whole: who does so reads what they like; only those that send arrays fail at words they do not know. */
function taken(beat: Heartbeat, userId: string, now: Date) {
  // What stands for something else is settled among the stored ones; who asks for the day's heartbeats hears of it.
  const said = (value: string | null) => (value?.startsWith("<<") ? null : value);
  return {
    ...beat.more,
    id: idOf(beat),
    entity: beat.entity,
    type: beat.type,
    category: categoryOf(beat),
    time: beat.atUs / 1e6,
    project: said(beat.project),
    branch: said(beat.branch),
    language: said(beat.language),
    is_write: beat.isWrite,
    lines: beat.lines,
    lineno: beat.lineNumber,
    cursorpos: beat.cursorPosition,
    dependencies: beat.dependencies ?? [],
    machine_name_id: beat.machine === null ? null : hashId(hashOf([beat.machine])),
    user_agent_id: beat.userAgent === null ? null : hashId(hashOf([beat.userAgent])),
    user_id: userId,
    created_at: instantText(now),
  };
}

/** A stored heartbeat as WakaTime lists it; times keep their microseconds. */
export function listed(beat: StoredHeartbeat, userId: string) {
  return {
    line_additions: null,
    line_deletions: null,
    project_root_count: null,
    ...beat.more,
    id: heartbeatId(beat.atUs, beat.key),
    entity: beat.entity,
    type: beat.type,
    category: beat.category,
    time: beat.atUs / 1e6,
    project: beat.project || null,
    branch: beat.branch || null,
    language: beat.language || null,
    is_write: beat.isWrite,
    lines: beat.lines,
    lineno: beat.lineNumber,
    cursorpos: beat.cursorPosition,
    dependencies: beat.dependencies ?? [],
    machine_name_id: beat.machineId === null ? null : hashId(beat.machineId),
    user_agent_id: beat.userAgentId === null ? null : hashId(beat.userAgentId),
    user_id: userId,
    created_at: instantText(beat.createdAt),
  };
}

export const heartbeatCalls = [
  wakatimeCall(takeSpec, take),
  wakatimeCall(takeBulkSpec, take),
  wakatimeCall(heartbeatsSpec, async (given) => {
    const { date } = given.query;
    const { rule, found } = await withRule(given, (tx, { timeZone }) => {
      const [fromUs = 0, toUs = 0] = startsOf(date, date, timeZone).startsUs;
      return listHeartbeats(tx, fromUs, toUs);
    });
    const data = found.map((beat) => listed(beat, given.visitor.userId));
    return { body: { data, ...dayBounds(date, date, rule.timeZone), timezone: rule.timeZone } };
  }),
];
