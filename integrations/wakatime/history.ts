import { remember } from "@/db/connections";
import { createImport, hasImport, newImportId } from "@/db/imports";
import { historyOf, isUnderWay, type WakaTimeHistory } from "@/domain/wakatime-history";
import { readJson } from "@/integrations/asking";
import type { Cursor, Step, SyncSession } from "@/integrations/provider";
import { uploadPath } from "@/lib/uploads";
import { fetchNames } from "./dump-names";
import { fetchDump } from "./fetch-dump";
import type { Reading } from "./reading";
import { dumpSchema, dumpsSchema, type WakaTimeDump } from "./schema";
import { requestTo } from "./servers";

/** Small accounts are done in seconds, large ones take hours: it is looked for less often the longer it takes. */
const LOOK_AGAIN_MS = [5_000, 300_000] as const;
const SHARE_OF_AGE = 0.1;
/** A dump that WakaTime has not finished by then never will be. */
const PATIENCE_MS = 2 * 86_400_000;

/** Heartbeats tell everything, and days are made of them by our own rule; totals of days are what there is without the permission. */
const TYPES = ["heartbeats", "daily"] as const;

/**
 * Brings the data dump that a person asked for a step further: asks WakaTime for it, looks how far it is, fetches the file and hands
 * it to the imports. Whatever was begun is found again by the next sync: the dump by WakaTime's list, the file by the import's id.
 */
export async function* historySteps(session: SyncSession, reading: Reading, cursor: () => Cursor): AsyncGenerator<Step, void> {
  let history = historyOf(session.connection);
  if (!history || !isUnderWay(history)) return;
  const keep = (next: WakaTimeHistory, also?: Step["save"]): Step => {
    history = next;
    return {
      cursor: cursor(),
      save: async (tx) => {
        await remember(tx, "wakatime", { history: next });
        return also ? also(tx) : {};
      },
    };
  };
  const fail = (reason: string) => keep({ state: "failed", askedAt: history?.askedAt ?? 0, reason });

  const told = await reading.read("/data_dumps", dumpsSchema, null);
  if (typeof told === "string") return yield fail(`${nameOf(session)} has no data dumps for Almanac to fetch.`);
  const dump = findDump(told.value.data, history, session.now()) ?? (await askForDump(session));
  if (typeof dump === "string") return yield fail(dump);
  const type = dump.type === "daily" ? "daily" : "heartbeats";
  if (dump.has_failed || dump.is_stuck) return yield fail("WakaTime could not make the data dump. Ask for it again later.");
  if (!dump.download_url) {
    if (session.now().getTime() - history.askedAt > PATIENCE_MS) return yield fail("WakaTime did not finish the data dump.");
    session.again(lookAgainAt(history, session.now()));
    return yield keep({ ...history, state: "making", dumpId: dump.id, type, percent: dump.percent_complete ?? 0 });
  }

  const importId = history.importId ?? newImportId();
  yield keep({ ...history, state: "fetching", dumpId: dump.id, type, percent: 100, importId });
  const { userId } = session.actor;
  const fetched = await fetchDump(session.connection, dump.download_url, userId, importId);
  if (typeof fetched === "string") return yield fail(fetched);
  const path = (n: number) => uploadPath(userId, importId, n);
  const files = [{ name: `wakatime-${type}.json`, path: path(1), bytes: fetched.bytes }];
  // Heartbeats tell their editors and machines by ids, and totals by name.
  if (type === "heartbeats") files.push({ name: "names.json", path: path(2), bytes: await fetchNames(reading, path(2)) });
  yield keep({ ...history, state: "importing" }, async (tx) => {
    if (!(await hasImport(tx, importId))) {
      await createImport(tx, importId, files);
    }
    return {};
  });
}

function lookAgainAt({ askedAt }: WakaTimeHistory, now: Date): Date {
  const [least, most] = LOOK_AGAIN_MS;
  const wait = Math.min(most, Math.max(least, (now.getTime() - askedAt) * SHARE_OF_AGE));
  return new Date(now.getTime() + wait);
}

/** The dump that is being made for us; before there is one, any that is on its way already. */
function findDump(dumps: readonly WakaTimeDump[], { dumpId }: WakaTimeHistory, now: Date): WakaTimeDump | null {
  if (dumpId !== undefined) return dumps.find(({ id }) => id === dumpId) ?? null;
  const open = dumps.filter((one) => !one.has_failed && !one.is_stuck && !one.download_url);
  return open.find(({ expires }) => !expires || Date.parse(expires) > now.getTime()) ?? null;
}

/** Asks for a dump; the reason where there is none to be had. */
async function askForDump(session: SyncSession): Promise<WakaTimeDump | string> {
  let reason = "WakaTime did not want to make a data dump.";
  for (const type of TYPES) {
    const request = requestTo(session.connection, "/users/current/data_dumps");
    const json = { type, email_when_finished: false };
    const answer = await session.ask({ ...request, method: "POST", json }, { expect: [400, 402, 403, 404], once: true });
    if (answer.status < 300) return readJson(answer, dumpSchema, "wakatime").data;
    const said = /"error"\s*:\s*"([^"]{1,200})"/.exec(answer.text)?.[1];
    if (said) reason = `WakaTime did not want to make a data dump: ${said}`;
  }
  return reason;
}

function nameOf({ connection }: SyncSession): string {
  return connection.serverAddress === null ? "WakaTime" : "This server";
}
