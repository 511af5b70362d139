import { mkdir, rm } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { env } from "./env";

/**
 * Where uploaded files lie: `<data folder>/uploads/<user>/<import>/0001 …`. Names that people gave are never part of a path. The
 * originals are kept for as long as the import is not undone: they are the one complete copy of what it brought.
 */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The folder of all uploads. */
export function uploadsFolder(): string {
  return resolve(env().ALMANAC_DATA_DIR, "uploads");
}

/** The folder of a person's uploads, or of one import. @throws Error for anything but UUIDs, which would be a slip of ours */
export function uploadFolder(userId: string, importId?: string): string {
  for (const id of [userId, importId ?? userId]) if (!UUID.test(id)) throw new Error("not a lower-case UUID");
  return importId === undefined ? resolve(uploadsFolder(), userId) : resolve(uploadsFolder(), userId, importId);
}

/** Makes an import's folder. */
export async function makeUploadFolder(userId: string, importId: string): Promise<string> {
  const folder = uploadFolder(userId, importId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Takes away what was uploaded for an import, or everything of a person. */
export async function removeUploads(userId: string, importId?: string): Promise<void> {
  await rm(uploadFolder(userId, importId), { recursive: true, force: true });
}

/** The place of the nth file (from 1) of an import, relative to the folder of all uploads. */
export function uploadPath(userId: string, importId: string, n: number): string {
  return `${userId}/${importId}/${String(n).padStart(4, "0")}`;
}

/** Where a stored path lies on this machine. @throws Error when it leaves the folder */
export function locateUpload(path: string): string {
  const place = resolve(uploadsFolder(), path);
  if (!place.startsWith(uploadsFolder() + sep)) throw new Error("an upload's path leaves the uploads folder");
  return place;
}
