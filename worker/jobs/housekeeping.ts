import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { asUser, jobActor } from "@/db/client";
import { knownImports, listWornUploads, onlyOnce, purge } from "@/db/housekeeping";
import { expireConnectionData, listExpiring } from "@/db/keep-policy";
import { newId } from "@/lib/crypto";
import { log } from "@/lib/log";
import { removeUploads, uploadsFolder } from "@/lib/uploads";

/** Files of undone and failed imports stay this long; those of imports that stand are kept. */
const WORN_DAYS = 30;

/** An upload without an import is one that broke off, once it is this old. */
const ABANDONED_MS = 24 * 3_600_000;

/** What a purge took away: `expired` are activities whose provider's data was to be kept for some days only. */
type Purged = { guests: number; stale: number; uploads: number; expired: number };

/** Takes away unused guests, stale sessions, files that nobody needs and data past its days; null while another process does. */
export function purgeAll(now: Date): Promise<Purged | null> {
  return onlyOnce(newId(), "purge", async (tx) => {
    const { guests, stale } = await purge(tx);
    for (const guest of guests) await removeUploads(guest);
    const worn = await listWornUploads(tx, WORN_DAYS);
    for (const { userId, id } of worn) await removeUploads(userId, id);
    const abandoned = await findAbandoned(now, (ids) => knownImports(tx, ids));
    for (const { userId, id } of abandoned) await removeUploads(userId, id);
    let expired = 0;
    for (const { userId, provider } of await listExpiring(tx)) {
      try {
        expired += await asUser(jobActor(userId, newId(), "job"), (own) => expireConnectionData(own, provider, now));
      } catch (error) {
        log().error({ provider, error: String(error) }, "data past its days could not be taken away");
      }
    }
    return { guests: guests.length, stale, uploads: worn.length + abandoned.length, expired };
  });
}

/** Folders of uploads that never became an import: the server was killed while it received them. */
async function findAbandoned(
  now: Date,
  known: (ids: string[]) => Promise<Set<string>>,
): Promise<{ userId: string; id: string }[]> {
  const found: { userId: string; id: string }[] = [];
  for (const userId of await namesIn(uploadsFolder())) {
    const old: string[] = [];
    for (const id of await namesIn(join(uploadsFolder(), userId))) {
      const { mtimeMs } = await stat(join(uploadsFolder(), userId, id));
      if (now.getTime() - mtimeMs > ABANDONED_MS) old.push(id);
    }
    if (old.length === 0) continue;
    const there = await known(old);
    found.push(...old.filter((id) => !there.has(id)).map((id) => ({ userId, id })));
  }
  return found;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => UUID.test(name));
  } catch {
    return [];
  }
}
