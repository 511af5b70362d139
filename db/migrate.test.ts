import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fingerprint } from "@/bin/test/fingerprint";
import { withClient, withScratchDatabase } from "@/bin/test/scratch";
import { applied, migrate } from "./migrate";
import { readMigrations } from "./migrations";
import { rollback } from "./rollback";
import { ownerQuery, testUser } from "./testing";

test("the database of a run has every migration", async () => {
  const rows = await ownerQuery<{ name: string }>("select name from migrations.applied order by name");
  expect(rows.map(({ name }) => name)).toEqual((await readMigrations()).map(({ name }) => name));
});

test("a test's user exists with settings of its own", async () => {
  const { id } = await testUser({ timeZone: "Europe/Vienna" });
  expect(await ownerQuery("select time_zone from app.settings where user_id = $1", [id])).toEqual([
    { time_zone: "Europe/Vienna" },
  ]);
});

test("every step has a way back that leaves no trace, and the way up again ends at the same schema", {
  timeout: 600_000,
}, async () => {
  await withScratchDatabase(async (url) => {
    const look = () => withClient(url, fingerprint);
    const names = (await readMigrations()).map(({ name }) => name);
    const stations = [await look()];
    for (const count of names.keys()) {
      await withFolder(async (folder) => {
        await keepOnly(folder, count + 1);
        await migrate({ url, folder });
      });
      stations.push(await look());
    }
    for (const name of names.toReversed()) {
      stations.pop();
      expect(await rollback(url)).toBe(name);
      expect(await look()).toEqual(stations.at(-1));
    }
    expect(await rollback(url)).toBeUndefined();
    await migrate({ url });
    const again = await look();
    await withScratchDatabase(async (fresh) => {
      await migrate({ url: fresh });
      expect(again).toEqual(await withClient(fresh, fingerprint));
    });
  });
});

describe("the runner", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "almanac-migrations-"));
    await write(folder, [
      [
        "0000_one",
        "create table one (a int);\n--> statement-breakpoint\ncreate table two (a int)",
        "drop table two; drop table one",
      ],
    ]);
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("four at once apply each file once", async () => {
    await withScratchDatabase(async (url) => {
      const applied = await Promise.all([1, 2, 3, 4].map(() => migrate({ url, folder })));
      expect(applied.flat()).toEqual(["0000_one"]);
    });
  });

  test("a file that fails leaves nothing of itself, and what came before stays", async () => {
    await add(
      folder,
      "0001_bad",
      "create table three (a int);\n--> statement-breakpoint\nselect no_such_thing()",
      "drop table three",
    );
    await withScratchDatabase(async (url) => {
      await expect(migrate({ url, folder })).rejects.toThrow(/0001_bad failed: .*no_such_thing/);
      const rows = await withClient(url, (client) =>
        client.query("select to_regclass('one') is not null as one, to_regclass('three') as three"),
      );
      expect(rows.rows).toEqual([{ one: true, three: null }]);
      expect(await namesApplied(url)).toEqual(["0000_one"]);
    });
  });

  test("an edit of an applied file is refused", async () => {
    await withScratchDatabase(async (url) => {
      await migrate({ url, folder });
      await writeFile(join(folder, "0000_one.sql"), "create table one (a int, b int)");
      await expect(migrate({ url, folder })).rejects.toThrow("0000_one.sql was edited after it had been applied");
    });
  });

  test("a file that turns up before applied ones is refused", async () => {
    await withScratchDatabase(async (url) => {
      await migrate({ url, folder });
      await write(folder, [
        ["0000_early", "create table early (a int)", ""],
        ["0000_one", "create table one (a int);\n--> statement-breakpoint\ncreate table two (a int)", ""],
      ]);
      await expect(migrate({ url, folder })).rejects.toThrow("0000_early is older than migrations that are already applied");
    });
  });

  test("a database that is newer than the code is refused", async () => {
    await withScratchDatabase(async (url) => {
      await migrate({ url, folder });
      await write(folder, []);
      await expect(migrate({ url, folder })).rejects.toThrow("which this version does not know");
    });
  });

  test("a journal out of order is refused", async () => {
    await writeFile(
      join(folder, "meta", "_journal.json"),
      JSON.stringify({
        entries: [
          { tag: "0000_one", when: 2 },
          { tag: "0001_two", when: 1 },
        ],
      }),
    );
    await expect(readMigrations(folder)).rejects.toThrow("out of order at 0001_two");
  });

  test("an index can be built concurrently where the file says so", async () => {
    await add(folder, "0001_index", "-- no-transaction\ncreate index concurrently one_a on one (a)", "drop index one_a");
    await withScratchDatabase(async (url) => {
      expect(await migrate({ url, folder })).toEqual(["0000_one", "0001_index"]);
    });
  });

  test("a way back that fails changes nothing", async () => {
    await add(
      folder,
      "0001_three",
      "create table three (a int)",
      "drop table three;\n--> statement-breakpoint\ndrop table no_such_table",
    );
    await withScratchDatabase(async (url) => {
      await migrate({ url, folder });
      await expect(rollback(url, folder)).rejects.toThrow("0001_three was not taken back");
      expect(await namesApplied(url)).toEqual(["0000_one", "0001_three"]);
      expect((await withClient(url, (client) => client.query("select to_regclass('three') as three"))).rows[0]).toEqual({
        three: "three",
      });
    });
  });
});

async function namesApplied(url: string): Promise<string[]> {
  return (await withClient(url, applied)).map(({ name }) => name);
}

type File = [name: string, up: string, down: string];

async function write(folder: string, files: File[]): Promise<void> {
  await cp("drizzle/meta", join(folder, "meta"), { recursive: true });
  for (const [name, up, down] of files) {
    await writeFile(join(folder, `${name}.sql`), up);
    await writeFile(join(folder, `${name}.down.sql`), down);
  }
  await writeJournal(
    folder,
    files.map(([name]) => name),
  );
}

async function add(folder: string, name: string, up: string, down: string): Promise<void> {
  await writeFile(join(folder, `${name}.sql`), up);
  await writeFile(join(folder, `${name}.down.sql`), down);
  await writeJournal(folder, ["0000_one", name]);
}

function writeJournal(folder: string, names: string[]): Promise<void> {
  return writeFile(join(folder, "meta", "_journal.json"), JSON.stringify({ entries: names.map((tag, when) => ({ tag, when })) }));
}

/** A copy of the real migrations. */
async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "almanac-migrations-"));
  try {
    await cp("drizzle", folder, { recursive: true });
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function keepOnly(folder: string, count: number): Promise<void> {
  const names = (await readMigrations()).slice(0, count).map(({ name }) => name);
  await writeJournal(folder, names);
}
