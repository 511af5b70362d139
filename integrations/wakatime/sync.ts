import { putDays } from "@/db/coding-archive";
import { remember } from "@/db/connections";
import { isTimeZone } from "@/domain/time-zones";
import type { Cursor, Step, SyncSession } from "@/integrations/provider";
import { contentHash } from "@/lib/crypto";
import { addBranches, dayAfter, readDays, todayIn } from "./days";
import { historySteps } from "./history";
import { type ArchiveDay, archiveDay, dateOf } from "./map";
import { MOST_REQUESTS, Reading } from "./reading";
import { meSchema } from "./schema";
import { type StatsFound, statsSteps } from "./stats";

/** WakaTime recounts days when heartbeats come late; so many are asked for again each time. */
const RECENT_DAYS = 14;

/** What the plan may tell instead, where it does not tell them all. */
const FEWER_DAYS = [RECENT_DAYS, 7, 5, 1];

/** Days asked for at once on the way back, and how few before what the plan does not tell is left alone. */
const WINDOW_DAYS = 30;

/** Before it nobody's editor told of any time, whatever a server says; calendars of four digits would end some day, too. */
const FIRST_DAY = "2000-01-01";

/** Windows without any time after which a server that does not say when it began has told everything. */
const MOST_EMPTY = 12;

const FIRST_WAIT_MS = 5_000;
const MOST_WAITS = 10;
const PAUSE_MS = 120_000;

/**
 * How far a sync has come. `waiting`: how often statistics were found still being calculated. Below `full`: what the last days looked
 * like and which was the `last` of them, and the way back: all days from `before` on are here, `days` is the window, `empty` counts
 * windows without any time.
 */
type Place = {
  waiting?: number;
  full?: { recent?: string; last?: string; before?: string; days?: number; empty?: number; done?: true; outside?: true };
};

/** Statistics, the last days, the way back through all others, and the data dump that a person asked for. */
export async function* wakatimeSteps(session: SyncSession): AsyncGenerator<Step, void> {
  const reading = new Reading(session);
  let place = session.cursor as Place;
  const at = (next: Place, save: Step["save"]): Step => {
    place = next;
    return { cursor: place as Cursor, save };
  };
  const me = await reading.read("", meSchema, "your account");
  const found: StatsFound = { today: null, firstDay: null, waiting: false };
  for await (const { save } of statsSteps(reading, found)) yield at(place, save);

  const zone = [typeof me === "object" ? me.value.data.timezone : null, found.today?.range?.timezone, session.timeZone]
    .flatMap((one) => (one && isTimeZone(one) ? one : []))
    .at(0);
  const timeZone = zone ?? "UTC";
  const today = todayIn(timeZone, session.now());
  const waiting = found.waiting ? (place.waiting ?? 0) + 1 : 0;
  yield at({ ...place, waiting }, async (tx) => {
    await remember(tx, "wakatime", { timeZone });
    return {};
  });
  if (found.waiting && waiting <= MOST_WAITS) {
    session.again(new Date(session.now().getTime() + FIRST_WAIT_MS * 2 ** (waiting - 1)));
  }

  const recent = await recentDays(reading, found, today);
  const from = recent.at(0)?.date ?? today;
  const mark = contentHash(Buffer.from(JSON.stringify(recent)));
  if (mark !== place.full?.recent) {
    await addBranches(reading, recent, from, today);
    yield at({ ...place, full: { ...place.full, recent: mark } }, (tx) => saveDays(tx, recent));
  } else yield at(place, async () => ({ fetched: recent.length, unchanged: recent.length }));

  // While nobody synced, days went by that are no longer among the last ones.
  const missed = dayAfter(place.full?.last ?? today, 1 - RECENT_DAYS);
  for (let to = dayAfter(from, -1); place.full?.last !== undefined && to >= missed; to = dayAfter(to, -WINDOW_DAYS)) {
    const start = dayAfter(to, 1 - WINDOW_DAYS);
    const days = await readDays(reading, start < missed ? missed : start, to);
    if (typeof days === "object") yield at(place, (tx) => saveDays(tx, days));
  }
  if (place.full?.last !== today) yield at({ ...place, full: { ...place.full, last: today } }, async () => ({}));

  let back = { before: from, days: WINDOW_DAYS, empty: 0, ...place.full };
  while (!back.done) {
    if (reading.asked >= MOST_REQUESTS) {
      session.again(new Date(session.now().getTime() + PAUSE_MS));
      break;
    }
    const window = await windowBefore(reading, back, found.firstDay);
    back = window.next;
    const { done, outside, before } = back;
    yield at({ ...place, full: back }, async (tx) => {
      if (done) await remember(tx, "wakatime", { planStart: outside ? before : null });
      return saveDays(tx, window.days);
    });
  }
  yield* historySteps(session, reading, () => place as Cursor);
  reading.settle();
}

type Back = NonNullable<Place["full"]> & { before: string; days: number; empty: number };

/** The window before what is here already, and where the one before that begins. */
async function windowBefore(reading: Reading, back: Back, firstDay: string | null): Promise<{ days: ArchiveDay[]; next: Back }> {
  const first = firstDay !== null && firstDay > FIRST_DAY ? firstDay : FIRST_DAY;
  if (back.before <= first) return { days: [], next: { ...back, done: true } };
  const wanted = dayAfter(back.before, -back.days);
  const from = wanted < first ? first : wanted;
  const days = await readDays(reading, from, dayAfter(back.before, -1));
  if (days === "outside" && back.days > 1) return { days: [], next: { ...back, days: Math.floor(back.days / 2) } };
  if (days === "outside") return { days: [], next: { ...back, done: true, outside: true } };
  if (days === "absent") return { days: [], next: { ...back, done: true } };
  const idle = days.every(({ totalSeconds }) => totalSeconds === 0);
  const empty = idle ? back.empty + 1 : 0;
  const ended = firstDay === null && empty >= MOST_EMPTY;
  return { days, next: { ...back, before: from, empty, ...(ended ? { done: true } : {}) } };
}

/** The last days, as many as the plan tells; where a server has no days, the one of its status bar. */
async function recentDays(reading: Reading, { today: bar }: StatsFound, today: string): Promise<ArchiveDay[]> {
  for (const count of FEWER_DAYS) {
    const days = await readDays(reading, dayAfter(today, 1 - count), today);
    if (typeof days === "object") return days.sort((a, b) => (a.date < b.date ? -1 : 1));
    if (days === "absent") break;
  }
  return bar ? [archiveDay(dateOf(bar) ?? today, bar)] : [];
}

async function saveDays(tx: Parameters<Step["save"]>[0], days: readonly ArchiveDay[]) {
  const { inserted, updated, unchanged } = await putDays(tx, "wakatime", days);
  return { fetched: days.length, inserted, updated, unchanged };
}
