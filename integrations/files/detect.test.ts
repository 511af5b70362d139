import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { detect } from "./detect";
import { fitFile, recordsOf } from "./fit.fixture";
import { parseActivityFile } from "./parse-file";
import { FileRefused } from "./refused";

const GPX = `<gpx><trk><type>run</type><trkseg><trkpt lat="1" lon="1"><time>2024-05-01T06:00:00Z</time></trkpt><trkpt lat="1" lon="1.001"><time>2024-05-01T06:00:20Z</time></trkpt></trkseg></trk></gpx>`;

describe("detect", () => {
  it.each([
    [fitFile(recordsOf(1)), "RUN.FIT", "fit"],
    [fitFile(recordsOf(1)), "wrongly-named.gpx", "fit"],
    [Buffer.from(GPX), "a.gpx", "gpx"],
    [Buffer.from(`\uFEFF<?xml version="1.0"?>\n<!-- made by hand --><ns:gpx xmlns:ns="x">`), "noname", "gpx"],
    [Buffer.from(`<?xml version="1.0" encoding="UTF-16"?><gpx>`, "utf16le"), "a.gpx", "gpx"],
    [Buffer.from('          <?xml version="1.0"?><TrainingCenterDatabase>'), "a.tcx", "tcx"],
    [gzipSync("x"), "a.fit.gz", "gzip"],
    [Buffer.from("PK\x03\x04rest", "latin1"), "export.zip", "zip"],
    [Buffer.from("Activity ID,Activity Date,Activity Name\n"), "x.csv", "strava-activities"],
    [Buffer.from("\uFEFFAktivitäts-ID,Aktivitätsdatum\n"), "x.csv", "strava-activities"],
    [Buffer.from("id,date,name,type,description,elapsed_time,distance,commute,gear,filename\n"), "x.csv", "strava-activities"],
    [Buffer.from("ID de l'activité,b,c,d,e,f,g,h,i,j,k\n"), "export/activities.csv", "strava-activities"],
    [Buffer.from("Date Submitted,Workout Date,Activity Type,x,Distance (mi),Workout Time (seconds)\n"), "x.csv", "mapmyfitness"],
  ])("%# %s", (bytes, name, kind) => {
    expect(detect(bytes.subarray(0, 16_384), name)).toEqual({ kind });
  });

  it.each([
    ["", "a.fit", /empty/],
    ["whatever", "__MACOSX/._a.fit", /companion/],
    ["\0\x05\x16\x07\0\x02", "renamed.fit", /companion/],
    ["<!DOCTYPE html><html>", "a.gpx", /web page/],
    ["  <html><head>", "a.fit.gz", /web page/],
    ["<kml>", "a.kml", /KML/],
    ["not gzip at all", "a.gpx.gz", /name says GPX/],
    ["not gzip at all", "a.gz", /name says gzip/],
    ["Shoe Name,Shoe Brand\n", "shoes.csv", /whole archive/],
    ["\x0f\0\0\0\0\0\0\0.FIT", "a.fit", /header of this FIT/],
    ["hello", "notes.txt", /not known/],
    ["x", "a", /not known/],
  ])("%j named %s is unknown, with a reason", (text, name, reason) => {
    expect(detect(Buffer.from(text, "latin1"), name)).toEqual({ kind: "unknown", reason: expect.stringMatching(reason) });
  });
});

describe("parseActivityFile", () => {
  it("goes by the content, through one or two layers of gzip", () => {
    expect(parseActivityFile(Buffer.from(GPX), "misnamed.fit")[0]?.sport).toBe("running");
    expect(parseActivityFile(gzipSync(GPX), "a.gpx.gz")).toHaveLength(1);
    expect(parseActivityFile(gzipSync(gzipSync(fitFile(recordsOf(5)))), "a.fit.gz.gz")).toHaveLength(1);
    expect(parseActivityFile(fitFile(recordsOf(5)), "not-really.fit.gz")).toHaveLength(1);
  });

  it.each([
    ["three layers of gzip", gzipSync(gzipSync(gzipSync(GPX))), /over and over/],
    ["an archive", Buffer.from("PK\x03\x04", "latin1"), /archive inside/],
    ["a table", Buffer.from("Activity ID,Activity Date\n"), /table of activities/],
    ["a file above 64 MB", Buffer.alloc(64 * 1024 * 1024 + 1), /64 MB/],
  ])("refuses %s", (_, bytes, reason) => {
    expect(() => parseActivityFile(bytes, "x")).toThrow(FileRefused);
    expect(() => parseActivityFile(bytes, "x")).toThrow(reason);
  });
});
