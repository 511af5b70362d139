import { describe, expect, it } from "vitest";
import { parseGpx } from "./gpx";
import { FileRefused } from "./refused";
import { parseTcx } from "./tcx";

function refusal(read: (bytes: Buffer) => unknown, text: string): string {
  try {
    read(Buffer.from(text));
  } catch (error) {
    if (error instanceof FileRefused) return error.reason;
    throw error;
  }
  return "accepted";
}

function point(lat: number, time: string, more = ""): string {
  return `<trkpt lat="${lat}" lon="-0.1"><ele>12</ele><time>${time}</time>${more}</trkpt>`;
}

function gpx(tracks: string, attributes = 'version="1.1" creator="Watch" xmlns="http://www.topografix.com/GPX/1/1"'): string {
  return `<?xml version="1.0"?><gpx ${attributes}>${tracks}</gpx>`;
}

const TWO = point(51.5, "2021-01-07T20:00:00Z") + point(51.501, "2021-01-07T20:00:10Z");

describe("parseGpx", () => {
  it("reads a track with its extensions under any prefix", () => {
    const reading = (prefix: string) =>
      `<extensions><power>210</power><${prefix}TrackPointExtension><${prefix}hr>150</${prefix}hr><${prefix}cad>88</${prefix}cad></${prefix}TrackPointExtension></extensions>`;
    for (const prefix of ["gpxtpx:", "ns3:", ""]) {
      const body = point(51.5, "2021-01-07T20:00:00Z", reading(prefix)) + point(51.501, "2021-01-07T20:00:10Z", reading(prefix));
      const [activity] = parseGpx(
        Buffer.from(gpx(`<trk><name>Loop</name><type>9</type><trkseg>${body}</trkseg></trk>`, 'xmlns:gpxtpx="a" xmlns:ns3="b"')),
      );
      expect(activity).toMatchObject({ sport: "running", rawSport: "9", name: "Loop", elapsedS: 10, timerS: null });
      expect(activity?.track?.channels.heartRate?.[0]).toBe(150);
      expect(activity?.track?.channels.power?.[1]).toBe(210);
      expect(activity?.track?.channels.cadence?.[0]).toBe(88);
      expect(activity?.distanceM).toBeCloseTo(111.195, 2);
    }
  });

  it("accepts a byte order mark, leading space, no declaration, GPX 1.0 speed and UTF-16", () => {
    const text = `<gpx><trk><trkseg>${point(51.5, "2021-01-07T20:00:00", "<speed>2.5</speed>")}${point(51.501, "2021-01-07T20:00:10")}</trkseg></trk></gpx>`;
    for (const bytes of [Buffer.from(`\uFEFF${text}`), Buffer.from(`   \n${text}`), Buffer.from(`\uFEFF${text}`, "utf16le")]) {
      expect(parseGpx(bytes)[0]?.track?.channels.speed?.[0]).toBe(2.5);
    }
  });

  it("reads offsets and fractions of a second", () => {
    const body = point(51.5, "2021-01-07T21:51:59.179+01:15") + point(51.501, "2021-01-07T21:52:04.179+01:15");
    const [activity] = parseGpx(Buffer.from(gpx(`<trk><trkseg>${body}</trkseg></trk>`)));
    expect(activity?.startAt.toISOString()).toBe("2021-01-07T20:36:59.000Z");
    expect(activity).toMatchObject({ elapsedS: 5, utcOffsetS: 4500 });
  });

  it("takes points at latitude 100 and 200 for a pause and does not walk to them", () => {
    const body = [
      TWO,
      point(100, "2021-01-07T20:00:11Z"),
      point(200, "2021-01-07T20:00:21Z"),
      point(51.502, "2021-01-07T20:00:22Z"),
    ].join("");
    const [activity] = parseGpx(Buffer.from(gpx(`<trk><trkseg>${body}</trkseg></trk>`)));
    expect(activity?.track?.time.length).toBe(3);
    expect(activity?.track?.pauses).toEqual([[11, 21]]);
    expect(activity?.distanceM).toBeLessThan(250);
  });

  it("does not count the way across a pause", () => {
    const body = TWO + point(51.6, "2021-01-07T20:20:00Z") + point(51.601, "2021-01-07T20:20:10Z");
    const [activity] = parseGpx(Buffer.from(gpx(`<trk><trkseg>${body}</trkseg></trk>`)));
    expect(activity?.distanceM).toBeCloseTo(2 * 111.195, 1);
  });

  it("makes one activity per track, but one of the pieces of a log", () => {
    const later = point(51.5, "2021-01-07T20:10:00Z") + point(51.501, "2021-01-07T20:10:10Z");
    const track = (name: string, points: string) => `<trk><name>${name}</name><trkseg>${points}</trkseg></trk>`;
    expect(parseGpx(Buffer.from(gpx(track("Morning", TWO) + track("Lunch", later))))).toHaveLength(2);
    const joined = parseGpx(Buffer.from(gpx(track("ACTIVE LOG", TWO) + track("ACTIVE LOG #2", later))));
    expect(joined).toHaveLength(1);
    expect(joined[0]?.track?.time.length).toBe(4);
  });

  it.each([
    ["a route", gpx('<rte><rtept lat="1" lon="2"/></rte>'), /route or waypoints/],
    ["points without time", gpx('<trk><trkseg><trkpt lat="1" lon="2"/><trkpt lat="1" lon="3"/></trkseg></trk>'), /no time/],
    ["a single point", gpx(`<trk><trkseg>${point(1, "2021-01-07T20:00:00Z")}</trkseg></trk>`), /single point/],
    ["an empty track", gpx("<trk><type>treadmill_running</type></trk>"), /no points/],
    ["a file cut in half", gpx(`<trk><trkseg>${TWO}`).replace("</gpx>", ""), /breaks off/],
    ["broken markup", gpx(`<trk><trkseg>${TWO}</trk></trkseg>`), /damaged/],
    [
      "an entity bomb",
      `<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>${gpx("<trk><name>&b;</name></trk>").slice(21)}`,
      /type declaration/,
    ],
    ["an external entity", `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><gpx>&f;</gpx>`, /type declaration/],
    ["an unknown entity", gpx(`<trk><name>&nbsp;</name><trkseg>${TWO}</trkseg></trk>`), /damaged/],
    ["a web page", "<!DOCTYPE html><html><body>Please log in</body></html>", /web page/],
    ["thousands of tracks", gpx("<trk/>".repeat(1001)), /more than 1,000/],
    ["endless nesting", "<gpx>".repeat(1000), /damaged/],
  ])("refuses %s", (_, text, reason) => {
    expect(refusal(parseGpx, text)).toMatch(reason);
  });
});

