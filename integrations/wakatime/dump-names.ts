import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { locateUpload } from "@/lib/uploads";
import type { Reading } from "./reading";
import { namesSchema } from "./schema";

/** Editors and machines behind the ids by which heartbeats in a dump tell them. */
export type DumpNames = { userAgents: ReadonlyMap<string, string>; machines: ReadonlyMap<string, string> };

/** The first field of a file that holds such names: what it is known by. */
const MARK = "wakatime-names";
const fileSchema = z.object({
  almanac: z.literal(MARK),
  userAgents: z.record(z.string(), z.string()),
  machines: z.record(z.string(), z.string()),
});

/** More than anybody ever had; whoever has more keeps those. */
const MOST_PAGES = 50;
const MOST_NAMES = 20_000;

/** Whether a file that begins so holds names. */
export function isNamesHead(text: string): boolean {
  return text.startsWith(`{"almanac":"${MARK}"`);
}

/** Asks what the ids mean and writes it down beside a dump, as a file of the same import. Answers its length. */
export async function fetchNames(reading: Reading, path: string): Promise<number> {
  const userAgents = await readAll(reading, "/user_agents");
  const machines = await readAll(reading, "/machine_names");
  const text = JSON.stringify({ almanac: MARK, userAgents, machines });
  await writeFile(locateUpload(path), text, { mode: 0o600 });
  return Buffer.byteLength(text);
}

async function readAll(reading: Reading, list: string): Promise<Record<string, string>> {
  const found = new Map<string, string>();
  for (let page = 1, pages = 1; page <= pages && found.size < MOST_NAMES; page++) {
    const told = await reading.read(`${list}?page=${page}`, namesSchema, null);
    if (typeof told === "string") break;
    for (const { id, value } of told.value.data) if (value && found.size < MOST_NAMES) found.set(id, value);
    pages = Math.min(MOST_PAGES, told.value.total_pages ?? 1);
  }
  return Object.fromEntries(found);
}

/** The names in such a file; null where it is damaged. */
export function readNames(text: string): DumpNames | null {
  try {
    const { userAgents, machines } = fileSchema.parse(JSON.parse(text));
    return { userAgents: new Map(Object.entries(userAgents)), machines: new Map(Object.entries(machines)) };
  } catch {
    return null;
  }
}

/** A heartbeat of a dump with the names behind its ids; what it says itself goes first. */
export function withNames(beat: unknown, names: DumpNames): unknown {
  if (typeof beat !== "object" || beat === null) return beat;
  const told = beat as Record<string, unknown>;
  return {
    user_agent: names.userAgents.get(String(told["user_agent_id"])),
    machine: names.machines.get(String(told["machine_name_id"])),
    ...told,
  };
}
