import { describe, expect, it } from "vitest";
import { cpuMs } from "@/bin/test/cpu";
import { type Heartbeat, type HeartbeatHeaders, readHeartbeats } from "./heartbeats";

const NOW = new Date("2026-11-21T08:00:00Z");
const HEADERS: HeartbeatHeaders = {
  userAgent: "wakatime/v1.90.0 (linux-6.1.0-x86_64) go1.22.1 Unknown/0",
  machine: "kim%27s+laptop",
  timeZone: "Europe/Berlin",
};
const BEAT = { entity: "/p/a.go", type: "file", time: 1_789_459_200.5 };

const read = (body: unknown, headers = HEADERS) => readHeartbeats(body, headers, NOW);
function good(body: unknown, headers = HEADERS): Heartbeat {
  const [beat] = read(body, headers).beats;
  if (!beat || "error" in beat) throw new Error(`refused: ${beat?.error}`);
  return beat;
}
function refusal(body: unknown): string {
  const [beat] = read([body]).beats;
  return beat && "error" in beat ? `${beat.field}: ${beat.error}` : "taken";
}

describe("the forms that bodies come in", () => {
  const forms: [name: string, body: unknown, count: number, single: boolean][] = [
    ["one object", BEAT, 1, true],
    ["an array", [BEAT, BEAT], 2, false],
    ["arrays in an array", [[BEAT], [BEAT, BEAT]], 3, false],
    ["the text of an array", JSON.stringify([BEAT]), 1, false],
    ["the text of a text of an array", JSON.stringify(JSON.stringify([BEAT, BEAT])), 2, false],
    ["the text of one object", JSON.stringify(BEAT), 1, true],
    ["an empty array", [], 0, false],
  ];
  it.each(forms)("%s", (_, body, count, single) => {
    const answer = read(body);
    expect(answer.single).toBe(single);
    expect(answer.beats).toHaveLength(count);
    for (const beat of answer.beats) expect(beat).toMatchObject({ entity: "/p/a.go", atUs: 1_789_459_200_500_000 });
  });

  it.each(["", "{", "null", "12", '"x"', "true", JSON.stringify("[")])("%j is no heartbeat at all", (body) => {
    expect(() => read(body)).toThrow(/body/);
  });

  it("an array twelve deep is one wrong heartbeat, not a stack of calls", () => {
    let body: unknown = [BEAT];
    for (let depth = 0; depth < 12; depth++) body = [body];
    expect(read(body).beats).toEqual([{ error: "A heartbeat must be an object.", field: "" }]);
  });

  it("what is wrong with one is nothing to the others", () => {
    const { beats } = read([BEAT, 7, null, { ...BEAT, time: "soon" }, { ...BEAT, entity: "/p/b.go" }]);
    expect(beats.map((beat) => ("error" in beat ? beat.field : beat.entity))).toEqual(["/p/a.go", "", "", "time", "/p/b.go"]);
  });
});

describe("what clients send", () => {
  it("takes user agent and machine from the headers where the heartbeat has none", () => {
    expect(good(BEAT)).toMatchObject({ userAgent: HEADERS.userAgent, machine: "kim's laptop", timeZone: "Europe/Berlin" });
    expect(good({ ...BEAT, user_agent: "mine", machine: "desk" })).toMatchObject({ userAgent: "mine", machine: "desk" });
    expect(good({ ...BEAT, plugin: "Chrome/1 x chrome-wakatime/4" })).toMatchObject({
      userAgent: "Chrome/1 x chrome-wakatime/4",
    });
    expect(good(BEAT, { userAgent: null, machine: "100%", timeZone: "Mars/Base" })).toMatchObject({
      userAgent: null,
      machine: "100%",
      timeZone: null,
    });
  });

  it("null, absent and empty are the same", () => {
    const nothing = {
      category: null,
      project: null,
      branch: null,
      language: null,
      isWrite: false,
      dependencies: null,
      more: null,
    };
    expect(good(BEAT)).toMatchObject(nothing);
    expect(
      good({ ...BEAT, category: null, project: "", branch: "", language: null, is_write: null, dependencies: null }),
    ).toEqual(good(BEAT));
  });

  it("reads numbers that are text, and what the web editor calls otherwise", () => {
    const beat = good({
      ...BEAT,
      time: "1789459200.123456",
      lineno: "2",
      cursorpos: "9",
      lines_in_file: 13,
      alternate_project: "p",
    });
    expect(beat).toMatchObject({ atUs: 1_789_459_200_123_456, lineNumber: 2, cursorPosition: 9, lines: 13, project: "p" });
    expect(good({ ...BEAT, project: "own", alternate_project: "p" }).project).toBe("own");
  });

  it("loses no time over fields that make no sense", () => {
    const odd = {
      lines: "many",
      lineno: 1e300,
      cursorpos: Number.NaN,
      dependencies: [1, null, "react", "x".repeat(9_999)],
      ai_session: {},
    };
    expect(good({ ...BEAT, ...odd, line_additions: 3, ai_model: "opus-5" })).toMatchObject({
      ...{ lines: null, lineNumber: null, cursorPosition: null },
      dependencies: ["react"],
      more: { line_additions: 3, ai_model: "opus-5" },
    });
  });
});

