import { expect, it } from "vitest";
import { putDays } from "@/db/coding-archive";
import { takeHeartbeats } from "@/db/heartbeats";
import { testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { demoHeartbeats } from "@/domain/demo/coding";
import { readCodingState } from "./coding-state";
import { LISTS } from "./dimension-words";
import { loadCoding } from "./load-coding";
import { loadNames } from "./load-names";

it("loads a range in one packet: its days add up, and agents are known by name or by the category alone", async () => {
  const user = await testUser();
  await as(user, async (tx) => {
    const beats = demoHeartbeats("2026-10-20", "2026-11-21", new Date("2026-11-21T12:00:00Z"), "UTC");
    await takeHeartbeats(tx, beats);
    const category = [
      { name: "Coding", seconds: 36_000 },
      { name: "AI Coding", seconds: 7_200 },
    ];
    await putDays(tx, "wakatime", [{ date: "2026-11-18", totalSeconds: 43_200, dimensions: { category } }]);
  });
  const actor = await as(user, async (tx) => tx.actor);
  const load = (query: string) => {
    const state = readCodingState(Object.fromEntries(new URLSearchParams(query)), "2026-11-21");
    return loadCoding(actor, { state, today: "2026-11-21", timeZone: "UTC", files: true });
  };
  const day = await load("from=2026-11-18&to=2026-11-18");
  expect([day.work.hand, day.work.agent, day.totals.totalUs]).toEqual([36_000e6, 7_200e6, 43_200e6]);
  const month = await load("range=30d");
  const sum = month.days.reduce((us, item) => (item.date >= "2026-10-23" ? us + item.us : us), 0);
  expect(month.totals.totalUs).toBe(sum);
  expect(month.work.hand + month.work.agent).toBe(sum);
  expect(month.parts.reduce((us, part) => us + part.us, 0)).toBe(sum - 43_200e6);
  const told = month.rhythm.reduce((us, cell) => us + cell.us, 0);
  expect(told).toBeGreaterThan(sum - 43_200e6);
  const agents = await load("range=30d&work=agent");
  expect(agents.totals.totalUs).toBe(month.work.agent);
  expect(agents.entities.reduce((us, entity) => us + entity.us, 0)).toBe(month.work.agent - 7_200e6);
  // The list of a kind has the names and the times that the overview has of the same range, by the same filter.
  for (const query of ["range=30d", "range=30d&work=agent", "range=all&editor=Neovim"]) {
    const [overview, state] = [await load(query), readCodingState(Object.fromEntries(new URLSearchParams(query)), "2026-11-21")];
    for (const told of Object.values(LISTS)) {
      const { found, wholeUs } = await loadNames(actor, { state, told, q: "" });
      const listed = overview.totals.items.filter(({ dimension, us }) => dimension === told && us > 0);
      const pairs = (names: readonly { name: string; us: number }[]) => new Map(names.map(({ name, us }) => [name, us]));
      expect(pairs(found)).toEqual(pairs(listed));
      expect(wholeUs).toBe(found.reduce((us, name) => us + name.us, 0));
    }
  }
});
