import "server-only";
import { isIPv6 } from "node:net";
import { type Actor, asUser } from "@/db/client";
import { recordAction, type UserAction } from "@/db/user-actions";
import { NOBODY } from "@/domain/users";
import { log } from "@/lib/log";
import { FloodGate, type Knock, type Turn, WINDOW_MS } from "./flood-gate";

type Counted = { actor: Actor; act: UserAction };
type Kept = { gate: FloodGate<Counted>; timer: NodeJS.Timeout | null };

/** Pages, routes and the proxy have copies of this module each, but count in one place. */
const store = globalThis as typeof globalThis & { almanacFloods?: Kept };

function kept(): Kept {
  store.almanacFloods ??= { gate: new FloodGate(), timer: null };
  return store.almanacFloods;
}

/**
 * Writes down an act that can be caused any number of times, also by people whom nobody knows: refusals, and events that anybody can
 * send. A flood of them is counted together (see {@link FloodGate}), so that it cannot fill the disk; `write` gets the row when one is
 * due. What is counted when the process ends is in the metric `http_requests_total` alone.
 */
export async function recordCounted(actor: Actor, act: UserAction, write: (act: UserAction) => Promise<void>): Promise<void> {
  const now = Date.now();
  const { gate } = kept();
  // Beside this act, which may be in a transaction already: two connections at once would be one too many where there is only one.
  void writeLapsed(now);
  const turn = gate.turn(knockOf(actor, act), { actor, act }, now);
  if (turn === null) return writeLater();
  await write(turn.acts === 1 ? act : together(act, turn));
}

function knockOf({ userId, ip }: Actor, { action, outcome, status }: UserAction): Knock {
  const stranger = userId === NOBODY;
  return { kind: `${action} ${outcome} ${status}`, who: stranger ? networkOf(ip) : userId, stranger };
}

/** An IPv6 line has 2^64 addresses, and is one. */
function networkOf(ip: string | null): string {
  if (ip === null || !isIPv6(ip)) return ip ?? "unknown";
  const [head = "", tail] = ip.split("::");
  const groups = head === "" ? [] : head.split(":");
  const rest = tail === undefined || tail === "" ? [] : tail.split(":");
  const all =
    tail === undefined ? groups : [...groups, ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill("0"), ...rest];
  return all.slice(0, 4).join(":");
}

/** A row that stands for several acts, of which the last is the one that it shows. */
function together(act: UserAction, { acts, since }: Turn): UserAction {
  const from = new Date(since).toISOString();
  const input = { ...act.input, countedTogether: acts, since: from };
  return act.error
    ? { ...act, input, error: `${act.error} (The last of ${acts} since ${from.slice(11, 16)} UTC, counted together.)` }
    : { ...act, input };
}

/** A flood that has ended gets its last row all the same. */
function writeLater(): void {
  const own = kept();
  own.timer ??= setTimeout(() => {
    own.timer = null;
    void writeLapsed(Date.now());
  }, WINDOW_MS + 1_000).unref();
}

async function writeLapsed(now: number): Promise<void> {
  for (const { act: last, turn } of kept().gate.takeLapsed(now)) {
    const { actor, act } = last;
    try {
      await asUser(actor, (tx) => recordAction(tx, together(act, turn)));
    } catch (failure) {
      log().error({ action: act.action, acts: turn.acts, error: String(failure) }, "counted audit rows could not be written");
    }
  }
}
