import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { asSystem, asUser } from "@/db/client";
import type { Delivered } from "@/db/deliveries";
import { importActor, takeImport } from "@/db/import-leases";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { fitFile, recordsOf } from "@/integrations/files/fit.fixture";
import { writeZip, type ZipPart } from "@/integrations/files/zip.fixture";
import { newId } from "@/lib/crypto";
import { prepareFile } from "../prepare-file";
import { workOnImport } from "./imports";
import { actorOf, bring, host, look, results, upload, uploadChanged } from "./imports.fixture";
import { writeDeliveries } from "./write-deliveries";

const folder = mkdtempSync(join(tmpdir(), "hostile-"));
afterAll(() => rmSync(folder, { recursive: true }));
let made = 0;
function zip(...parts: ZipPart[]): Buffer {
  const file = join(folder, `${++made}.zip`);
  writeZip(file, parts);
  return readFileSync(file);
}
const recording = (records = 120) => fitFile(recordsOf(records));

describe("archives that mean harm", () => {
  it("refuses entries that lead outside, links, locked and dense ones, and keeps what is good", async () => {
    const user = await testUser();
    const { items } = await bring(user, [
      {
        name: "evil.zip",
        bytes: zip(
          { path: "good.fit", content: recording() },
          { path: "../../outside.fit", content: recording(130) },
          { path: "/etc/passwd", content: recording(140) },
          { path: "link.fit", content: Buffer.from("/etc/passwd"), mode: 0o120777 },
          { path: "locked.fit", content: recording(150), encrypted: true },
          { path: "bomb.fit", content: Buffer.alloc(40 * 1024 * 1024) },
        ),
      },
    ]);
    const good = items.filter(({ result }) => result === "imported");
    expect(good.map(({ entry }) => entry)).toEqual(["good.fit"]);
    const bad = items.filter(({ result }) => result === "failed");
    expect(bad).toHaveLength(5);
    for (const { reason } of bad) expect(reason).toMatch(/outside the archive|link|password|more than 200 times/);
  });

  it("unpacks archives in archives up to three deep", async () => {
    const user = await testUser();
    let inner: Buffer = zip({ path: "deep.fit", content: recording() });
    for (let depth = 0; depth < 5; depth++)
      inner = zip(
        { path: `layer-${depth}.zip`, content: inner },
        { path: `beside-${depth}.fit`, content: recording(200 + depth) },
      );
    const { items } = await bring(user, [{ name: "nested.zip", bytes: inner }]);
    expect(items.filter(({ result }) => result !== "failed").map(({ entry }) => entry?.split("/").length)).toEqual([3, 2, 1]);
    expect(items.filter(({ result }) => result === "failed").map(({ reason }) => reason)).toEqual([
      "This is an archive inside an archive. Unpack it and import what is in it.",
    ]);
  });

  it.each([
    ["an empty zip", () => zip()],
    ["half a zip", () => zip({ path: "a.fit", content: recording() }).subarray(0, 300)],
    ["a file of nothing", () => Buffer.alloc(0)],
    ["a picture", () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])],
    ["a gzip bomb", () => gzipSync(Buffer.alloc(100 * 1024 * 1024))],
    [
      "a table that never ends",
      () => Buffer.from(`Workout Date,Workout Time (seconds),Distance (km),Activity Type\n"${"x".repeat(3_000_000)}`),
    ],
    ["a table of another language", () => Buffer.from("ID de l'activité,Date,Nom,a,b,c,d,e,f,g,h\n1,2,3")],
  ])("says why %s brings nothing", async (_, bytes) => {
    const user = await testUser();
    const { items, state } = await bring(user, [{ name: "activities.csv", bytes: bytes() }]);
    expect(state).toBe("done");
    expect(items.length).toBeGreaterThan(0);
    for (const { result, reason } of items) {
      expect(result).toBe("failed");
      expect(reason).toMatch(/\.$/);
      expect(reason).not.toContain("fault of Almanac");
    }
  });

  it("stores names, notes and figures that databases choke on", async () => {
    const user = await testUser();
    const header =
      "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Activity Gear,Filename,Average Heart Rate";
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const row = (id: number, name: string, gear: string, rest: string) =>
      [id, quoted(`Apr ${id}, 2020, 6:00:00 AM`), quoted(name), "Run", quoted(name), rest, quoted(gear), "", 900].join(",");
    const lines = [
      header,
      row(1, "nul\0 and \ud83d half", "\0", "3000,10"),
      row(2, `{"a\\\\": NULL, \\"}`, "{a,b}", "3000,10"),
      row(3, "é".repeat(5_000), "鞋", "3000,99999999"),
      row(4, "NULL", "null", "3000,1e400"),
    ];
    const { items } = await bring(user, [{ name: "activities.csv", bytes: Buffer.from(lines.join("\n"), "utf8") }]);
    expect(results(items)).toEqual(["imported", "imported", "imported", "imported"]);
    const rows = await ownerQuery<{ name: string; heart: number | null; notes: string }>(
      "select name, average_heart_rate_bpm as heart, notes from app.runs where user_id = $1 order by id",
      [user.id],
    );
    expect(rows.map(({ heart }) => heart)).toEqual([null, null, null, null]);
    expect(rows[0]?.name).toMatch(/^nul and . ?half$/u);
    expect(rows[1]?.name).toBe(`{"a\\\\": NULL, \\"}`);
    expect(rows[3]?.name).toBe("NULL");
  });
});