describe("what is refused, by name", () => {
  const long = (length: number) => "x".repeat(length);
  it.each<[string, object, string]>([
    ["no entity", { entity: undefined }, "entity"],
    ["an empty entity", { entity: "" }, "entity"],
    ["an entity that is no text", { entity: 5 }, "entity"],
    ["a hundred thousand characters", { entity: long(100_000) }, "entity"],
    ["a zero character", { entity: "/p/\0.go" }, "entity"],
    ["a long project", { project: long(513) }, "project"],
    ["a long category", { category: long(65) }, "category"],
    ["a branch that is a list", { branch: ["main"] }, "branch"],
    ["no time", { time: undefined }, "time"],
    ["time null", { time: null }, "time"],
    ["time zero", { time: 0 }, "time"],
    ["negative time", { time: -1_789_459_200 }, "time"],
    ["time without end", { time: Number.POSITIVE_INFINITY }, "time"],
    ["no number", { time: Number.NaN }, "time"],
    ["time beyond all years", { time: 1e300 }, "time"],
    ["that as text", { time: "1e300" }, "time"],
    ["words", { time: "now" }, "time"],
    ["an empty text", { time: "" }, "time"],
    ["hexadecimal", { time: "0x6a" }, "time"],
    ["milliseconds", { time: 1_789_459_200_000 }, "time"],
    ["the year 2255", { time: 9_007_199_254 }, "time"],
    ["three days ahead", { time: NOW.getTime() / 1000 + 3 * 86_400 }, "time"],
    ["the last second of 1999", { time: 946_684_799 }, "time"],
  ])("%s", (_, wrong, field) => {
    expect(refusal({ ...BEAT, ...wrong })).toMatch(new RegExp(`^${field}: "${field}" `));
  });

  it("but not what lies just within", () => {
    expect(refusal({ ...BEAT, entity: long(8_192), project: long(512) })).toBe("taken");
    expect(refusal({ ...BEAT, time: 946_684_800 })).toBe("taken");
    expect(refusal({ ...BEAT, time: NOW.getTime() / 1000 + 86_400 })).toBe("taken");
  });
});

it("refuses what is nested deeper than anything, before a parser works on it, and no brackets in names", () => {
  const deep = (length: number) => `${"[".repeat(length)}${"]".repeat(length)}`;
  for (const body of [deep(30_000), JSON.stringify(deep(30_000)), `{"entity":"a","dependencies":${deep(30_000)}}`])
    expect(() => read(body)).toThrow("nested deeper");
  const deepest = deep(3_900_000);
  expect(cpuMs(() => expect(() => read(deepest)).toThrow("nested deeper"))).toBeLessThan(5_000);
  const names = Array.from({ length: 100 }, (_, n) => ({ ...BEAT, entity: `${n}${'[{"\\\\'.repeat(300)}` }));
  expect(read(JSON.stringify(names)).beats.every((beat) => !("error" in beat))).toBe(true);
});

it("takes fifty thousand at once and no more, also deep in arrays", () => {
  expect(read(Array(50_000).fill(0)).beats).toHaveLength(50_000);
  const many = Array(25_001).fill(0);
  for (const body of [Array(50_001).fill(0), [many, [many]]]) expect(() => read(body)).toThrow("more than 50,000 heartbeats");
});
