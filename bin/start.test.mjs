import { spawn } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { freePort, isAlive, waitUntil } from "./postgres/processes.mjs";
import { makeClone } from "./test/clone.mjs";

/**
 * Starts and stops copies of this clone (the pages replaced by a stand-in, everything else real). The first few always run, the rest
 * with PROVE=1.
 */
const prove = process.env.PROVE === "1";
const linux = process.platform === "linux";
let folder;
let clone;
const started = new Set();
const places = new Set();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "almanac-start-"));
  // Nobody but us may enter: root's server account has to find another place.
  const closed = join(folder, "closed");
  mkdirSync(closed, { mode: 0o700 });
  clone = join(closed, "clone");
  makeClone(clone);
});

afterEach(async () => {
  const { outside } = memory();
  if (outside) places.add(outside);
  for (const run of started) if (isAlive(run.pid)) run.child.kill("SIGTERM");
  await waitUntil(() => [...started].every((run) => !isAlive(run.pid)), 20_000);
  started.clear();
});

afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** `npm start` in the clone, or `node bin/start.mjs` itself. */
function start(env, command = ["npm", "start"]) {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|DATABASE_|VITEST|NODE_ENV|TEST)/.test(name)),
  );
  const child = spawn(command[0], command.slice(1), {
    cwd: clone,
    env: { ...clean, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const run = { child, pid: child.pid, said: "", ended: new Promise((resolve) => child.once("exit", (code) => resolve(code))) };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (run.said += chunk));
  run.hasSaid = (text) => waitUntil(() => run.said.includes(text) || child.exitCode !== null, 60_000);
  started.add(run);
  return run;
}

async function ready(env) {
  const run = start(env);
  await run.hasSaid("Almanac is ready");
  expect(run.said).toContain("Almanac is ready");
  return run;
}

function answer(port) {
  return new Promise((resolve) => {
    get({ host: "127.0.0.1", port, path: "/", agent: false }, (response) => {
      let body = "";
      response.on("data", (chunk) => (body += chunk));
      response.on("end", () => resolve({ status: response.statusCode, body }));
    }).on("error", () => resolve({ status: 0, body: "" }));
  });
}

/** Everything that works in the clone or in its database's folder. */
function ours() {
  const homes = [clone, memory().home];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const cwd = readlinkSync(`/proc/${pid}/cwd`);
        return isAlive(Number(pid)) && homes.some((home) => cwd.startsWith(home));
      } catch {
        return false;
      }
    })
    .map((pid) => `${pid} ${commandOf(pid)}`);
}

