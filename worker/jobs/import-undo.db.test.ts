import { describe, expect, it } from "vitest";
import { deleteRun, editRun, undeleteRun } from "@/db/run-edits";
import { listRunVersions } from "@/db/run-versions";
import { deleteShoe } from "@/db/shoe-edits";
import { ownerQuery, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { undoImport } from "@/db/undo-imports";
import { workOnImport } from "./imports";
import { bring, everything, host, look, results, uploadChanged } from "./imports.fixture";
import { mapMyFitness, runs, strava } from "./tables.fixture";

describe("taking an import back", () => {
  it("deletes what came from it alone, takes it out of the rest, and can be repeated", async () => {
    const user = await testUser();
    await bring(user, [strava({ id: 1, heart: 150 })]);
    const alone = await everything(user);
    const second = await bring(user, [mapMyFitness({ id: 7 }, { id: 8, day: "April 19, 2020" })]);
    await as(user, (tx) => editRun(tx, "mmf_8", { name: "Mine" }));
    const undone = await as(user, (tx) => undoImport(tx, second.id));
    expect(undone).toMatchObject({ state: "undone" });
    const after = (await everything(user)) as { live: boolean; row: { id: string; version: number } }[];
    expect(after.map(({ row, live }) => [row.id, live])).toEqual([
      ["mmf_8", false],
      ["strava_1", true],
    ]);
    const same = (one: unknown) => ({ ...(one as object), row: { ...(one as { row: object }).row, version: 0 } });
    expect(same(after[1])).toEqual(same(alone[0]));
    const versions = await as(user, (tx) => listRunVersions(tx, "mmf_8"));
    expect(versions.map(({ changeType, actor }) => [changeType, actor])).toEqual([
      ["deletion", "user"],
      ["edit", "user"],
      ["original", "import"],
    ]);
    await expect(as(user, (tx) => undoImport(tx, second.id))).rejects.toMatchObject({ kind: "conflict" });
    const third = await bring(user, [mapMyFitness({ id: 7 }, { id: 8, day: "April 19, 2020" })]);
    expect(results(third.items)).toEqual(["duplicate", "imported"]);
    expect(await runs(user)).toMatchObject([
      { id: "mmf_8", live: true, name: "Mine" },
      { id: "strava_1", live: true },
    ]);
  });

  it("does not bring back what the person deleted after the undo was itself undone by hand", async () => {
    const user = await testUser();
    const { id } = await bring(user, [strava({ id: 1 })]);
    await as(user, (tx) => undoImport(tx, id));
    await as(user, (tx) => undeleteRun(tx, "strava_1"));
    await as(user, (tx) => deleteRun(tx, "strava_1"));
    const { items } = await bring(user, [strava({ id: 1 })]);
    expect(results(items)).toEqual(["unchanged"]);
    expect(await runs(user)).toMatchObject([{ live: false }]);
  });

  it("is a job where there is much to take back", async () => {
    const user = await testUser();
    const rows = Array.from({ length: 1_500 }, (_, n) => ({
      id: n + 1,
      day: `April ${1 + (n % 28)}, ${1990 + Math.floor(n / 60)}`,
      km: 5 + n / 500,
    }));
    const { id } = await bring(user, [mapMyFitness(...rows)]);
    const asked = await as(user, (tx) => undoImport(tx, id));
    expect(asked).toMatchObject({ state: "running", done: 0, total: 1_500 });
    await expect(as(user, (tx) => undoImport(tx, id))).rejects.toMatchObject({ kind: "conflict" });
    while ((await look(user, id)).state === "running") await workOnImport(host);
    expect(await look(user, id)).toMatchObject({ state: "undone", done: 1_500 });
    expect((await runs(user)).filter(({ live }) => live)).toEqual([]);
  });

  it("is refused while the import runs", async () => {
    const user = await testUser();
    const id = await uploadChanged(user, [strava({ id: 1 })], "state = 'running', lease_until = now() + interval '1 hour'");
    await expect(as(user, (tx) => undoImport(tx, id))).rejects.toMatchObject({ kind: "conflict" });
    await ownerQuery("update app.imports set lease_until = null where id = $1", [id]);
    while ((await look(user, id)).state !== "done") await workOnImport(host);
  });
});

describe("shoes", () => {
  it("are made from gear of runs, once, and not brought back when deleted", async () => {
    const user = await testUser();
    await bring(user, [
      strava({ id: 1, gear: "Peg 38 (blue)" }, { id: 2, at: "Apr 19, 2020, 6:00:00 AM", type: "Ride", gear: "Bike" }),
    ]);
    expect(await runs(user)).toMatchObject([{ shoe_id: "peg_38_blue" }]);
    const shoes = () =>
      ownerQuery<{ id: string }>("select id from app.shoes where user_id = $1 and deleted_at is null", [user.id]);
    expect(await shoes()).toEqual([{ id: "peg_38_blue" }]);
    await bring(user, [strava({ id: 3, at: "Apr 21, 2020, 6:00:00 AM", gear: "Peg 38 (blue)" })]);
    expect(await shoes()).toEqual([{ id: "peg_38_blue" }]);
    await as(user, (tx) => deleteShoe(tx, "peg_38_blue"));
    await bring(user, [strava({ id: 4, at: "Apr 22, 2020, 6:00:00 AM", gear: "Peg 38 (blue)" })]);
    expect(await shoes()).toEqual([]);
    expect((await runs(user)).find(({ id }) => id === "strava_4")).toMatchObject({ shoe_id: "peg_38_blue" });
  });

  it("go with an import that is undone unless something else wears them, and come back with it", async () => {
    const user = await testUser();
    const shoes = () =>
      ownerQuery<{ id: string }>("select id from app.shoes where user_id = $1 and deleted_at is null order by id", [user.id]);
    await bring(user, [strava({ id: 1, gear: "Old" })]);
    const second = strava(
      { id: 2, at: "Apr 19, 2020, 6:00:00 AM", gear: "New" },
      { id: 3, at: "Apr 20, 2020, 6:00:00 AM", gear: "Old" },
    );
    const { id } = await bring(user, [second]);
    expect(await shoes()).toEqual([{ id: "new" }, { id: "old" }]);
    await as(user, (tx) => undoImport(tx, id));
    expect(await shoes()).toEqual([{ id: "old" }]);
    await bring(user, [second]);
    expect(await shoes()).toEqual([{ id: "new" }, { id: "old" }]);
    expect(await runs(user)).toMatchObject([{ shoe_id: "old" }, { shoe_id: "new", live: true }, { shoe_id: "old", live: true }]);
  });
});
