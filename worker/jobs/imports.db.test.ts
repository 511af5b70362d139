import { describe, expect, it } from "vitest";
import { ownerQuery, testUser } from "@/db/testing";
import { haveSharedFiles, listShared, readShared } from "@/integrations/files/shared-files.fixture";
import { bring, countVersions, everything, results, type TestFile } from "./imports.fixture";

const shared = (folder: string, name: RegExp): TestFile[] =>
  listShared(folder, name).map((file) => ({ name: file.split("/").at(-1) ?? "", bytes: readShared(file) }));
const activities = (...numbers: string[]) =>
  shared("activities", new RegExp(`^o(${numbers.join("|") || "\\d+"})_.*(fit|gpx|tcx)$`));

function permutations<T>(list: T[]): T[][] {
  if (list.length < 2) return [list];
  return list.flatMap((one, at) => permutations([...list.slice(0, at), ...list.slice(at + 1)]).map((rest) => [one, ...rest]));
}

describe.runIf(haveSharedFiles)("importing recordings", () => {
  it("brings 22 files as the 17 activities they tell of, one of them in seven parts; the same again changes nothing", {
    timeout: 600_000,
  }, async () => {
    const user = await testUser();
    const first = await bring(user, activities());
    expect(first.items).toHaveLength(28);
    expect([first.done, first.total]).toEqual([28, 28]);
    expect(results(first.items).filter((result) => result === "imported")).toHaveLength(17 + 6);
    const duplicates = first.items.filter(({ result }) => result === "duplicate");
    expect(duplicates.map(({ file }) => file.slice(0, 3))).toEqual(["o13", "o14", "o16", "o17", "o22"]);
    for (const { reason } of duplicates) expect(reason).toMatch(/^The same (run|activity) as “.+” of \d{4}-\d\d-\d\d/);
    const before = await everything(user);
    expect(before).toHaveLength(17 + 6);
    const versions = await countVersions(user);
    const again = await bring(user, activities());
    expect(new Set(results(again.items))).toEqual(new Set(["unchanged"]));
    expect(await countVersions(user)).toBe(versions);
    expect(await everything(user)).toEqual(before);
  });

  it.each([
    ["A12", ["12", "13", "14"]],
    ["A15", ["15", "16", "17"]],
    ["A21", ["21", "22"]],
  ])("makes the same activity of group %s in any order", { timeout: 600_000 }, async (_, numbers) => {
    const seen = new Set<string>();
    for (const order of permutations(numbers)) {
      const user = await testUser();
      for (const number of order) await bring(user, activities(number));
      const rows = (await everything(user)) as {
        noun: string;
        row: Record<string, unknown>;
        efforts: number;
        sources: string[];
      }[];
      expect(rows).toHaveLength(1);
      const row = rows[0];
      // Which file came first decides the id and how many versions there are, and nothing else.
      seen.add(JSON.stringify({ ...row, row: { ...row?.row, id: null, version: null } }));
    }
    expect(seen.size).toBe(1);
  });

  it("keeps the union: heart rate and power from whichever file has them", async () => {
    const user = await testUser();
    await bring(user, activities("14"));
    await bring(user, activities("13"));
    const [ride] = await ownerQuery<{ power: number; title: string; zone: string }>(
      "select average_power_w as power, title, time_zone as zone from app.workouts where user_id = $1",
      [user.id],
    );
    expect(ride?.power).toBeGreaterThan(100);
    expect(ride?.zone).toBe("Europe/Brussels");
  });
});

