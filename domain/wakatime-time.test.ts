import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hashId, heartbeatId } from "./wakatime-ids";
import { listItems } from "./wakatime-lists";
import { allTimeAnswer, statsAnswer } from "./wakatime-stats";
import { summariesAnswer } from "./wakatime-summaries";
import { dayBounds, daysFrom, dayText, grandTotal, itemOf } from "./wakatime-time";

describe("time in WakaTime's words", () => {
  it.each([
    [0, "0.00", "0:00", "0 secs"],
    [59.999, "0.00", "0:00", "59 secs"],
    [60, "0.02", "0:01", "1 min"],
    [3_600, "1.00", "1:00", "1 hr"],
    [4_980, "1.38", "1:23", "1 hr 23 mins"],
    [8_256.598234, "2.28", "2:17", "2 hrs 17 mins"],
    [7_654_321.012345, "2126.20", "2126:12", "2,126 hrs 12 mins"],
  ])("%d seconds", (seconds, decimal, digital, text) => {
    expect(grandTotal(Math.round(seconds * 1e6))).toMatchObject({ decimal, digital, text, total_seconds: seconds });
  });

  it("a line of a list has whole hours, minutes and seconds and two decimals of a percent", () => {
    expect(itemOf("Go", 7_009_317_188, 7_980_806_357)).toEqual({
      ...{ name: "Go", total_seconds: 7_009.317188, percent: 87.83, digital: "1:56:49", decimal: "1.93", text: "1 hr 56 mins" },
      ...{ hours: 1, minutes: 56, seconds: 49 },
    });
    expect(itemOf("nothing", 0, 0).percent).toBe(0);
  });

  it.each([
    ["2023-01-29", "Sun Jan 29th 2023"],
    ["2026-11-01", "Sun Nov 1st 2026"],
    ["2026-11-02", "Mon Nov 2nd 2026"],
    ["2026-11-03", "Tue Nov 3rd 2026"],
    ["2026-11-11", "Wed Nov 11th 2026"],
    ["2026-11-12", "Thu Nov 12th 2026"],
    ["2026-11-13", "Fri Nov 13th 2026"],
    ["2026-11-21", "Sat Nov 21st 2026"],
    ["2024-02-29", "Thu Feb 29th 2024"],
  ])("%s is %s", (date, text) => {
    expect(dayText(date)).toBe(text);
  });

  it("a day ends a second before the next begins, whatever the clocks do", () => {
    expect(dayBounds("2023-01-29", "2023-01-29", "America/Sao_Paulo")).toEqual({
      start: "2023-01-29T03:00:00Z",
      end: "2023-01-30T02:59:59Z",
    });
    expect(dayBounds("2026-03-29", "2026-03-29", "Europe/Berlin")).toEqual({
      start: "2026-03-28T23:00:00Z",
      end: "2026-03-29T21:59:59Z",
    });
    expect(dayBounds("2026-10-25", "2026-10-25", "Europe/Berlin")).toEqual({
      start: "2026-10-24T22:00:00Z",
      end: "2026-10-25T22:59:59Z",
    });
    expect(daysFrom("2024-02-28", "2024-03-01")).toEqual(["2024-02-28", "2024-02-29", "2024-03-01"]);
  });

  it("two of our names that are one of WakaTime's are one line", () => {
    const names = listItems("category", [
      { name: "", us: 1e6 },
      { name: "ai coding", us: 5e6 },
      { name: "coding", us: 2e6 },
      { name: "building", us: 0 },
    ]).map(({ name, total_seconds }) => [name, total_seconds]);
    expect(names).toEqual([
      ["AI Coding", 5],
      ["Coding", 3],
    ]);
    expect(listItems("editor", [{ name: "", us: 1 }])).toMatchObject([{ name: "Unknown Editor" }]);
  });
});

