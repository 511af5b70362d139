import { beforeAll, describe, expect, it } from "vitest";
import type { Heartbeat } from "@/domain/heartbeats";
import { readAtOnce } from "./client";
import { putDays } from "./coding-archive";
import { countHeartbeatsIn, latestArrival } from "./coding-arrivals";
import { codingBySpan } from "./coding-spans";
import { takeHeartbeats } from "./heartbeats";
import { type TestUser, testUser } from "./testing";
import { as } from "./testing-nouns";

const MINUTE_US = 60e6;
const EDITOR = "wakatime/v1.90.0 (linux-6.1.0-x86_64) go1.22.1 vscode/1.101.2 vscode-wakatime/25.3.0";

const beat = (at: string, project: string, language = "Go"): Heartbeat => ({
  ...{ atUs: Date.parse(at) * 1000, entity: "main.go", type: "file", category: null, project, branch: null, language },
  ...{ isWrite: false, lines: null, lineNumber: null, cursorPosition: null, dependencies: null },
  ...{ userAgent: EDITOR, machine: "desk", timeZone: null, more: null },
});
/** Ten minutes of a project. */
const work = (day: string, project: string, language?: string) => [
  beat(`${day}T10:00:00Z`, project, language),
  beat(`${day}T10:10:00Z`, project, language),
];

let user: TestUser;
beforeAll(async () => {
  user = await testUser();
  await as(user, async (tx) => {
    await takeHeartbeats(tx, [
      ...work("2026-01-01", "otter"),
      ...work("2026-01-04", "otter"),
      ...work("2026-01-05", "otter", "Rust"),
      ...work("2026-02-01", "heron"),
    ]);
    // WakaTime saw more of the fifth, and tells projects only.
    const dimensions = { project: [{ name: "heron", seconds: 3_600 }] };
    await putDays(tx, "wakatime", [{ date: "2026-01-05", totalSeconds: 3_600, dimensions }]);
  });
});

const spans = (span: Parameters<typeof codingBySpan>[1]["span"], rest: Partial<Parameters<typeof codingBySpan>[1]> = {}) =>
  as(user, (tx) =>
    codingBySpan(tx, { from: "2026-01-01", to: "2026-12-31", filter: {}, dimension: "project", span, ...rest }),
  ).then((items) => items.map(({ start, span: chosen, name, us }) => [start, chosen, name, us / MINUTE_US]));

describe("time by stretches of days", () => {
  it("adds up days, ISO weeks, months and years of the source that counts", async () => {
    expect(await spans("day")).toEqual([
      ["2026-01-01", "day", "otter", 10],
      ["2026-01-04", "day", "otter", 10],
      ["2026-01-05", "day", "heron", 60],
      ["2026-02-01", "day", "heron", 10],
    ]);
    expect(await spans("week")).toEqual([
      ["2025-12-29", "week", "otter", 20],
      ["2026-01-05", "week", "heron", 60],
      ["2026-01-26", "week", "heron", 10],
    ]);
    expect(await spans("month")).toEqual([
      ["2026-01-01", "month", "heron", 60],
      ["2026-01-01", "month", "otter", 20],
      ["2026-02-01", "month", "heron", 10],
    ]);
    expect(await spans("year", { filter: { project: "otter" } })).toEqual([["2026-01-01", "year", "otter", 20]]);
  });

  it("leaves out what a source does not tell apart, and both ends of the range are in it", async () => {
    expect(await spans("month", { dimension: "language" })).toEqual([
      ["2026-01-01", "month", "Go", 20],
      ["2026-02-01", "month", "Go", 10],
    ]);
    expect(await spans("day", { from: "2026-01-04", to: "2026-01-04" })).toHaveLength(1);
  });

  it("chooses the length by how far the days are apart, in one packet with other questions", async () => {
    expect((await spans("auto", { to: "2026-01-31" }))[0]?.[1]).toBe("day");
    await as(user, (tx) => takeHeartbeats(tx, work("2024-06-01", "otter")));
    expect((await spans("auto", { from: "2025-12-01" }))[0]?.[1]).toBe("day");
    expect((await spans("auto", { from: "2024-01-01", to: "2026-01-02" }))[0]?.[1]).toBe("week");
    await as(user, (tx) => takeHeartbeats(tx, work("2005-06-01", "otter")));
    expect((await spans("auto", { from: "1970-01-01" }))[0]).toEqual(["2005-01-01", "year", "otter", 10]);
    const wanted = { from: "2005-01-01", to: "2026-12-31", filter: {}, dimension: "project", span: "auto" } as const;
    const both = await as(user, (tx) =>
      readAtOnce(tx.actor, (at) => Promise.all([codingBySpan(at, wanted), codingBySpan(at, { ...wanted, from: "2026-01-01" })])),
    );
    expect(both.map(([first]) => first?.span)).toEqual(["year", "day"]);
  });
});

describe("signs of life", () => {
  it("are the latest of the last week that an editor sent itself", async () => {
    const waiting = await testUser();
    const now = new Date("2026-03-10T12:00:00Z");
    const latest = () => as(waiting, (tx) => latestArrival(tx, now));
    expect(await latest()).toBeNull();
    await as(waiting, (tx) => takeHeartbeats(tx, [beat("2026-03-01T12:00:00Z", "old")]));
    expect(await latest()).toBeNull();
    await as(waiting, (tx) => takeHeartbeats(tx, [beat("2026-03-09T12:00:00Z", "otter"), beat("2026-03-08T12:00:00Z", "heron")]));
    expect(await latest()).toMatchObject({ project: "otter", language: "Go", editor: "VS Code", agent: "", machine: "desk" });
    expect((await latest())?.at).toEqual(new Date("2026-03-09T12:00:00Z"));
    expect(await as(user, (tx) => latestArrival(tx, now))).toBeNull();
  });

  it("are counted from an instant up to another one", async () => {
    const at = (instant: string) => Date.parse(instant) * 1000;
    const stretch = { fromUs: at("2026-01-01T10:00:00Z"), toUs: at("2026-01-01T10:10:00Z") };
    expect(await as(user, (tx) => countHeartbeatsIn(tx, stretch))).toBe(1);
  });
});
