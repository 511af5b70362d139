import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gunzip } from "./gunzip";
import { FileRefused } from "./refused";
import { UnpackBudget } from "./unpack-budget";
import { ZipArchive } from "./zip";
import { writeZip, type ZipPart } from "./zip.fixture";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "zip-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const text = (content: string) => Buffer.from(content);

async function withZip<T>(parts: ZipPart[], work: (zip: ZipArchive) => Promise<T> | T): Promise<T> {
  const file = join(folder, "test.zip");
  writeZip(file, parts);
  const zip = await ZipArchive.open(file);
  try {
    return await work(zip);
  } finally {
    zip.close();
  }
}

describe("ZipArchive", () => {
  it("lists files and reads single ones, passing over folders and leftovers of operating systems", async () => {
    const parts = ["a.fit", "deep/b.gpx", "deep/", "__MACOSX/._a.fit", "deep/._b.gpx", ".DS_Store", "deep/Thumbs.db"];
    await withZip(
      parts.map((path) => ({ path, content: text(path.endsWith("/") ? "" : `content of ${path}`) })),
      async (zip) => {
        expect(zip.entries.map(({ path }) => path)).toEqual(["a.fit", "deep/b.gpx"]);
        expect(zip.refused).toEqual([]);
        expect((await zip.read("deep/b.gpx")).toString()).toBe("content of deep/b.gpx");
        expect((await zip.read("a.fit")).toString()).toBe("content of a.fit");
        await expect(zip.read("c.fit")).rejects.toThrow(/no such file/);
      },
    );
  });

  it.each(["../up.fit", "a/../../up.fit", "/etc/passwd", "C:/x.fit", "a\\..\\up.fit", "nul\0.fit"])(
    "never opens %j",
    async (path) => {
      await withZip(
        [
          { path, content: text("x") },
          { path: "good.fit", content: text("y") },
        ],
        async (zip) => {
          expect(zip.entries.map((entry) => entry.path)).toEqual(["good.fit"]);
          expect(zip.refused).toEqual([{ path: expect.any(String), reason: expect.stringMatching(/points outside/) }]);
          await expect(zip.read(path)).rejects.toBeInstanceOf(FileRefused);
        },
      );
    },
  );

  it("refuses links, locked entries and second files of one name", async () => {
    const parts = [
      { path: "link", content: text("/etc/passwd"), mode: 0o120777 },
      { path: "locked.fit", content: text("x"), encrypted: true },
      { path: "twice.fit", content: text("first") },
      { path: "twice.fit", content: text("second") },
    ];
    await withZip(parts, async (zip) => {
      expect(zip.refused.map(({ reason }) => reason)).toEqual([
        expect.stringMatching(/link/),
        expect.stringMatching(/password/),
        expect.stringMatching(/two files/),
      ]);
      expect((await zip.read("twice.fit")).toString()).toBe("first");
    });
  });

  it("stops a bomb that admits its size, and one that lies about it", async () => {
    const bomb = Buffer.alloc(8 * 1024 * 1024);
    await withZip(
      [
        { path: "honest.fit", content: bomb },
        { path: "liar.fit", content: bomb, claims: 100 },
      ],
      async (zip) => {
        expect(zip.refused).toEqual([{ path: "honest.fit", reason: expect.stringMatching(/200 times/) }]);
        await expect(zip.read("liar.fit")).rejects.toThrow(/200 times/);
      },
    );
  });

  it("stops at the limit for one file", async () => {
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251));
    await withZip([{ path: "big.fit", content: noise }], async (zip) => {
      await expect(zip.read("big.fit", 4999)).rejects.toThrow(/larger than/);
      expect(await zip.read("big.fit", 5000)).toEqual(noise);
    });
  });

  it("refuses too many files, and too much in all, claimed or real", async () => {
    const file = join(folder, "limits.zip");
    const noise = (seed: number) => Buffer.from(Array.from({ length: 9000 }, (_, i) => (i * i * seed + i) & 0xff));
    writeZip(file, [
      { path: "a.fit", content: noise(7919) },
      { path: "b.fit", content: noise(104_729) },
    ]);
    await expect(ZipArchive.open(file, new UnpackBudget({ entries: 1, bytes: 1e9 }))).rejects.toThrow(/more than 1 files/);
    await expect(ZipArchive.open(file, new UnpackBudget({ entries: 2, bytes: 17_999 }))).rejects.toThrow(/more than 20 GB/);
    const zip = await ZipArchive.open(file, new UnpackBudget({ entries: 2, bytes: 18_000 }));
    await zip.read("a.fit");
    await zip.read("b.fit");
    await expect(zip.read("a.fit")).rejects.toThrow(/more than 20 GB/);
    zip.close();
  });

  it("refuses an archive whose entries share their content", async () => {
    const file = join(folder, "overlap.zip");
    writeZip(file, [{ path: "00000.fit", content: Buffer.alloc(900_000) }]);
    const whole = readFileSync(file);
    const table = whole.subarray(whole.lastIndexOf("PK\x01\x02"), whole.lastIndexOf("PK\x05\x06"));
    const content = whole.subarray(0, whole.indexOf(table));
    const copies = Array.from({ length: 1_000 }, (_, n) => {
      const copy = Buffer.from(table);
      copy.write(String(n).padStart(5, "0"), 46, "latin1");
      return copy;
    });
    const end = Buffer.from(whole.subarray(whole.lastIndexOf("PK\x05\x06")));
    end.writeUInt16LE(copies.length, 8);
    end.writeUInt16LE(copies.length, 10);
    end.writeUInt32LE(copies.length * table.length, 12);
    end.writeUInt32LE(content.length, 16);
    writeFileSync(file, Buffer.concat([content, ...copies, end]));
    const { size } = statSync(file);
    await expect(ZipArchive.open(file, new UnpackBudget().forFile(size))).rejects.toThrow(/more than 200 times its size/);
  });

  it("counts the files of an upload and of the archives in them together", () => {
    const upload = new UnpackBudget({ entries: 10, bytes: 1e9 });
    upload.forFile(1_000).takeEntries(6);
    const second = upload.forFile(1_000);
    expect(() => second.takeEntries(5)).toThrow(/more than 10 files/);
    second.takeEntries(4);
    expect(() => second.takeBytes(65 * 1024 * 1024)).toThrow(/more than 200 times its size/);
  });

  it("refuses what is no zip, half a zip, and lets disk errors through", async () => {
    const file = join(folder, "half.zip");
    writeFileSync(file, text("PK\x03\x04 and nothing else"));
    await expect(ZipArchive.open(file)).rejects.toThrow(/incomplete or damaged/);
    await expect(ZipArchive.open(join(folder, "missing.zip"))).rejects.toThrow(/ENOENT/);
  });
});

describe("gunzip", () => {
  it("unpacks, and gives what is there of a stream that breaks off", () => {
    const noise = Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * i * 7919 + i) & 0xff));
    const packed = gzipSync(noise);
    expect(gunzip(packed)).toEqual(noise);
    const part = gunzip(packed.subarray(0, packed.length / 2));
    expect(part.length).toBeGreaterThan(100);
    expect(noise.subarray(0, part.length)).toEqual(part);
  });

  it("refuses bombs and damage", () => {
    expect(() => gunzip(gzipSync(Buffer.alloc(30 * 1024 * 1024)))).toThrow(/200 times/);
    expect(() => gunzip(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255]))).toThrow(/damaged/);
  });
});
