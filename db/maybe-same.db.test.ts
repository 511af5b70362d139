import { beforeEach, describe, expect, it } from "vitest";
import type { SourceFacts } from "@/domain/source-facts";
import { listMaybeSame } from "./maybe-same";
import { mergeRuns } from "./merge-by-hand";
import { splitRun } from "./split-activities";
import { type TestUser, testUser } from "./testing";
import { delivered, recording } from "./testing-deliveries";
import { as } from "./testing-nouns";

let user: TestUser;
beforeEach(async () => {
  user = await testUser();
});

const bring = (id: string, wish: Partial<SourceFacts> = {}) => as(user, (tx) => delivered(tx, id, recording(wish)));
const startAt = new Date(recording().startAt);
const asked = async (id: string) =>
  (await as(user, (tx) => listMaybeSame(tx, { noun: "run", id, startAt }))).map((other) => other.id);

describe("what may be the same as a run", () => {
  it("is asked about on both pages while nobody knows, and no more once they are one", async () => {
    await bring("file_1");
    // The same way at the same time with another heart: two people, or one strap that slipped.
    const result = await bring("file_2", { format: "gpx", averageHeartRateBpm: 120 });
    expect(result).toMatchObject({ result: "imported", runId: "file_2" });
    await bring("file_3", { startAt: "2026-11-01T12:07:00.000Z" });
    expect(await asked("file_1")).toEqual(["file_2"]);
    expect(await asked("file_2")).toEqual(["file_1"]);
    expect(await asked("file_3")).toEqual([]);
    await as(user, (tx) => mergeRuns(tx, "file_1", "file_2"));
    expect(await asked("file_1")).toEqual([]);
  });

  it("is not asked about again after the person has split the two", async () => {
    await bring("file_1");
    expect(await bring("file_2", { format: "gpx" })).toMatchObject({ result: "duplicate", runId: "file_1" });
    await as(user, (tx) => splitRun(tx, "file_1"));
    expect(await asked("file_1")).toEqual([]);
  });

  it("is nothing of another person's", async () => {
    await bring("file_1");
    const other = await testUser();
    await as(other, (tx) => delivered(tx, "file_2", recording({ averageHeartRateBpm: 120 })));
    expect(await asked("file_1")).toEqual([]);
  });
});
