import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import type { Activity } from "@/domain/activity";
import { fitFile, recordsOf } from "./fit.fixture";
import { ThreadPool } from "./parse-pool";
import { FileRefused } from "./refused";

type Input = { bytes: Uint8Array; name: string };

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((pool) => pool.close()));
});

function poolOf<I, O>(script: URL, limits: { timeLimitMs?: number; heapMb?: number } = {}): ThreadPool<I, O> {
  const pool = new ThreadPool<I, O>({ script, threads: 1, ...limits });
  closing.push(pool);
  return pool;
}

const PARSE = new URL("./parse-thread.ts", import.meta.url);

/** A thread that does what it is told, in plain JavaScript that speaks the pool's protocol. */
function mischief(): { script: URL; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "pool-"));
  const file = join(folder, "thread.mjs");
  writeFileSync(
    file,
    `import { parentPort } from "node:worker_threads";
     parentPort.on("message", ({ id, input }) => {
       if (input === "spin") for (;;) {}
       if (input === "die") process.exit(3);
       if (input === "throw") throw new Error("boom");
       if (input === "eat") { const kept = []; for (;;) kept.push(new Array(1e5).fill(kept.length)); }
       parentPort.postMessage({ kind: "done", id, output: input });
     });
     parentPort.postMessage({ kind: "ready" });`,
  );
  return { script: pathToFileURL(file), remove: () => rmSync(folder, { recursive: true }) };
}

describe("ThreadPool", () => {
  it("parses in a thread and hands the samples over", async () => {
    const pool = poolOf<Input, Activity[]>(PARSE);
    const bytes = Uint8Array.from(fitFile(recordsOf(100)));
    const [activity] = await pool.run({ bytes, name: "run.fit" }, [bytes.buffer]);
    expect(activity?.track?.time).toBeInstanceOf(Float64Array);
    expect(activity?.track?.time.length).toBe(100);
    expect(activity?.startAt).toBeInstanceOf(Date);
    expect(bytes.byteLength).toBe(0);
  });

  it("rejects with the reason when the job refuses the file", async () => {
    const pool = poolOf<Input, Activity[]>(PARSE);
    const failure = await pool.run({ bytes: Uint8Array.of(1, 2, 3), name: "x.fit" }).catch((error) => error);
    expect(failure).toBeInstanceOf(FileRefused);
    expect(failure.reason).toMatch(/name says FIT/);
  });

  it.each([
    ["spin", FileRefused],
    ["eat", FileRefused],
    ["die", Error],
    ["throw", Error],
  ])("survives a job that does this: %s", async (deed, kind) => {
    const { script, remove } = mischief();
    const pool = poolOf<string, string>(script, { timeLimitMs: deed === "spin" ? 1_500 : 20_000, heapMb: 32 });
    const bad = pool.run(deed);
    const after = pool.run("fine");
    await expect(bad).rejects.toBeInstanceOf(kind);
    await expect(after).resolves.toBe("fine");
    remove();
  });

  it("rejects what runs and waits when it is closed", async () => {
    const { script, remove } = mischief();
    const pool = poolOf<string, string>(script);
    const running = pool.run("spin");
    const waiting = pool.run("fine");
    const both = Promise.allSettled([running, waiting]);
    await pool.close();
    expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(pool.run("fine")).rejects.toThrow("closed");
    remove();
  });
});
