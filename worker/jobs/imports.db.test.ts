import { describe, expect, it } from "vitest";
import { testUser } from "@/db/testing";
import { haveSharedFiles, listShared, readShared } from "@/integrations/files/shared-files.fixture";
import { bring, countVersions, everything, results } from "./imports.fixture";

const activities = () =>
  listShared("activities", /\.(fit|gpx|tcx)$/).map((file) => ({ name: file.split("/").at(-1) ?? "", bytes: readShared(file) }));

describe.runIf(haveSharedFiles)("importing recordings", () => {
  it("brings 22 files as the activities they tell of, and the same again changes nothing", { timeout: 120_000 }, async () => {
    const user = await testUser();
    const first = await bring(user, activities());
    console.log(first.items.map((i) => [i.seq, i.file, i.result, i.reason, i.runId, i.workoutId].join(" | ")).join("\n"));
    const live = (await everything(user)) as { live: boolean }[];
    expect(live.filter((one) => one.live)).toHaveLength(17 + 6);
    expect(first.items).toHaveLength(28);
    expect([first.done, first.total]).toEqual([28, 28]);
    const before = await everything(user);
    const versions = await countVersions(user);
    const again = await bring(user, activities());
    expect(new Set(results(again.items))).toEqual(new Set(["unchanged"]));
    expect(await countVersions(user)).toBe(versions);
    expect(await everything(user)).toEqual(before);
  });
});