describe("ids", () => {
  it("are UUIDs, one for each thing", () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;
    const hashes = ["0", "1", "-1", "9223372036854775807", "-9223372036854775808"];
    const beats = hashes.flatMap((key) =>
      [0, 1, 1_795_212_338_085_952, Number.MAX_SAFE_INTEGER].map((at) => heartbeatId(at, key)),
    );
    for (const id of [...hashes.map(hashId), ...beats]) expect(id).toMatch(uuid);
    expect(new Set(beats).size).toBe(20);
    expect(new Set(hashes.map(hashId)).size).toBe(5);
  });
});

const fixtures = new URL("../../shared/fixtures/wakatime/", import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, fixtures), "utf8"));

/** Where each of `expected`'s fields is missing or of another kind in `given`; of lists the first lines are compared. */
function differences(expected: unknown, given: unknown, path = ""): string[] {
  if (expected === null || given === null) return [];
  if (Array.isArray(expected)) {
    if (!Array.isArray(given)) return [`${path} is no list`];
    return expected.length > 0 && given.length > 0 ? differences(expected[0], given[0], `${path}[0]`) : [];
  }
  if (typeof expected !== typeof given) return [`${path} is no ${typeof expected}`];
  if (typeof expected !== "object" || typeof given !== "object") return [];
  return Object.entries(expected ?? {}).flatMap(([name, value]) =>
    given && Object.hasOwn(given, name)
      ? differences(value, Reflect.get(given, name), `${path}.${name}`)
      : [`${path}.${name} is missing`],
  );
}

describe.runIf(existsSync(fixtures))("beside WakaTime's own answers", () => {
  const times = ["category", "project", "language", "editor", "operating_system", "machine"].map((dimension) => {
    return { date: "2026-01-05", dimension, name: "x", us: 5_400_500_000 };
  });
  const whole = { date: "2026-01-05", dimension: null, name: "", us: 5_400_500_000 };
  const whose = { timeZone: "Europe/London", machineIds: new Map([["x", "id"]]) };
  const answer = summariesAnswer({ from: "2026-01-05", to: "2026-01-07" }, [whole, ...times], whose);

  it("summaries and the status bar have every field, of the same kind", () => {
    const [real, made] = [read("constructed__summaries_3_days.json"), JSON.parse(JSON.stringify(answer))];
    expect(differences(real, made)).toEqual([]);
    expect(made.data.map((day: { range: unknown }) => day.range)).toEqual(
      real.data.map((day: { range: { text: string; date: string } }) => ({ ...day.range, text: dayText(day.range.date) })),
    );
    expect(differences(read("wakatime-cli__api_statusbar_today_response.json").data, made.data[0])).toEqual([]);
  });

  it("statistics and all time have every field, of the same kind", () => {
    const owner = { ...whose, statsId: "s", userId: "u", username: "Ada", timeoutS: 900, writesOnly: false };
    const wish = { today: "2026-01-07", branches: false, now: new Date("2026-01-07T12:00:00Z") };
    const range = { from: "2026-01-01", to: "2026-01-07", name: "last_7_days", text: "last 7 days" };
    const stats = statsAnswer(range, range, { days: [{ date: "2026-01-05", us: 5_400_500_000 }], names: times }, owner, wish);
    const { id: _, ...recorded } = read("recorded__stats_last_7_days_200.json").data;
    expect(differences(recorded, stats.data)).toEqual([]);
    const allTime = allTimeAnswer(
      { totalUs: 7_654_321_012_345, activeDays: 775 },
      { from: "2019-05-02", to: "2026-01-07" },
      owner,
    );
    expect(allTime).toEqual({ data: { ...read("constructed__all_time_200.json").data, daily_average: 9_877 } });
  });

  it("the words of recorded times are the same", () => {
    const { data } = read("wakatime-cli__api_statusbar_today_response.json");
    for (const list of ["categories", "editors", "languages", "machines", "operating_systems", "projects"]) {
      for (const { percent: _, machine_name_id: __, ...item } of data[list]) {
        expect(itemOf(item.name, Math.round(item.total_seconds * 1e6), 1)).toMatchObject(item);
      }
    }
    expect(grandTotal(8_256_598_234)).toEqual(data.grand_total);
  });
});
