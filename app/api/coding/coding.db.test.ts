import { beforeAll, describe, expect, it } from "vitest";
import { codingStatsSpec, listCodingDaysSpec } from "@/app/api/_spec/coding";
import { api, makeKey } from "@/app/api/_spec/testing";
import { putDays } from "@/db/coding-archive";
import { takeHeartbeats } from "@/db/heartbeats";
import { type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { putStats } from "@/db/wakatime-stats";
import type { Heartbeat } from "@/domain/heartbeats";
import { localDate } from "@/domain/time-zones";

const USER_AGENT = "wakatime/v1.90.0 (linux-6.1.0-x86_64) go1.22.1 vscode/1.101.2 vscode-wakatime/25.3.0";

const beat = (at: string, project: string | null, language: string | null): Heartbeat => ({
  ...{
    atUs: Date.parse(at) * 1000,
    entity: `/p/${project}/main`,
    type: "file",
    category: null,
    project,
    branch: "main",
    language,
  },
  ...{ isWrite: false, lines: null, lineNumber: null, cursorPosition: null, dependencies: null },
  ...{ userAgent: USER_AGENT, machine: "desk", timeZone: null, more: null },
});

let user: TestUser;
let call: ReturnType<typeof api>;

beforeAll(async () => {
  user = await testUser();
  call = api(await makeKey(user));
  await as(user, (tx) =>
    takeHeartbeats(tx, [
      // 2 March: ten minutes of acme, five of the nameless; 3 March: one minute; 4 March: a single sign of life is no time.
      beat("2026-03-02T10:00:00Z", "acme", "Go"),
      beat("2026-03-02T10:10:00Z", null, null),
      beat("2026-03-02T10:15:00Z", "acme", "Go"),
      beat("2026-03-03T10:00:00Z", "acme/web", "CSS"),
      beat("2026-03-03T10:01:00Z", "acme/web", "CSS"),
      beat("2026-03-04T10:00:00Z", "acme", "Go"),
    ]),
  );
});

const days = async (query: string) => listCodingDaysSpec.response.parse((await call("GET", `/coding/days?${query}`)).body);
const stats = async (type: string) => codingStatsSpec.response.parse((await call("GET", `/coding/stats/${type}`)).body);

describe("the API of coding time", () => {
  it("tells days with any time, earliest first, by name in WakaTime's words", async () => {
    const { items, page } = await days("from=2026-03-01&to=2026-03-31");
    expect(page).toEqual({ limit: 500, next: null, total: 2 });
    expect(items).toEqual([
      {
        date: "2026-03-02",
        totalSeconds: 900,
        projects: [
          { name: "acme", seconds: 600 },
          { name: "Unknown Project", seconds: 300 },
        ],
        languages: [
          { name: "Go", seconds: 600 },
          { name: "Other", seconds: 300 },
        ],
        editors: [{ name: "VS Code", seconds: 900 }],
        operatingSystems: [{ name: "Linux", seconds: 900 }],
        machines: [{ name: "desk", seconds: 900 }],
        categories: [{ name: "Coding", seconds: 900 }],
      },
      expect.objectContaining({ date: "2026-03-03", totalSeconds: 60, projects: [{ name: "acme/web", seconds: 60 }] }),
    ]);
  });

  it("takes both ends of a range, goes page by page, and refuses what makes no sense", async () => {
    expect((await days("from=2026-03-02&to=2026-03-02")).items).toHaveLength(1);
    expect((await days("from=2026-03-03")).items).toHaveLength(1);
    expect((await days("to=2026-03-01")).page.total).toBe(0);
    const first = await days("limit=1");
    const second = await days(`limit=1&next=${first.page.next}`);
    expect([first, second].map(({ items }) => items.map((item) => (item as { date: string }).date))).toEqual([
      ["2026-03-02"],
      ["2026-03-03"],
    ]);
    expect(second.page).toEqual({ limit: 1, next: null, total: 2 });
    expect((await days("limit=1&page=2")).items).toEqual(second.items);
    for (const bad of ["limit=501", "from=yesterday", "project=acme", "next=abc"])
      expect([bad, (await call("GET", `/coding/days?${bad}`)).status]).toEqual([bad, 422]);
  });

  it("computes statistics in WakaTime's JSON from one's own days, until WakaTime tells them", async () => {
    const all = await stats("all_time");
    expect(all.data).toMatchObject({
      range: "all_time",
      total_seconds: 660,
      total_seconds_including_other_language: 960,
      best_day: { date: "2026-03-02", total_seconds: 900 },
      days_minus_holidays: 2,
    });
    expect(Date.now() - Date.parse(all.fetchedAt)).toBeLessThan(60_000);
    expect((await stats("languages")).data).toMatchObject({
      range: "all_time",
      languages: [{ name: "Go", total_seconds: 600 }, { name: "Other" }, { name: "CSS", total_seconds: 60 }],
    });
    expect((await stats("projects")).data["projects"]).toHaveLength(3);
    expect((await stats("last_7_days")).data).toMatchObject({ range: "last_7_days", total_seconds: 0 });
    const today = localDate(new Date(), "UTC");
    expect((await stats("today")).data).toMatchObject({ grand_total: { total_seconds: 0 }, range: { date: today } });
    await as(user, (tx) => putStats(tx, "all_time", { total_seconds: 7, text: "7 secs" }));
    expect((await stats("all_time")).data).toEqual({ total_seconds: 7, text: "7 secs" });
    expect((await call("GET", "/coding/stats/last_year")).status).toBe(404);
  });

  it("tells of a day by the source that counts, and by no other", async () => {
    const day = (date: string, seconds: number) => {
      return { date, totalSeconds: seconds, dimensions: { project: [{ name: "elsewhere", seconds }] } };
    };
    await as(user, (tx) => putDays(tx, "wakatime", [day("2026-03-02", 100), day("2026-03-03", 7_200), day("2026-03-05", 50)]));
    const { items } = await days("from=2026-03-02&to=2026-03-05");
    expect(items).toMatchObject([
      { date: "2026-03-02", totalSeconds: 900 },
      { date: "2026-03-03", totalSeconds: 7_200, projects: [{ name: "elsewhere", seconds: 7_200 }], editors: [] },
      { date: "2026-03-05", totalSeconds: 50 },
    ]);
  });

  it("is one's own: nobody else sees a day or a statistic of it", async () => {
    const other = api(await makeKey(await testUser()));
    expect((await other("GET", "/coding/days")).body).toMatchObject({ items: [], page: { total: 0 } });
    expect((await other("GET", "/coding/stats/all_time")).body).toMatchObject({ data: { total_seconds: 0, projects: [] } });
    const heartbeatsOnly = api(await makeKey(user, ["heartbeats"]));
    expect((await heartbeatsOnly("GET", "/coding/days")).status).toBe(403);
  });
});
