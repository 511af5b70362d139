import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { getConnection, remember } from "@/db/connections";
import { getImport } from "@/db/imports";
import { ownerQuery } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { historyOf } from "@/domain/wakatime-history";
import type { WakaTimeSimulator } from "@/e2e/simulators/wakatime/start";
import { workOnImport } from "@/worker/jobs/imports";
import { prepareFile } from "@/worker/prepare-file";
import { aWakaTime, type Connected, connected, connection, daysOf, sharesOf, sync } from "./connected.fixture";

let sim: WakaTimeSimulator;
beforeAll(async () => {
  sim = await aWakaTime();
  return () => sim.stop();
});
afterEach(() => {
  sim.control.clearFaults();
  sim.control.set({ dumpsFail: false, dumpStep: 50 });
  sim.state.dumps = [];
});

const ask = ({ user }: Connected) =>
  as(user, (tx) => remember(tx, "wakatime", { history: { state: "asked", askedAt: Date.now() } }));
const history = async ({ user }: Connected) => historyOf(await as(user, (tx) => getConnection(tx, "wakatime")));

/** Syncs until the history has arrived; it is looked for again soon each time. */
async function arrive(of: Connected): Promise<string> {
  for (let looks = 0; looks < 6; looks++) {
    expect((await sync(of)).state).toBe("done");
    const found = await history(of);
    if (found?.state === "importing") return found.importId ?? "";
    const due = (await connection(of))?.dueAt?.getTime() ?? 0;
    expect(due - Date.now()).toBeLessThanOrEqual(30_000);
  }
  throw new Error("the history never arrived");
}

/** Works on imports until this one has ended; other tests may be at work on them, too. */
async function imported({ user }: Connected, id: string) {
  const host = { readFile: async (bytes: Buffer, name: string) => prepareFile(bytes, name), stopping: () => false };
  for (;;) {
    const found = await as(user, (tx) => getImport(tx, id));
    if (found.state === "done" || found.state === "failed") return found;
    if (!(await workOnImport(host))) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("the whole history", () => {
  it("is asked for once, waited for, fetched without the token, and imported", async () => {
    const ada = await connected(sim, { days: 60, seed: 31, timezone: "UTC" });
    await sync(ada);
    await ask(ada);
    sim.control.clearRequests();
    const id = await arrive(ada);
    expect(sim.requests.count("/data_dumps", "POST")).toBe(1);
    expect(sim.requests.list("/dumps/").map(({ status }) => status)).toEqual([200]);
    expect(await imported(ada, id)).toMatchObject({ state: "done", files: [{ name: "wakatime-heartbeats.json" }, {}] });
    expect([...(await daysOf(ada, "heartbeats")).keys()]).toEqual([...(await daysOf(ada)).keys()]);
    // Editors, systems and machines come by ids, which are asked for.
    for (const dimension of ["editor", "operating_system", "machine", "branch", "project"]) {
      const date = Object.keys(sim.control.days({ person: ada.person }))[0] ?? "";
      const [told, made] = [await sharesOf(ada, date, dimension), await sharesOf(ada, date, dimension, "heartbeats")];
      // Summaries tell no branches of days that are long past.
      if (dimension !== "branch") expect(Object.keys(made).sort()).toEqual(Object.keys(told).sort());
      for (const [name, us] of Object.entries(told)) expect(Math.abs((made[name] ?? 0) - us)).toBeLessThan(20);
    }
    // It is done: nothing is asked for again.
    sim.control.clearRequests();
    await sync(ada);
    expect(sim.requests.count("/data_dumps")).toBe(0);
  });

  it("takes up a dump that is being made already", async () => {
    const ada = await connected(sim, { days: 3, timezone: "UTC" });
    await ask(ada);
    sim.control.fault({ fault: "after_answer_drop", method: "POST", path: "/data_dumps", times: 1 });
    expect((await sync(ada)).state).toBe("failed");
    sim.control.clearRequests();
    await arrive(ada);
    expect(sim.requests.count("/data_dumps", "POST")).toBe(0);
    expect(sim.state.dumps).toHaveLength(1);
  });

  it.each(["cut_body", "close_socket", "500"] as const)("is fetched again after %s, into the same import", async (fault) => {
    const ada = await connected(sim, { days: 5, timezone: "UTC" });
    sim.control.set({ dumpStep: 100 });
    await ask(ada);
    for (const _ of ["asked for", "begun"]) await sync(ada);
    sim.control.fault({ fault, path: "/dumps/" });
    expect((await sync(ada)).state).toBe("failed");
    const { importId } = (await history(ada)) ?? {};
    expect(importId).toBeDefined();
    sim.control.clearFaults();
    expect(await arrive(ada)).toBe(importId);
    expect(await imported(ada, importId ?? "")).toMatchObject({ state: "done" });
    const imports = await ownerQuery("select from app.imports where user_id = $1", [ada.user.id]);
    expect(imports).toHaveLength(1);
  });

  it("ends with the reason where there is none to be had", async () => {
    const cases = [
      [["email", "read_stats", "read_summaries"], false, /no data dumps for Almanac/],
      [undefined, true, /could not make the data dump/],
    ] as const;
    for (const [scopes, dumpsFail, reason] of cases) {
      const ada = await connected(sim, { days: 2, timezone: "UTC", ...(scopes ? { scopes: [...scopes] } : {}) });
      await ask(ada);
      sim.control.set({ dumpsFail });
      await sync(ada);
      // What is brought without it goes on.
      expect((await sync(ada)).state).toBe("done");
      expect(await history(ada)).toMatchObject({ state: "failed", reason: expect.stringMatching(reason) });
    }
  });

  it("says when the file has gone meanwhile", async () => {
    const ada = await connected(sim, { days: 2, timezone: "UTC" });
    sim.control.set({ dumpStep: 100 });
    await ask(ada);
    for (const _ of ["asked for", "begun"]) await sync(ada);
    for (const dump of sim.state.dumps) dump.expiresAt = 0;
    await sync(ada);
    expect(await history(ada)).toMatchObject({ state: "failed", reason: expect.stringMatching(/not good any more/) });
  });
});
