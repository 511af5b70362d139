import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Actor, asUser, jobActor } from "@/db/client";
import { createImport, getImport, type ImportItem, listItems, newImportId } from "@/db/imports";
import { ownerQuery, type TestUser } from "@/db/testing";
import { newId } from "@/lib/crypto";
import { makeUploadFolder, uploadPath } from "@/lib/uploads";
import { prepareFile } from "../prepare-file";
import { type JobHost, workOnImport } from "./imports";

/** For tests: uploads without a browser, work without a worker. */
export type TestFile = { name: string; bytes: Uint8Array | string };

/** Reads files on the spot: no thread to start. */
export const host: JobHost = { readFile: async (bytes, name) => prepareFile(bytes, name), stopping: () => false };

export function actorOf(user: TestUser): Actor {
  return jobActor(user.id, newId(), "import");
}

/** Puts files where an upload would, and queues their import. */
export async function upload(user: TestUser, files: readonly TestFile[]): Promise<string> {
  const id = newImportId();
  const folder = await makeUploadFolder(user.id, id);
  const stored = await Promise.all(
    files.map(async ({ name, bytes }, index) => {
      const path = uploadPath(user.id, id, index + 1);
      await writeFile(join(folder, path.split("/").at(-1) ?? ""), bytes);
      return { name, path, bytes: Buffer.byteLength(bytes) };
    }),
  );
  await asUser(actorOf(user), (tx) => createImport(tx, id, stored));
  return id;
}

/**
 * An upload whose import is another from the beginning, by the assignments of an UPDATE. Tests that share the database may be at work on
 * one that was just queued: then another is uploaded.
 */
export async function uploadChanged(user: TestUser, files: readonly TestFile[], assignments: string): Promise<string> {
  for (;;) {
    const id = await upload(user, files);
    const text = `update app.imports set ${assignments} where id = $1 and state = 'queued' returning id`;
    if ((await ownerQuery(text, [id])).length > 0) return id;
  }
}

/** The state of an import with all its items. */
export async function look(user: TestUser, id: string) {
  return asUser(actorOf(user), async (tx) => ({
    ...(await getImport(tx, id)),
    items: await listItems(tx, id, { limit: 1_000_000 }),
  }));
}

/** Imports files and waits for the end. */
export async function bring(user: TestUser, files: readonly TestFile[]) {
  const id = await upload(user, files);
  while ((await look(user, id)).state !== "done") {
    if (!(await workOnImport(host))) await new Promise((resolve) => setTimeout(resolve, 20));
    const { state, error } = await look(user, id);
    if (state === "failed") throw new Error(`the import failed: ${error}`);
  }
  return look(user, id);
}

/** What became of each item, in order. */
export function results(items: readonly ImportItem[]): string[] {
  return items.map((item) => item.result);
}

/** How many versions of everything there are: the same after an import that changed nothing. */
export async function countVersions(user: TestUser): Promise<number> {
  const [row] = await ownerQuery<{ count: number }>(
    `select ((select count(*) from app.runs_history where user_id = $1) + (select count(*) from app.workouts_history where user_id = $1)
      + (select count(*) from app.shoes_history where user_id = $1))::integer as count`,
    [user.id],
  );
  return row?.count ?? 0;
}

/** Runs and workouts with their sources' ids, as everything that an import leaves behind; without times of writing and ids of imports. */
export async function everything(user: TestUser): Promise<unknown[]> {
  return ownerQuery(
    `select 'run' as noun, to_jsonb(r) - '{user_id,created_at,updated_at,import_id,deleted_at,undone_import_id}'::text[] as row, r.deleted_at is null as live,
        (select jsonb_agg(s.id || ' ' || md5(s.facts::text) || ' ' ||
            (select coalesce(string_agg(t.channel || md5(t.data), ',' order by t.channel), '') from app.tracks t where t.user_id = $1 and t.source_id = s.id) order by s.id)
          from app.activity_sources s where s.user_id = $1 and s.run_id = r.id) as sources,
        (select count(*)::integer from app.best_efforts b where b.user_id = $1 and b.run_id = r.id) as efforts
      from app.runs r where r.user_id = $1
     union all
     select 'workout', to_jsonb(r) - '{user_id,created_at,updated_at,import_id,deleted_at,undone_import_id}'::text[], r.deleted_at is null,
        (select jsonb_agg(s.id || ' ' || md5(s.facts::text) || ' ' ||
            (select coalesce(string_agg(t.channel || md5(t.data), ',' order by t.channel), '') from app.tracks t where t.user_id = $1 and t.source_id = s.id) order by s.id)
          from app.activity_sources s where s.user_id = $1 and s.workout_id = r.id), 0
      from app.workouts r where r.user_id = $1
     order by 1, 2`,
    [user.id],
  );
}
