import { expect, it } from "vitest";
import { jobName, sourceName, whatJobDid, whyJobFailed } from "./job-words";

it.each([
  ["ENOSPC", "The disk or the memory is full."],
  ["53100", "The disk or the memory is full."],
  ["53300", "The database had no connection left."],
  ["57014", "It took longer than the database allows, or somebody cancelled it."],
  ["57P01", "The database went away while the job ran."],
  ["40P01", "Others held the same rows for too long."],
  ["42501", "A right is missing in the database; npm run doctor says which."],
  ["42883", "The database lacks something that the job needs; run npm run db:migrate."],
])("%s is told in plain words, with what was said", (code, words) => {
  expect(whyJobFailed(code, "said so")).toBe(`${words} (said so)`);
});

it("leaves what it does not know as it was said", () => {
  expect(whyJobFailed("", "no way")).toBe("no way");
  expect(whyJobFailed(null, "no way")).toBe("no way");
  expect([jobName("analyze"), jobName("else")]).toEqual(["Statistics of the tables", "else"]);
  expect([sourceName("scheduler"), sourceName("else")]).toEqual(["Worker", "else"]);
});

it("counts what a job did", () => {
  expect(whatJobDid({ made: 3, failed: 0, note: "x" })).toBe("made 3, failed 0");
  expect(whatJobDid(null)).toBe("");
});