describe.runIf(haveSharedFiles)("importing everything at hand", () => {
  it("imports or refuses each file with a reason, and the second time changes nothing", { timeout: 600_000 }, async () => {
    const user = await testUser();
    const files = ["fit", "fit/broken", "gpx", "gpx/broken", "tcx", "strava_bulk", "mapmyfitness"].flatMap((folder) =>
      shared(`fixtures/${folder}`, /\.(fit|gpx|tcx|gz|zip|csv)$/),
    );
    expect(files.length).toBeGreaterThan(140);
    const first = await bring(user, files);
    for (const item of first.items) {
      expect(item.runId === null && item.workoutId === null).toBe(item.result === "failed");
      if (item.result === "failed") expect(item.reason).toMatch(/^[A-Z0-9].{10,}\.$/);
      expect(item.reason ?? "").not.toContain("fault of Almanac");
    }
    const failed = new Set(first.items.filter(({ result }) => result === "failed").map(({ file }) => file));
    for (const file of [
      "constructed__xxe.gpx",
      "constructed__billion_laughs.gpx",
      "fitdecode__Settings.fit",
      "constructed__bikes.csv",
    ]) {
      expect(failed).toContain(file);
    }
    const versions = await countVersions(user);
    const before = await everything(user);
    const again = await bring(user, files);
    const changed = again.items.filter(({ result }) => result !== "unchanged" && result !== "failed");
    expect(changed.map(({ file, row, result }) => [file, row, result])).toEqual([]);
    expect(await countVersions(user)).toBe(versions);
    expect(await everything(user)).toEqual(before);
  });
});

describe.runIf(haveSharedFiles)("a Strava archive", () => {
  it("joins rows with recordings, brings shoes and survives its faults", async () => {
    const user = await testUser();
    const [archive] = shared("fixtures/strava_bulk", /constructed__export_archive\.zip$/);
    const { items } = await bring(user, archive ? [archive] : []);
    const byRow = new Map(items.map((item) => [item.row, item]));
    expect(items.map(({ row, result }) => [row, result])).toEqual([
      [1, "imported"],
      [2, "imported"],
      [3, "duplicate"],
      [4, "imported"],
      [5, "imported"],
      [6, "imported"],
      [7, "imported"],
      [8, "imported"],
      [9, "imported"],
    ]);
    expect(byRow.get(1)).toMatchObject({ entry: "activities/2001.fit.gz", workoutId: "strava_1001" });
    expect(byRow.get(7)?.reason).toMatch(/recording could not be used/);
    expect(byRow.get(8)?.reason).toMatch(/activities\/2008\.fit\.gz is not in the archive/);
    const shoes = await ownerQuery<{ id: string; name: string }>(
      "select id, name from app.shoes where user_id = $1 order by id",
      [user.id],
    );
    expect(shoes).toEqual([
      { id: "example_nameless", name: "Example Nameless" },
      { id: "example_shoe", name: "Example Shoe" },
    ]);
    const runs = await ownerQuery<{ id: string; shoe_id: string | null; name: string; distance_m: number }>(
      "select id, shoe_id, name, distance_m from app.runs where user_id = $1 order by id",
      [user.id],
    );
    expect(runs.map(({ id, shoe_id }) => [id, shoe_id])).toEqual([
      ["strava_1004", "example_shoe"],
      ["strava_1006", null],
      ["strava_1008", null],
      ["strava_1009", "example_shoe"],
    ]);
    expect(runs[3]).toMatchObject({ name: "Treadmill by hand", distance_m: 10_000 });
  });

  it("finds nothing new in a recording that the archive brought, nor in the archive after its recording", {
    timeout: 600_000,
  }, async () => {
    const [archive] = shared("fixtures/strava_bulk", /constructed__export_archive\.zip$/);
    const [bare] = shared("fixtures/fit", /sweatpy__4801048867\.fit$/);
    if (!archive || !bare) throw new Error("fixtures are missing");
    const after = await testUser();
    await bring(after, [archive]);
    const versions = await countVersions(after);
    expect((await bring(after, [bare])).items).toMatchObject([{ result: "unchanged", workoutId: "strava_1001" }]);
    expect(await countVersions(after)).toBe(versions);
    const before = await testUser();
    const id = (await bring(before, [bare])).items[0]?.workoutId;
    expect((await bring(before, [archive])).items[0]).toMatchObject({ row: 1, result: "duplicate", workoutId: id });
  });
});