function memory() {
  const file = join(clone, ".data", "postgres.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

function databasePid() {
  const { home } = memory();
  return Number(readFileSync(join(home, "data", "postmaster.pid"), "utf8").split("\n")[0]);
}

describe.skipIf(!linux)("npm start", { timeout: 120_000 }, () => {
  test("a fresh clone becomes ready, and SIGTERM to npm leaves no process behind", async () => {
    const PORT = String(await freePort());
    const run = await ready({ PORT });
    expect(run.said).toContain("make the owner's account");
    expect((await answer(PORT)).status).toBe(200);
    expect(ours().length).toBeGreaterThan(3);
    run.child.kill("SIGTERM");
    await run.ended;
    expect(await waitUntil(() => ours().length === 0, 15_000), ours().join("\n")).toBe(true);
  });

  test("a second start says where the first one is and leaves it alone", async () => {
    const PORT = String(await freePort());
    const first = await ready({ PORT });
    const before = (await answer(PORT)).body;
    const second = start({ PORT: String(await freePort()) });
    expect(await second.ended).toBe(0);
    expect(second.said).toContain(`already runs on this data folder: http://localhost:${PORT}`);
    expect((await answer(PORT)).body).toBe(before);
    first.child.kill("SIGTERM");
    await first.ended;
  });

  test.each([
    ["a port that is no number", { PORT: "many" }, /^PORT must be/m],
    ["a malformed level", { LOG_LEVEL: "loud" }, /^LOG_LEVEL /m],
    ["a malformed address", { DATABASE_URL: "mysql://here" }, /^DATABASE_URL must be an address/m],
  ])("%s ends the start with one line", async (_what, env, line) => {
    const run = start({ PORT: String(await freePort()), ...env }, [process.execPath, "bin/start.mjs"]);
    expect(await run.ended).toBe(1);
    expect(run.said).toMatch(line);
    expect(run.said).not.toContain("    at ");
  });

  test("a taken port is named", async () => {
    const server = createServer().listen(0);
    await waitUntil(() => server.listening, 5_000);
    const PORT = String(server.address().port);
    const run = start({ PORT }, [process.execPath, "bin/start.mjs"]);
    expect(await run.ended).toBe(1);
    expect(run.said).toContain(`Port ${PORT} is taken`);
    server.close();
  });
});

describe.skipIf(!linux || !prove)("npm start after accidents", { timeout: 180_000 }, () => {
  test("kill -9 of the start: server and worker go, the database is taken over and stopped by the next one", async () => {
    const PORT = String(await freePort());
    const run = start({ PORT }, [process.execPath, "bin/start.mjs"]);
    await run.hasSaid("Almanac is ready");
    const database = databasePid();
    run.child.kill("SIGKILL");
    expect(await waitUntil(() => ours().length === ours().filter((line) => line.includes("postgres")).length, 15_000)).toBe(true);
    const next = await ready({ PORT });
    expect(databasePid()).toBe(database);
    next.child.kill("SIGTERM");
    await next.ended;
    expect(await waitUntil(() => ours().length === 0, 15_000), ours().join("\n")).toBe(true);
  });

  test("a database that nobody serves ends the start with one line", async () => {
    const env = { PORT: String(await freePort()), DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" };
    const run = start(env, [process.execPath, "bin/start.mjs"]);
    expect(await run.ended).toBe(1);
    expect(run.said).toMatch(/^PostgreSQL at 127\.0\.0\.1:1 cannot be reached/m);
  });

  test("kill -9 of npm: everything stops", async () => {
    const PORT = String(await freePort());
    const run = await ready({ PORT });
    run.child.kill("SIGKILL");
    expect(await waitUntil(() => ours().length === 0, 20_000), ours().join("\n")).toBe(true);
  });

  test("kill -9 of the database: it comes back and the server answers again", async () => {
    const PORT = String(await freePort());
    await ready({ PORT });
    const before = databasePid();
    process.kill(before, "SIGKILL");
    expect(await waitUntil(() => !isAlive(before), 5_000)).toBe(true);
    expect(await waitUntil(async () => (await answer(PORT)).status === 200, 30_000, 200)).toBe(true);
    expect(databasePid()).not.toBe(before);
  });

  test("kill -9 of start and database together: the next start becomes ready", async () => {
    const PORT = String(await freePort());
    const run = start({ PORT }, [process.execPath, "bin/start.mjs"]);
    await run.hasSaid("Almanac is ready");
    run.child.kill("SIGKILL");
    process.kill(databasePid(), "SIGKILL");
    await waitUntil(() => ours().every((line) => line.includes("postgres")), 15_000);
    const next = await ready({ PORT });
    expect((await answer(PORT)).status).toBe(200);
    next.child.kill("SIGTERM");
    await next.ended;
  });

  test("the database's port is taken by another program: it moves", async () => {
    const PORT = String(await freePort());
    const { home } = memory();
    const old = Number(readFileSync(join(home, "port"), "utf8"));
    const squatter = createServer().listen(old, "127.0.0.1");
    await waitUntil(() => squatter.listening, 5_000);
    const run = await ready({ PORT });
    expect(Number(readFileSync(join(home, "port"), "utf8"))).not.toBe(old);
    run.child.kill("SIGTERM");
    await run.ended;
    squatter.close();
  });

  test("a pid file from before a reboot names another program of the same account: it is put aside", async () => {
    const { home } = memory();
    const file = join(home, "data", "postmaster.pid");
    const account = statSync(home);
    const other = spawn(
      "sleep",
      ["60"],
      process.getuid() === 0 ? { uid: account.uid, gid: account.gid, cwd: "/" } : { cwd: "/" },
    );
    writeFileSync(file, `${other.pid}\n${home}/data\n1\n1\n\n127.0.0.1\n\nready\n`);
    chownSync(file, account.uid, account.gid);
    const run = await ready({ PORT: String(await freePort()) });
    run.child.kill("SIGTERM");
    await run.ended;
    other.kill();
  });

  test("Ctrl-C reaches the whole group at once: the database stops last, nothing stays", async () => {
    const PORT = String(await freePort());
    const run = await ready({ PORT });
    process.kill(-run.pid, "SIGINT");
    await run.ended;
    expect(await waitUntil(() => ours().length === 0, 15_000), ours().join("\n")).toBe(true);
  });

  test("the worker is killed: it is started again", async () => {
    const PORT = String(await freePort());
    const run = await ready({ PORT });
    const worker = () => ours().find((line) => line.includes("worker.mjs"));
    await waitUntil(() => worker() !== undefined, 15_000);
    const before = worker();
    process.kill(Number.parseInt(before, 10), "SIGKILL");
    const replaced = () => ![undefined, before].includes(worker());
    expect(await waitUntil(replaced, 15_000)).toBe(true);
    expect(run.said).toContain("The worker ended");
  });

  test("an interruption in the middle of the first start leaves nothing running, and the next one finishes", async () => {
    for (const afterMs of [150, 300, 450, 600, 900]) {
      if (memory().outside) places.add(memory().outside);
      rmSync(join(clone, ".data"), { recursive: true, force: true });
      const run = start({ PORT: String(await freePort()) }, [process.execPath, "bin/start.mjs"]);
      await wait(afterMs);
      run.child.kill("SIGTERM");
      await run.ended;
      const left = () => readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes("almanac-start-"));
      expect(await waitUntil(() => left().length === 0, 10_000), left().map(commandOf).join("\n")).toBe(true);
    }
    const run = await ready({ PORT: String(await freePort()) });
    run.child.kill("SIGTERM");
    await run.ended;
  });
});

function commandOf(pid) {
  try {
    return isAlive(Number(pid)) ? readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ") : "";
  } catch {
    return "";
  }
}
