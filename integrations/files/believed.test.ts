import { describe, expect, it } from "vitest";
import { factsOf } from "@/domain/source-facts";
import { splitsOf } from "@/domain/splits";
import { fileId, fitFile, record, session } from "./fit.fixture";
import { parseActivityFile } from "./parse-file";
import { FileRefused } from "./refused";

const RUN = 1;
const CYCLING = 2;

/** A FIT file of ten minutes, a sample a second without heart rate, whose samples and session may disagree. */
function file(metresAt: (second: number) => number, distanceM: number, sport: number): Buffer {
  const records = Array.from({ length: 601 }, (_, second) => record(second, 0xff, metresAt(second)));
  return fitFile(Buffer.concat([fileId(4), ...records, session({ startS: 0, elapsedS: 600, distanceM, sport })]));
}

function refusal(bytes: Buffer, name = "a.fit"): string {
  try {
    parseActivityFile(bytes, name);
  } catch (error) {
    if (error instanceof FileRefused) return error.reason;
    throw error;
  }
  return "accepted";
}

function gpx(type: string, points: [second: number, lng: number][]): Buffer {
  const at = (second: number) => new Date(Date.UTC(2024, 4, 1) + second * 1000).toISOString();
  const trackPoints = points.map(([second, lng]) => `<trkpt lat="0" lon="${lng}"><time>${at(second)}</time></trkpt>`).join("");
  return Buffer.from(`<gpx version="1.1"><trk><type>${type}</type><trkseg>${trackPoints}</trkseg></trk></gpx>`);
}

describe("recordings that cannot be true", () => {
  it("are refused with what is wrong with them", () => {
    expect(refusal(file((second) => second * 60, 36_000, RUN))).toBe("36.00 km in 10:01 cannot be a run: nothing was imported.");
    expect(refusal(file(() => 0, 0, RUN))).toBe("A run with no distance in 10:01 cannot be right: nothing was imported.");
    const flown = gpx(
      "running",
      Array.from({ length: 11 }, (_, second) => [second, second * 0.35]),
    );
    expect(refusal(flown, "a.gpx")).toBe("389 km in 11 s cannot be a run: nothing was imported.");
  });

  it("are refused where their points are places on a map with a date", () => {
    const places = Array.from({ length: 10 }, (_, place): [number, number] => [place * 420, place * 0.01]);
    expect(refusal(gpx("running", places), "a.gpx")).toMatch(
      /^The 10 points lie more than a minute apart, .*: nothing was imported\.$/,
    );
  });

  it("are let be where a logger writes only every half minute", () => {
    const points = Array.from({ length: 40 }, (_, point): [number, number] => [point * 30, point * 0.0008]);
    const [run] = parseActivityFile(gpx("running", points), "a.gpx");
    if (!run) throw new Error("refused");
    const facts = factsOf(run, "gpx");
    expect(facts.timerS).toBe(39 * 30 + 1);
    expect(facts.distanceM).toBeCloseTo(39 * 0.0008 * 111_195.08, 0);
  });

  it("have the device's own total where only the distances of the samples are wrong", () => {
    const [ride] = parseActivityFile(
      file((second) => second * 600, 5000, CYCLING),
      "a.fit",
    );
    if (!ride?.track) throw new Error("refused");
    expect(factsOf(ride, "fit")).toMatchObject({ distanceM: 5000, timerS: 600 });
    expect(splitsOf(ride.track, 1000)).toEqual([]);
    expect(ride.warnings).toEqual([
      expect.stringMatching(/^360 km in 10:01 cannot be a ride, so the distance is the device's own/),
    ]);
  });

  it("keep the distances of the samples where only the device's total is wrong", () => {
    const [ride] = parseActivityFile(
      file((second) => second * 8, 5_000_000, CYCLING),
      "a.fit",
    );
    expect(ride && factsOf(ride, "fit").distanceM).toBe(4800);
  });
});
