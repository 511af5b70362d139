import { Failure } from "@/lib/errors";
import { isNestedDeeply } from "./heartbeat-body";
import { instantOf, LONGEST, refuse, type TimeLimits, textOf, whole, wholeOf, writeOf } from "./heartbeat-fields";
import { isTimeZone } from "./time-zones";

/**
 * One sign of life of an editor, as it was told. Project, branch, language and category are still what came over the wire (null:
 * absent or empty): placeholders and defaults are settled by whoever stores it.
 */
export type Heartbeat = {
  /** Microseconds since 1970. */
  atUs: number;
  entity: string;
  type: string;
  category: string | null;
  project: string | null;
  branch: string | null;
  language: string | null;
  isWrite: boolean;
  lines: number | null;
  lineNumber: number | null;
  cursorPosition: number | null;
  dependencies: string[] | null;
  userAgent: string | null;
  machine: string | null;
  /** The zone that the machine says it is in; it changes nothing about the days. */
  timeZone: string | null;
  /** The rarer fields under the names they came with. */
  more: Record<string, string | number | boolean> | null;
};

/** Why one heartbeat of a request was not taken. */
export type RefusedHeartbeat = { error: string; field: string };

/** What the headers of the request say for heartbeats that do not say it themselves, undecoded. */
export type HeartbeatHeaders = { userAgent: string | null; machine: string | null; timeZone: string | null };

const SCALARS = [
  "line_additions",
  "line_deletions",
  "project_root_count",
  "ai_line_changes",
  "human_line_changes",
  "ai_session",
  "ai_input_tokens",
  "ai_output_tokens",
  "ai_prompt_length",
  "ai_subscription_plan",
  "ai_model",
] as const;

/** An array in an array in an array has been seen; deeper is nonsense. */
const DEEPEST = 3;

/** As many as fit into the largest request, each with what every client says of it. Of nothing but zeros there would be millions. */
const MOST = 50_000;

/**
 * Reads the body of a heartbeat request in every form that clients are known to send: one object, an array, arrays of arrays, a JSON
 * text of any of them (also twice encoded). `beats` has an entry for each heartbeat in the order of the request; what is wrong with
 * one is its own affair. @throws Failure "malformed" when there is no heartbeat to speak of at all, "too_large" for more than 50,000
 */
export function readHeartbeats(
  body: unknown,
  headers: HeartbeatHeaders,
  now: Date,
): { beats: (Heartbeat | RefusedHeartbeat)[]; single: boolean } {
  const value = unwrapped(body);
  const single = !Array.isArray(value);
  const limits: TimeLimits = { nowUs: now.getTime() * 1000 };
  const given = {
    userAgent: textOf(headers.userAgent, LONGEST.userAgent) || null,
    machine: textOf(unescaped(headers.machine), LONGEST.name) || null,
    timeZone: zoneOf(headers.timeZone),
  };
  const all = single ? [value] : flattened(value, DEEPEST);
  if (all.length > MOST) {
    const most = MOST.toLocaleString("en-US");
    throw new Failure("too_large", `The body holds more than ${most} heartbeats. Send them in several requests.`);
  }
  return { beats: all.map((one) => readOne(one, given, limits)), single };
}

function unwrapped(body: unknown): unknown {
  let value = body;
  for (let layer = 0; layer < 2 && typeof value === "string"; layer++) {
    if (isNestedDeeply(value)) throw new Failure("malformed", "The body is nested deeper than any heartbeat is.");
    try {
      value = JSON.parse(value);
    } catch {
      throw new Failure("malformed", "The body is not JSON. Send a heartbeat or an array of heartbeats.");
    }
  }
  if (typeof value !== "object" || value === null) {
    throw new Failure("malformed", "The body holds no heartbeat. Send a heartbeat or an array of heartbeats.");
  }
  return value;
}

function flattened(value: unknown[], depth: number): unknown[] {
  if (depth === 0) return value;
  return value.flatMap((one) => (Array.isArray(one) ? flattened(one, depth - 1) : [one]));
}

/** Clients escape the machine's name for a URL. */
function unescaped(value: string | null): string | null {
  try {
    return value === null ? null : decodeURIComponent(value.replaceAll("+", " "));
  } catch {
    return value;
  }
}

function zoneOf(value: string | null): string | null {
  return value !== null && value.length <= LONGEST.name && isTimeZone(value) ? value : null;
}

type Given = { userAgent: string | null; machine: string | null; timeZone: string | null };

function readOne(value: unknown, given: Given, limits: TimeLimits): Heartbeat | RefusedHeartbeat {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { error: "A heartbeat must be an object.", field: "" };
  }
  try {
    return readObject(value as Record<string, unknown>, given, limits);
  } catch (error) {
    if (error instanceof Failure) return { error: error.message, field: error.extra.fields?.[0]?.path ?? "" };
    throw error;
  }
}

function readObject(from: Record<string, unknown>, given: Given, limits: TimeLimits): Heartbeat {
  const text = (field: string, most: number) => named(from, field, most);
  const entity = text("entity", LONGEST.entity);
  if (entity === null) throw refuse("entity", "is missing");
  return {
    atUs: instantOf(from["time"], limits),
    entity,
    type: text("type", LONGEST.word) ?? text("entity_type", LONGEST.word) ?? "file",
    category: text("category", LONGEST.word),
    project: text("project", LONGEST.name) ?? text("alternate_project", LONGEST.name),
    branch: text("branch", LONGEST.name) ?? text("alternate_branch", LONGEST.name),
    language: text("language", LONGEST.name) ?? text("alternate_language", LONGEST.name),
    isWrite: writeOf(from["is_write"]),
    lines: wholeOf(from["lines"]) ?? wholeOf(from["lines_in_file"]),
    lineNumber: wholeOf(from["lineno"]),
    cursorPosition: wholeOf(from["cursorpos"]),
    dependencies: dependenciesOf(from["dependencies"]),
    userAgent: text("user_agent", LONGEST.userAgent) ?? text("plugin", LONGEST.userAgent) ?? given.userAgent,
    machine: text("machine", LONGEST.name) ?? given.machine,
    timeZone: given.timeZone,
    more: moreOf(from),
  };
}

/** A text field; null when it is absent, null or empty. @throws Failure "invalid" naming the field */
function named(from: Record<string, unknown>, field: string, most: number): string | null {
  const value = from[field];
  if (value === undefined || value === null || value === "") return null;
  if (typeof value !== "string") throw refuse(field, "must be text");
  if (value.length > most) throw refuse(field, `must have at most ${most.toLocaleString("en-US")} characters`);
  if (value.includes("\0")) throw refuse(field, "holds a zero character");
  return whole(value);
}

function dependenciesOf(value: unknown): string[] | null {
  if (!Array.isArray(value)) return null;
  const names = value.flatMap((one) => textOf(one, LONGEST.name) || []).slice(0, LONGEST.dependencies);
  return names.length > 0 ? names : null;
}

function moreOf(from: Record<string, unknown>): Heartbeat["more"] {
  let more: Heartbeat["more"] = null;
  for (const field of SCALARS) {
    const value = from[field];
    if (value === undefined || value === null) continue;
    const kept = typeof value === "string" ? textOf(value, LONGEST.name) : value;
    if (kept === "" || (typeof kept !== "string" && typeof kept !== "boolean" && !Number.isFinite(kept))) continue;
    more ??= {};
    more[field] = kept as string | number | boolean;
  }
  return more;
}
