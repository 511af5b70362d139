import { describe, expect, it } from "vitest";
import { makeDays } from "@/e2e/simulators/wakatime/coding";
import { dumpText } from "@/e2e/simulators/wakatime/dumps";
import { createPerson } from "@/e2e/simulators/wakatime/state";
import { FileRefused } from "@/integrations/files/refused";
import { type DumpPart, isDumpHead, readDump } from "./dump";

/** The text in pieces of so many bytes. */
async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function parts(text: string, size = 64 * 1024, keep = true): Promise<DumpPart[]> {
  const found: DumpPart[] = [];
  for await (const part of readDump(pieces(text, size), keep)) found.push(part);
  return found;
}

const person = createPerson({ timezone: "Europe/Berlin" }, 0);
const days = makeDays("2026-11-21", 30, 7);

describe("a dump of heartbeats", () => {
  it.each([1, 7, 4096, 1 << 20])("gives every heartbeat as it is, read in pieces of %i bytes", async (size) => {
    const text = dumpText(person, size === 1 ? makeDays("2026-11-21", 3, 7) : days, "heartbeats");
    const whole = JSON.parse(text) as { days: { date: string; heartbeats: unknown[] }[] };
    const found = await parts(text, size);
    expect(found.map((part) => part.kind === "beats" && [part.date, part.texts.map((one) => JSON.parse(one))])).toEqual(
      whole.days.map(({ date, heartbeats }) => [date, heartbeats]),
    );
  });

  it("is not led astray by braces, quotes and names of fields inside of texts", async () => {
    const beat = {
      entity: 'a{"days":[}]\\"heartbeats":[',
      project: "]}\\\\",
      branch: "ü{",
      nested: { heartbeats: [{ time: 1 }] },
    };
    const text = JSON.stringify({
      days_of: ["no"],
      user: { days: [{ date: "x", heartbeats: [{}] }] },
      range: {},
      days: [
        { note: "date", heartbeats: [beat, beat], date: "2026-01-05" },
        { date: "2026-01-06", heartbeats: [beat] },
      ],
      more: [{ heartbeats: [{ time: 1 }] }, { date: "2026-01-07" }],
    });
    for (const size of [1, 5, 1000]) {
      const found = await parts(text, size);
      const beats = found.map((part) => part.kind === "beats" && part.texts.map((one) => JSON.parse(one)));
      expect(beats).toEqual([[beat, beat], [beat]]);
    }
  });

  it("is cut into parts of a thousand, and counted without being kept", async () => {
    const heartbeats = Array.from({ length: 2_500 }, (_, n) => ({ entity: "a", time: n }));
    const text = JSON.stringify({ days: [{ date: "2026-01-05", heartbeats }] });
    const sizes = (found: DumpPart[]) => found.map((part) => part.kind === "beats" && part.texts.length);
    expect(sizes(await parts(text))).toEqual([1_000, 1_000, 500]);
    const counted = await parts(text, 100, false);
    expect(sizes(counted)).toEqual([1_000, 1_000, 500]);
    expect(counted.every((part) => part.kind === "beats" && part.texts.every((one) => one === ""))).toBe(true);
  });

  it("is cut into parts of some megabytes where heartbeats are long, the same ones when they are only counted", async () => {
    const heartbeats = Array.from({ length: 40 }, () => ({ entity: "x".repeat(900_000) }));
    const text = JSON.stringify({ days: [{ date: "2026-01-05", heartbeats }] });
    const sizes = (found: DumpPart[]) => found.map((part) => part.kind === "beats" && [part.texts.length, part.bytes]);
    const long = 900_000 + '{"entity":""}'.length;
    const wanted = [10, 10, 10, 10].map((count) => [count, count * long]);
    expect(sizes(await parts(text, 1 << 20))).toEqual(wanted);
    expect(sizes(await parts(text, 70_000, false))).toEqual(wanted);
  });

  it("passes over what is no heartbeat by its length alone", async () => {
    const text = JSON.stringify({ days: [{ date: "d", heartbeats: [{ entity: "x".repeat(3 << 20) }, { entity: "b" }] }] });
    expect(await parts(text)).toMatchObject([{ kind: "beats", huge: 1, texts: ['{"entity":"b"}'] }]);
  });
});

describe("a dump of days", () => {
  it("gives every day as it is", async () => {
    const text = dumpText(person, days, "daily");
    const whole = JSON.parse(text) as { days: unknown[] };
    for (const size of [999, 1 << 20]) {
      const found = await parts(text, size);
      expect(found.map((part) => part.kind === "day" && JSON.parse(part.text))).toEqual(whole.days);
    }
  });
});

describe("what is damaged", () => {
  it("gives what came before the cut, and says so", async () => {
    const text = dumpText(person, days, "daily");
    const found = await parts(text.slice(0, text.length / 2));
    expect(found.length).toBeGreaterThan(5);
    expect(found.at(-1)).toMatchObject({ kind: "refused", reason: expect.stringMatching(/ends in the middle/) });
  });

  it("is refused where there are no days at all", async () => {
    for (const text of ["{}", '{"user":{},"range":{}}', '{"days":{}}', '[{"days":[]}]', "", "}}}}{{{{"]) {
      await expect(parts(text), text).rejects.toThrow(FileRefused);
    }
    expect(await parts('{"days":[]}')).toEqual([]);
  });

  it("is told from other JSON by its beginning", () => {
    expect(isDumpHead(dumpText(person, days, "daily").slice(0, 200))).toBe(true);
    expect(isDumpHead('{"days": [')).toBe(true);
    for (const text of ['{"user":{"name":"x"}}', "[]", '{"type":"FeatureCollection"}', ""]) expect(isDumpHead(text)).toBe(false);
  });
});
