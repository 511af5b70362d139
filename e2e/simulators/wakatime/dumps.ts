import { createHash, randomUUID } from "node:crypto";
import { type Answer, json, rawJson, text } from "@/e2e/simulators/answer";
import { type Call, jsonOf } from "@/e2e/simulators/request";
import { type CodingDays, midnight, type Piece, total } from "./coding";
import { figures, shares } from "./figures";
import type { Asker, WakaTimeWorld } from "./state";
import type { Person } from "./types";

/** A copy of everything that somebody asked for; each look at the list brings it a step on. */
export type Dump = {
  id: string;
  person: Person;
  type: "daily" | "heartbeats";
  percent: number;
  madeAt: number;
  expiresAt: number;
};

const WEEK_MS = 7 * 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");

export function createDump({ state, workings }: WakaTimeWorld, call: Call, { person }: Asker): Answer {
  const type = jsonOf(call)?.["type"];
  if (type !== "daily" && type !== "heartbeats") return json(400, { errors: { type: ["Unknown type."] } });
  if (state.dumps.some((dump) => dump.person === person && dump.percent < 100)) {
    return json(400, { error: "An export is already being made." });
  }
  const now = workings.clock.now();
  const dump: Dump = { id: randomUUID(), person, type, percent: 0, madeAt: now, expiresAt: now + WEEK_MS };
  state.dumps.unshift(dump);
  return json(201, { data: describe(dump, call, false) });
}

export function listDumps({ state }: WakaTimeWorld, call: Call, { person }: Asker): Answer {
  const mine = state.dumps.filter((dump) => dump.person === person);
  const data = mine.map((dump) => describe(dump, call, state.settings.dumpsFail));
  for (const dump of mine) if (!state.settings.dumpsFail) dump.percent = Math.min(100, dump.percent + state.settings.dumpStep);
  return json(200, { data, total: data.length, total_pages: 1 });
}

function describe({ id, type, percent, madeAt, expiresAt }: Dump, call: Call, failed: boolean) {
  const done = percent >= 100;
  return {
    id,
    type,
    status: done ? "Completed" : percent === 0 ? "Pending…" : "Processing coding activity…",
    percent_complete: percent,
    download_url: done ? `http://${call.headers.host}/dumps/${id}.json` : null,
    is_processing: !done && !failed,
    is_stuck: false,
    has_failed: failed,
    expires: done ? iso(expiresAt) : null,
    created_at: iso(madeAt),
  };
}

/** The file itself, at an address that needs no token and ends after a week. A token that is sent along all the same is a fault. */
export function download({ state, workings }: WakaTimeWorld, call: Call): Answer {
  if (call.headers.authorization) return text(400, "Only one auth mechanism allowed");
  const dump = state.dumps.find(({ id }) => call.params["file"] === `${id}.json`);
  if (!dump || dump.percent < 100) return text(404, "Not Found");
  if (dump.expiresAt <= workings.clock.now()) return text(403, "Request has expired");
  return rawJson(dumpText(dump.person, state.coding.get(dump.person.id) ?? new Map(), dump.type));
}

/** What a dump holds. */
export function dumpText(person: Person, days: CodingDays, type: Dump["type"]): string {
  const dates = [...days.keys()].sort();
  const day = type === "daily" ? dailyDay : beatsDay;
  return JSON.stringify({
    user: { id: person.id, display_name: person.displayName, email: person.email, timezone: person.timezone },
    range: {
      start: midnight(dates[0] ?? "2020-01-01", person.timezone),
      end: midnight(dates.at(-1) ?? "2020-01-01", person.timezone) + 86_399,
    },
    days: dates.map((date) => day(date, days, person)),
  });
}

function dailyDay(date: string, days: CodingDays) {
  const pieces = days.get(date) ?? [];
  const lists = (some: typeof pieces) => ({
    categories: shares(some, "category"),
    dependencies: [],
    editors: shares(some, "editor"),
    languages: shares(some, "language"),
    machines: shares(some, "machine"),
    operating_systems: shares(some, "operatingSystem"),
  });
  const projects = shares(pieces, "project").map(({ name }) => {
    const some = pieces.filter(({ project }) => project === name);
    return { name, grand_total: figures(total(some)), branches: shares(some, "branch"), entities: [], ...lists(some) };
  });
  return { date, grand_total: figures(total(pieces)), projects, ...lists(pieces) };
}

/** A heartbeat every ten minutes at most, so that no gap reaches WakaTime's timeout, and a last one that ends the piece. */
function beatsDay(date: string, days: CodingDays, person: Person) {
  let time = midnight(date, person.timezone) + 1_800;
  const heartbeats: object[] = [];
  for (const piece of days.get(date) ?? []) {
    const end = time + piece.seconds;
    for (let at = time; at < end; at += 600) heartbeats.push(beat(at, piece));
    heartbeats.push(beat(end, piece));
    // Longer than the timeout: what lies between pieces counts for nothing.
    time = end + 1_000;
  }
  return { date, heartbeats };
}

/** How an editor on a system names itself. */
function agentOf({ editor, operatingSystem }: Piece): string {
  const system = operatingSystem === "Mac" ? "darwin-24.1.0-arm64" : "linux-6.1.0-x86_64";
  const name = editor === "Vim" ? "vim/901 vim-wakatime/11.3.0" : "vscode/1.101.2 vscode-wakatime/25.3.0";
  return `wakatime/v1.90.0 (${system}) go1.22.1 ${name}`;
}

/** Dumps tell editors and machines by ids only; these lists say what the ids mean, one to a page. */
export function listNames(
  { state }: WakaTimeWorld,
  call: Call,
  { person }: Asker,
  kind: "user_agents" | "machine_names",
): Answer {
  const pieces = [...(state.coding.get(person.id)?.values() ?? [])].flat();
  const values = [...new Set(pieces.map((piece) => (kind === "user_agents" ? agentOf(piece) : piece.machine)))];
  const page = Number(call.query.get("page") ?? 1);
  const data = values.slice(page - 1, page).map((value) => ({ id: idOf(value), value, created_at: "2020-01-01T00:00:00Z" }));
  return json(200, { data, page, total: values.length, total_pages: Math.max(1, values.length) });
}

function idOf(value: string): string {
  const hex = createHash("sha256").update(value).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function beat(time: number, piece: Piece) {
  const { project, branch, language, category } = piece;
  return {
    id: randomUUID(),
    branch,
    category: category.toLowerCase(),
    created_at: iso(time * 1000),
    cursorpos: null,
    dependencies: [],
    entity: `/home/ada/${project}/main.file`,
    is_write: false,
    language: language === "Other" ? null : language,
    lineno: null,
    lines: 120,
    machine_name_id: idOf(piece.machine),
    project,
    time: Math.round(time * 1e6) / 1e6,
    type: "file",
    user_agent_id: idOf(agentOf(piece)),
    user_id: "00000000-0000-4000-8000-000000000002",
  };
}
