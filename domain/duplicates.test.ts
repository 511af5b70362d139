import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseActivityFile } from "@/integrations/files/parse-file";
import { byBestTrack, mergeSources } from "./merge-sources";
import { matchActivities, matchFactsOf } from "./same-activity";
import { factsOf, type SourceFacts, type SourceFormat } from "./source-facts";
import { readShared, SHARED } from "./testing";

/** The real files that tell of one activity, and all others that do not. */
type Groups = { duplicates: { same_activity: { file: string; fields: string[] }[] }[]; files: Record<string, { group: string }> };

const { duplicates, files }: Groups = SHARED ? (readShared("activities/expected.json") as Groups) : { duplicates: [], files: {} };

function read(file: string): SourceFacts {
  const [activity] = parseActivityFile(readFileSync(join(SHARED ?? "", "activities", file)), file);
  if (!activity) throw new Error(`${file} holds no activity.`);
  return factsOf(activity, file.slice(file.lastIndexOf(".") + 1) as SourceFormat);
}

describe.skipIf(!SHARED)("real files of one activity", () => {
  it("are found to be the same, and no two others are", () => {
    const all = Object.entries(files).map(([file, { group }]) => ({ file, group, match: matchFactsOf(read(file), "UTC") }));
    const wrong: string[] = [];
    for (const [i, a] of all.entries()) {
      for (const b of all.slice(i + 1)) {
        const expected = a.group === b.group ? "same" : "different";
        const found = matchActivities(a.match, b.match);
        if (found !== expected) wrong.push(`${a.file} and ${b.file}: ${found}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(duplicates.map((group) => group.same_activity))("merge into the union, in any order: $file", (...group) => {
    const sources = group.map((source) => read(source.file));
    const merged = mergeSources(sources);
    const fields = new Set(group.flatMap((source) => source.fields));
    expect(merged.summary?.power !== null).toBe(fields.has("power"));
    expect(merged.summary?.heartRate !== null).toBe(fields.has("hr"));
    expect(mergeSources([...sources].reverse())).toEqual(merged);
    const best = sources.find((source) => source.format === "fit") ?? sources[0];
    expect(merged.distanceM).toBe(best?.distanceM);
    const [shown] = [...sources].reverse().sort(byBestTrack);
    expect(shown?.summary?.power !== null).toBe(fields.has("power"));
    expect(shown?.format).toBe(best?.format);
  });
});
