import { spawn } from "node:child_process";
import { chownSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { freePort, isAlive, waitUntil } from "./postgres/processes.mjs";
import { answer, cloneFolder, commandOf, databasePid, forget, memory, ours, ready, start } from "./test/stage.mjs";

/** The long ones: PROVE=1. */
describe.skipIf(process.platform !== "linux" || process.env.PROVE !== "1")(
  "npm start after accidents",
  { timeout: 600_000 },
  () => {
    test("kill -9 of the start: server and worker go, the database is taken over and stopped by the next one", async () => {
      const PORT = String(await freePort());
      const run = start({ PORT }, [process.execPath, "bin/start.mjs"]);
      await run.hasSaid("Almanac is ready");
      const database = databasePid();
      run.child.kill("SIGKILL");
      expect(await waitUntil(() => ours().length === ours().filter((line) => line.includes("postgres")).length, 60_000)).toBe(
        true,
      );
      const next = await ready({ PORT });
      expect(databasePid()).toBe(database);
      next.child.kill("SIGTERM");
      await next.ended;
      expect(await waitUntil(() => ours().length === 0, 60_000), ours().join("\n")).toBe(true);
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
      expect(await waitUntil(() => ours().length === 0, 60_000), ours().join("\n")).toBe(true);
    });

    test("kill -9 of the database: it comes back and the server answers again", async () => {
      const PORT = String(await freePort());
      await ready({ PORT });
      const before = databasePid();
      process.kill(before, "SIGKILL");
      expect(await waitUntil(() => !isAlive(before), 60_000)).toBe(true);
      expect(await waitUntil(async () => (await answer(PORT)).status === 200, 60_000, 200)).toBe(true);
      expect(databasePid()).not.toBe(before);
    });

    test("kill -9 of start and database together: the next start becomes ready", async () => {
      const PORT = String(await freePort());
      const run = start({ PORT }, [process.execPath, "bin/start.mjs"]);
      await run.hasSaid("Almanac is ready");
      run.child.kill("SIGKILL");
      process.kill(databasePid(), "SIGKILL");
      await waitUntil(() => ours().every((line) => line.includes("postgres")), 60_000);
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
      await waitUntil(() => squatter.listening, 60_000);
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
      expect(await waitUntil(() => ours().length === 0, 60_000), ours().join("\n")).toBe(true);
    });

    test("an upload that is under way when the server stops is broken off in time to take its files away", async () => {
      const PORT = String(await freePort());
      const run = await ready({ PORT });
      const upload = connect(Number(PORT), "127.0.0.1");
      upload.on("error", () => undefined);
      upload.write("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nthe first bytes");
      await wait(500);
      run.child.kill("SIGTERM");
      await run.ended;
      expect(existsSync(join(cloneFolder(), "tidied"))).toBe(true);
    });

    test("the worker is killed: it is started again", async () => {
      const PORT = String(await freePort());
      const run = await ready({ PORT });
      const worker = () => ours().find((line) => line.includes("worker.mjs"));
      await waitUntil(() => worker() !== undefined, 60_000);
      const before = worker();
      process.kill(Number.parseInt(before, 10), "SIGKILL");
      const replaced = () => ![undefined, before].includes(worker());
      expect(await waitUntil(replaced, 60_000)).toBe(true);
      expect(run.said).toContain("The worker ended");
    });

    test("an interruption in the middle of the first start leaves nothing running, and the next one finishes", async () => {
      for (const afterMs of [150, 300, 450, 600, 900]) {
        forget();
        const run = start({ PORT: String(await freePort()) }, [process.execPath, "bin/start.mjs"]);
        await wait(afterMs);
        run.child.kill("SIGTERM");
        await run.ended;
        const left = () => readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(cloneFolder()));
        expect(await waitUntil(() => left().length === 0, 60_000), left().map(commandOf).join("\n")).toBe(true);
      }
      const run = await ready({ PORT: String(await freePort()) });
      run.child.kill("SIGTERM");
      await run.ended;
    });
  },
);
