import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gunzip } from "./gunzip";
import { FileRefused } from "./refused";
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
    await expect(ZipArchive.open(file, { entries: 1, unpackedBytes: 1e9 })).rejects.toThrow(/more than 1 files/);
    await expect(ZipArchive.open(file, { entries: 2, unpackedBytes: 17_999 })).rejects.toThrow(/more than 20 GB/);
    const zip = await ZipArchive.open(file, { entries: 2, unpackedBytes: 18_000 });
    await zip.read("a.fit");
    await zip.read("b.fit");
    await expect(zip.read("a.fit")).rejects.toThrow(/more than 20 GB/);
    zip.close();
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
