import { describe, expect, it } from "vitest";
import { previewFile, sizeText } from "./preview";
import { timeLeft } from "./time-left";

const text = (content: string) => new TextEncoder().encode(content);

describe("the preview of a chosen file", () => {
  it.each([
    [text("PK\u0003\u0004"), "export_123.zip", "Zip archive"],
    [Uint8Array.of(0x1f, 0x8b, 8), "a.fit.gz", "Gzipped recording"],
    [text("\u000e\u0010\u0000\u0000\u0000\u0000\u0000\u0000.FIT"), "a.bin", "FIT recording"],
    [text('\ufeff<?xml version="1.0"?><gpx version="1.1">'), "a.xml", "GPX recording"],
    [text("          <?xml?><TrainingCenterDatabase >"), "a.tcx", "TCX recording"],
    [text("Date Submitted,Workout Date,Activity Type,Distance (mi),Workout Time (seconds)\n"), "x.csv", "MapMyFitness history"],
    [text(`Activity ID,${"x,".repeat(12)}`), "activities.csv", "Strava activities.csv"],
    [text('{"user":{"id":"x"},"range":{},"days":[{"date":"2026-01-05","heartbeats":['), "a.json", "WakaTime data dump"],
    [Uint8Array.of(0x1f, 0x8b, 8), "wakatime.json.gz", "Gzipped WakaTime data dump"],
    [text('{"type":"FeatureCollection"}'), "a.json", "Other file"],
    [text("hello"), "readme.txt", "Other file"],
  ])("tells the kind by the content (%#)", async (head, name, kind) => {
    expect((await previewFile(new File([head], name))).kind).toBe(kind);
  });

  it("names the units of a table and what will not work", async () => {
    const table = new File(["Workout Date,Distance (km),Workout Time (seconds)"], "x.csv");
    expect((await previewFile(table)).detail).toBe("distances in kilometres");
    expect((await previewFile(new File(["hello"], "x"))).problem).not.toBeNull();
    expect((await previewFile(new File([], "x.fit"))).problem).toBe("The file is empty.");
    expect((await previewFile(new File(["<gpx >"], "x.gpx"))).problem).toBeNull();
  });

  it("says sizes in words", () => {
    expect([sizeText(10), sizeText(148_037), sizeText(20_200_000), sizeText(1_990_000_000)]).toEqual([
      "1 kB",
      "148 kB",
      "20.2 MB",
      "1.99 GB",
    ]);
  });
});

describe("the time that an import has left", () => {
  const first = { atMs: 0, done: 100 };
  it.each([
    [{ atMs: 1_000, done: 200 }, 1_000, null],
    [{ atMs: 10_000, done: 100 }, 1_000, null],
    [{ atMs: 10_000, done: 1_000 }, 1_000, null],
    [{ atMs: 10_000, done: 600 }, 1_000, "less than a minute"],
    [{ atMs: 10_000, done: 200 }, 800, "about a minute"],
    [{ atMs: 60_000, done: 200 }, 500, "about 3 minutes"],
    [{ atMs: 3_600_000, done: 200 }, 500, "about 3 hours"],
  ])("is told from two looks (%#)", (now, total, words) => {
    expect(timeLeft(first, now, total)).toBe(words);
  });
});