function trackpoint(second: number, distance: number, more = ""): string {
  const time = new Date(Date.UTC(2021, 0, 7, 20, 0, second)).toISOString();
  return `<Trackpoint><Time>${time}</Time><DistanceMeters>${distance}</DistanceMeters><HeartRateBpm><Value>140</Value></HeartRateBpm>${more}</Trackpoint>`;
}

function lap(points: string, seconds: number, metres: number): string {
  return `<Lap StartTime="2021-01-07T20:00:00Z"><TotalTimeSeconds>${seconds}</TotalTimeSeconds><DistanceMeters>${metres}</DistanceMeters><Calories>50</Calories><AverageHeartRateBpm><Value>141</Value></AverageHeartRateBpm><Cadence>60</Cadence><Track>${points}</Track></Lap>`;
}

function tcx(activities: string): string {
  return `          <?xml version="1.0"?><TrainingCenterDatabase xmlns:ns3="x"><Activities>${activities}</Activities></TrainingCenterDatabase>`;
}

const POSITION = "<Position><LatitudeDegrees>51.5</LatitudeDegrees><LongitudeDegrees>0</LongitudeDegrees></Position>";

describe("parseTcx", () => {
  it("reads points, laps and totals, and merges the point that two laps share", () => {
    const extension = "<Extensions><ns3:TPX><ns3:Speed>3</ns3:Speed><ns3:Watts>200</ns3:Watts></ns3:TPX></Extensions>";
    const laps =
      lap(trackpoint(0, 0, POSITION) + trackpoint(10, 30, extension), 10, 30) +
      lap(trackpoint(10, 30) + trackpoint(20, 60), 10, 30);
    const [activity] = parseTcx(Buffer.from(tcx(`<Activity Sport="Running"><Id>x</Id>${laps}<Notes>Wet</Notes></Activity>`)));
    expect(activity).toMatchObject({ sport: "running", indoor: false, elapsedS: 20, timerS: null, distanceM: 60, notes: "Wet" });
    expect(activity).toMatchObject({ calories: 100, averageHeartRateBpm: 141 });
    expect([...(activity?.track?.time ?? [])]).toEqual([0, 10, 20]);
    expect(activity?.track?.channels.power?.[1]).toBe(200);
    expect(activity?.track?.channels.cadence).toBeUndefined();
    expect(activity?.laps).toHaveLength(2);
  });

  it("takes a run without any position for a treadmill", () => {
    const run = `<Activity Sport="Running">${lap(trackpoint(0, 0) + trackpoint(10, 30), 10, 30)}</Activity>`;
    expect(parseTcx(Buffer.from(tcx(run)))[0]).toMatchObject({ sport: "running", indoor: true });
  });

  it("reads several activities, also in a multisport session, and one without points", () => {
    const leg = (sport: string, second: number) =>
      `<Activity Sport="${sport}">${lap(trackpoint(second, 0) + trackpoint(second + 10, 30), 10, 30)}</Activity>`;
    const multi = `<MultiSportSession><FirstSport>${leg("Other", 0)}</FirstSport><NextSport>${leg("Biking", 20)}</NextSport></MultiSportSession>`;
    const manual = `<Activity Sport="Running">${lap("", 1800, 5000)}</Activity>`;
    const activities = parseTcx(Buffer.from(tcx(multi + manual)));
    expect(activities.map(({ sport }) => sport)).toEqual(["other", "cycling", "running"]);
    expect(activities[2]).toMatchObject({ track: null, elapsedS: 1800, timerS: 1800, distanceM: 5000 });
  });

  it.each([
    ["a course", "<TrainingCenterDatabase><Courses><Course><Name>x</Name></Course></Courses></TrainingCenterDatabase>", /course/],
    ["an activity without times", tcx('<Activity Sport="Running"></Activity>'), /no recorded activity/],
    ["another format", gpx(""), /not a TCX/],
  ])("refuses %s", (_, text, reason) => {
    expect(refusal(parseTcx, text)).toMatch(reason);
  });
});
