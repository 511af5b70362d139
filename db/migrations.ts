import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** One step of the schema: `NNNN_name.sql` and, beside it, its way back. */
export type Migration = {
  name: string;
  /** SHA-256 of the file, so that an edit after the fact is noticed. */
  checksum: string;
  statements: string[];
  /** False where the first line is `-- no-transaction` (an index built concurrently cannot run in one). */
  inTransaction: boolean;
};

const BREAK = "--> statement-breakpoint";
const NO_TRANSACTION = "-- no-transaction";

/** The folder of migrations. Every entry point runs in the root of the repository (or of the image). */
const MIGRATIONS_FOLDER = join(process.cwd(), "drizzle");

/** Reads all migrations in the order of the kit's journal. @throws when the journal names a file that is not there */
export async function readMigrations(folder: string = MIGRATIONS_FOLDER): Promise<Migration[]> {
  const journal: { entries: { tag: string; when: number }[] } = JSON.parse(
    await readFile(join(folder, "meta", "_journal.json"), "utf8"),
  );
  journal.entries.forEach((entry, index) => {
    const before = journal.entries[index - 1];
    if (before && before.when >= entry.when) {
      throw new Error(`The journal of migrations is out of order at ${entry.tag}: generate it again after merging.`);
    }
  });
  return Promise.all(journal.entries.map((entry) => readMigration(folder, entry.tag)));
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const text = normalise(await readFile(join(folder, `${name}.sql`), "utf8"));
  return {
    name,
    checksum: createHash("sha256").update(text).digest("hex"),
    statements: splitStatements(text),
    inTransaction: !text.startsWith(NO_TRANSACTION),
  };
}

/** The statements that undo a migration. @throws when it has no down file */
export async function readDown(name: string, folder: string = MIGRATIONS_FOLDER): Promise<string[]> {
  try {
    return splitStatements(normalise(await readFile(join(folder, `${name}.down.sql`), "utf8")));
  } catch {
    throw new Error(`${name} has no way back: drizzle/${name}.down.sql is missing.`);
  }
}

function splitStatements(text: string): string[] {
  return text
    .split(BREAK)
    .map((part) => part.trim())
    .filter((part) => part.replaceAll(/^\s*--.*$/gm, "").trim() !== "");
}

function normalise(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
