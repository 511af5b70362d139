import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { takeLock } from "./lock.mjs";
import { isAlive } from "./processes.mjs";

let folder;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "almanac-lock-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Adds one to a number in a file, many times, reading and writing apart: without a lock, additions get lost. */
const COUNTER = `
import { readFileSync, writeFileSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
const { withLock } = await import(process.argv[1]);
for (let i = 0; i < 25; i++) {
  await withLock(process.argv[2] + "/lock", async () => {
    const n = Number(readFileSync(process.argv[2] + "/count", "utf8"));
    await turn();
    writeFileSync(process.argv[2] + "/count", String(n + 1));
  });
}
`;

test("processes that all want it have it one after the other, a dead holder's included", async () => {
  writeFileSync(join(folder, "count"), "0");
  writeFileSync(join(folder, "lock"), JSON.stringify({ pid: await deadPid(), start: "1" }));
  const module = new URL("./lock.mjs", import.meta.url).href;
  const runs = Array.from({ length: 6 }, () => run(["--input-type=module", "-e", COUNTER, module, folder]));
  expect(await Promise.all(runs)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(readFileSync(join(folder, "count"), "utf8")).toBe("150");
});

test("who finds it taken learns by whom; a number given to another process since does not count", () => {
  const file = join(folder, "held");
  const lock = takeLock(file, { address: "here" });
  expect(takeLock(file).holder).toMatchObject({ pid: process.pid, address: "here" });
  lock.release();
  writeFileSync(file, JSON.stringify({ pid: process.pid, start: "another life" }));
  const next = takeLock(file);
  expect(next.holder).toBeUndefined();
  next.release();
});

function run(args) {
  return new Promise((resolve) => spawn(process.execPath, args, { stdio: "inherit" }).once("exit", resolve));
}

async function deadPid() {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => child.once("exit", resolve));
  expect(isAlive(child.pid)).toBe(false);
  return child.pid;
}