describe("what a job survives", () => {
  async function lease(user: TestUser) {
    for (let id = ""; ; ) {
      // Tests that share the database may be quicker, and do what is to be done for it.
      if (id === "" || (await look(user, id)).state !== "queued")
        id = await upload(user, [{ name: "a.fit", bytes: recording() }]);
      const taken = await asSystem(newId(), (tx) => takeImport(tx, newId()));
      if (taken?.id === id) return taken;
      // Somebody else's: its lease runs out by itself; tests that share the database wait for their own.
      if (taken) await ownerQuery("update app.imports set lease_until = null, attempts = 0 where id = $1", [taken.id]);
    }
  }

  it("fails the one delivery that the database refuses and stores the others", async () => {
    const user = await testUser();
    const taken = await lease(user);
    const [session] = prepareFile(recording(), "a.fit").sessions;
    if (!session) throw new Error("no session");
    const deliveries = Array.from({ length: 7 }, (_, seq): Delivered => {
      const startAt = new Date(Date.UTC(2024, 1, 1 + seq)).toISOString();
      // A sport that no check of the tables knows, as a slip of ours might bring it.
      const sport = seq === 4 ? ("unheard of" as "running") : "running";
      const facts = { ...session.facts, startAt, sport };
      return {
        seq: seq * 1_000,
        file: `f${seq}`,
        entry: null,
        row: null,
        warnings: [],
        sources: [{ id: `file_${seq}`, source: "file", origin: "file", facts, fileHash: `hash${seq}`, track: null }],
      };
    });
    await writeDeliveries(taken, "UTC", deliveries, { done: 0, total: 7 });
    const { items, done } = await look(user, taken.id);
    expect(done).toBe(7);
    expect(results(items)).toEqual(["imported", "imported", "imported", "imported", "failed", "imported", "imported"]);
    expect(items[4]?.reason).toMatch(/could not store/);
    await ownerQuery("update app.imports set state = 'done' where id = $1", [taken.id]);
  });

  it("gives up an import that breaks off three times without progress, and says so", async () => {
    const user = await testUser();
    const id = await uploadChanged(user, [{ name: "a.fit", bytes: recording() }], "attempts = 3");
    while ((await look(user, id)).state !== "failed") await workOnImport(host);
    expect((await look(user, id)).error).toMatch(/three times/);
  });

  it("throws away what it has in hand when another worker has gone on", async () => {
    const user = await testUser();
    const taken = await lease(user);
    const [session] = prepareFile(recording(), "a.fit").sessions;
    if (!session) throw new Error("no session");
    const delivery: Delivered = {
      seq: 0,
      file: "a.fit",
      entry: null,
      row: null,
      warnings: [],
      sources: [{ id: "file_a", source: "file", origin: "file", facts: session.facts, fileHash: "a", track: null }],
    };
    await asUser(importActor(taken), (tx) =>
      tx.query("update app.imports set done = 5 where user_id = $1 and id = $2", [user.id, taken.id]),
    );
    await expect(writeDeliveries(taken, "UTC", [delivery], { done: 0, total: 1 })).rejects.toMatchObject({ name: "LeaseLost" });
    expect((await look(user, taken.id)).items).toEqual([]);
    await asUser(actorOf(user), (tx) =>
      tx.query("update app.imports set state = 'done' where user_id = $1 and id = $2", [user.id, taken.id]),
    );
  });

  it("says that the files are gone when they are", async () => {
    const user = await testUser();
    const elsewhere = "files = jsonb_set(files, '{0,path}', to_jsonb(replace(files->0->>'path', '0001', '0009')))";
    const id = await uploadChanged(user, [{ name: "a.fit", bytes: recording() }], elsewhere);
    while ((await look(user, id)).state !== "failed") await workOnImport(host);
    expect((await look(user, id)).error).toMatch(/not on this machine any more/);
  });
});
