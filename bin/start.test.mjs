import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { freePort, waitUntil } from "./postgres/processes.mjs";
import { answer, cloneFolder, ours, ready, start } from "./test/stage.mjs";

/** The first start of all sets up a database, which takes a slow and busy machine minutes. */
const FIRST_START_MS = 480_000;

describe.skipIf(process.platform !== "linux")("npm start", { timeout: 600_000 }, () => {
  test("a fresh clone becomes ready, and SIGTERM to npm leaves no process behind", async () => {
    const PORT = String(await freePort());
    const run = await ready({ PORT }, FIRST_START_MS);
    expect(run.said).toContain("make the owner's account");
    expect((await answer(PORT)).status).toBe(200);
    expect(ours().length).toBeGreaterThan(3);
    run.child.kill("SIGTERM");
    await run.ended;
    expect(await waitUntil(() => ours().length === 0, 60_000), ours().join("\n")).toBe(true);
  });

  test("programs that read along get the log, one JSON line an event", async () => {
    const run = await ready({ PORT: String(await freePort()) });
    const line = run.said.split("\n").find((one) => one.includes("the stand-in is there"));
    expect(JSON.parse(line)).toMatchObject({ level: "info", msg: "the stand-in is there" });
  });

  test.skipIf(!existsSync("/usr/bin/script"))("a person at a terminal gets plain words, and the log is in a file", async () => {
    const run = start({ PORT: String(await freePort()) }, ["/usr/bin/script", "-qec", "node bin/start.mjs", "/dev/null"]);
    await run.hasSaid("Almanac is ready");
    expect(run.said).toContain("its log in .data/almanac.log");
    expect(run.said).not.toContain('"level"');
    expect(readFileSync(join(cloneFolder(), ".data", "almanac.log"), "utf8")).toContain("the stand-in is there");
    run.child.kill("SIGTERM");
    expect(await waitUntil(() => ours().length === 0, 60_000), ours().join("\n")).toBe(true);
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
    await waitUntil(() => server.listening, 30_000);
    const PORT = String(server.address().port);
    const run = start({ PORT }, [process.execPath, "bin/start.mjs"]);
    expect(await run.ended).toBe(1);
    expect(run.said).toContain(`Port ${PORT} is taken`);
    server.close();
  });
});
