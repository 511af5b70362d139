import { describe, expect, it } from "vitest";
import { activityNames } from "@/db/activity-names";
import { getImport, listItems } from "@/db/imports";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { undoImport } from "@/db/undo-imports";
import { bring, everything, results } from "./imports.fixture";
import { mapMyFitness, runs, strava } from "./tables.fixture";

const GPX = {
  name: "morning.gpx",
  bytes: `<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type><trkseg>
    ${Array.from({ length: 61 }, (_, n) => {
      const time = new Date(Date.UTC(2020, 3, 18, 6, 0, n * 10)).toISOString();
      return `<trkpt lat="${52.5 + n * 0.0003}" lon="13.4"><ele>${40 + (n % 5)}</ele><time>${time}</time></trkpt>`;
    }).join("\n")}</trkseg></trk></gpx>`,
};

const undo = (user: TestUser, id: string) => as(user, (tx) => undoImport(tx, id));

const owners = (user: TestUser) =>
  ownerQuery<{ import_id: string; points: number; channels: number }>(
    `select s.import_id, s.track_points as points,
        (select count(*)::integer from app.tracks t where t.user_id = $1 and t.source_id = s.id) as channels
      from app.activity_sources s where s.user_id = $1 order by s.id`,
    [user.id],
  );

describe("what two imports brought", () => {
  it("stays with its track when the first is undone, and goes when both are, in either order", async () => {
    for (const order of [0, 1]) {
      const user = await testUser();
      const first = await bring(user, [GPX, strava({ id: 1, at: "Apr 20, 2020, 6:00:00 AM" })]);
      const before = await everything(user);
      const [gpx] = await owners(user);
      expect(gpx).toMatchObject({ import_id: first.id, points: 61 });
      const second = await bring(user, [GPX]);
      expect(results(second.items)).toEqual(["unchanged"]);
      if (order === 0) {
        await undo(user, first.id);
        const after = await everything(user);
        expect(after[0]).toEqual(before[0]);
        expect((after as { live: boolean }[]).map(({ live }) => live)).toEqual([true, false]);
        expect((await owners(user))[0]).toEqual({ ...gpx, import_id: second.id });
        await undo(user, second.id);
      } else {
        await undo(user, second.id);
        expect(await everything(user)).toEqual(before);
        await undo(user, first.id);
      }
      expect((await runs(user)).filter(({ live }) => live)).toEqual([]);
    }
  });

  it("is confirmed row by row, also where the later import says something new of it", async () => {
    const user = await testUser();
    const first = await bring(user, [strava({ id: 1 }, { id: 2, at: "Apr 19, 2020, 6:00:00 AM" })]);
    const second = await bring(user, [strava({ id: 2, at: "Apr 19, 2020, 6:00:00 AM", km: 11 })]);
    expect(results(second.items)).toEqual(["updated"]);
    await undo(user, first.id);
    expect(await runs(user)).toMatchObject([
      { id: "strava_1", live: false },
      { id: "strava_2", live: true, distance_m: 11_000 },
    ]);
    const third = await bring(user, [strava({ id: 2, at: "Apr 19, 2020, 6:00:00 AM", km: 11 })]);
    expect(results(third.items)).toEqual(["unchanged"]);
    await undo(user, second.id);
    expect((await runs(user)).map(({ live }) => live)).toEqual([false, true]);
    await undo(user, third.id);
    expect((await runs(user)).map(({ live }) => live)).toEqual([false, false]);
    expect(await as(user, (tx) => getImport(tx, third.id))).toMatchObject({ state: "undone" });
  });

  it("leaves of a merged run what the later import confirmed, and no more", async () => {
    const user = await testUser();
    const first = await bring(user, [strava({ id: 1, heart: 150 }), mapMyFitness({ id: 7 })]);
    expect(results(first.items)).toEqual(["imported", "duplicate"]);
    await bring(user, [mapMyFitness({ id: 7 })]);
    await undo(user, first.id);
    expect(await runs(user)).toMatchObject([{ id: "strava_1", live: true, start_precision: "day" }]);
    expect(await ownerQuery("select id from app.activity_sources where user_id = $1", [user.id])).toEqual([{ id: "mmf_7" }]);
  });
});

describe("results of imports", () => {
  it("name their activity also when another import's undo took it away or made another sport of it", async () => {
    const user = await testUser();
    const ride = strava({ id: 1, type: "Crossfit" });
    const first = await bring(user, [ride]);
    const again = await bring(user, [ride]);
    expect(again.items).toMatchObject([{ result: "unchanged", workoutId: "strava_1" }]);
    const other = await bring(user, [mapMyFitness({ id: 7 })]);
    const seen = async (id: string) =>
      as(user, async (tx) => {
        const items = await listItems(tx, id, { limit: 10 });
        const names = await activityNames(tx, items);
        return items.map((item) => [item.runId === null ? "workout" : "run", names.get(item.runId ?? item.workoutId ?? "")]);
      });
    for (const { id } of [first, again, other]) expect(await seen(id)).toEqual([["run", "Morning Run"]]);
    await undo(user, other.id);
    for (const { id } of [first, again, other]) expect(await seen(id)).toEqual([["workout", "Morning Run"]]);
    await undo(user, first.id);
    expect(await seen(again.id)).toEqual([["workout", "Morning Run"]]);
    await undo(user, again.id);
    for (const { id } of [first, again, other]) expect(await seen(id)).toEqual([["workout", "Morning Run (deleted)"]]);
  });
});
