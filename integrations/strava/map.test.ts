import { describe, expect, it } from "vitest";
import { haveSharedFiles, listShared, readShared } from "@/integrations/files/shared-files.fixture";
import { detailedFacts, isReshaped, listedFacts, renewedFacts } from "./map";
import { detailSchema, streamsSchema, summarySchema } from "./schema";
import { trackOf } from "./streams";
import { readPage } from "./walk";

const GEAR = { nameOf: (id: string) => `gear ${id}` };

type Item = Record<string, unknown> & { id: number };

/** An activity of which nothing is known but what every one has. */
const bare = (more: Record<string, unknown> = {}) =>
  summarySchema.parse({ id: 7, name: "Run", sport_type: "Run", start_date: "2026-01-10T07:00:00Z", elapsed_time: 1800, ...more });
const facts = (more: Record<string, unknown> = {}) => listedFacts(bare(more), GEAR);

const read = (file: string): unknown => JSON.parse(readShared(`fixtures/strava/recorded/${file}`).toString("utf8"));
const bodies = (file: string) => (read(file) as { response: { body: unknown } }[]).map(({ response }) => response.body);

describe("an activity of a list", () => {
  it("needs only an id, a name, a sport, a start and a duration", () => {
    expect(facts()).toMatchObject({
      format: "strava_api",
      sport: "running",
      startAt: "2026-01-10T07:00:00.000Z",
      elapsedS: 1800,
      timerS: null,
      distanceM: null,
      indoor: false,
      timeZone: null,
      gearName: null,
      summary: null,
    });
    for (const field of ["id", "name", "start_date", "elapsed_time"]) {
      expect(summarySchema.safeParse({ ...bare(), [field]: undefined }).success, field).toBe(false);
    }
  });

  it("takes sports that nobody has heard of as they are, and the old word where there is no new one", () => {
    expect(facts({ sport_type: "Padel" })).toMatchObject({ sport: "other", rawSport: "Padel" });
    expect(facts({ sport_type: "Underwater Chess" })).toMatchObject({ sport: "other", rawSport: "Underwater Chess" });
    expect(facts({ sport_type: undefined, type: "Ride" })).toMatchObject({ sport: "cycling", rawSport: "Ride" });
  });

  it("is on a treadmill when it says so: virtual, or a trainer without a way; swims in pools are not", () => {
    expect(facts({ sport_type: "VirtualRun", start_latlng: [1, 2] }).indoor).toBe(true);
    expect(facts({ trainer: true, start_latlng: [], map: { summary_polyline: "" } }).indoor).toBe(true);
    expect(facts({ trainer: true, start_latlng: [40.7, -74] }).indoor).toBe(false);
    expect(facts({ trainer: false, manual: true, start_latlng: [] }).indoor).toBe(false);
    expect(facts({ sport_type: "Swim", trainer: true, start_latlng: [] })).toMatchObject({ sport: "swimming", indoor: false });
  });

  it("began at its instant, in the zone whose clock it was", () => {
    const summer = { start_date: "2026-07-10T11:00:00Z", start_date_local: "2026-07-10T07:00:00Z" };
    const newYork = { ...summer, timezone: "(GMT-05:00) America/New_York", utc_offset: -14_400 };
    expect(facts(newYork)).toMatchObject({ startAt: "2026-07-10T11:00:00.000Z", timeZone: "America/New_York" });
    // A treadmill's zone that has no summer time, worn in summer.
    expect(facts({ ...newYork, timezone: "(GMT-05:00) America/Atikokan" }).timeZone).toBe("Etc/GMT+4");
    expect(facts({ ...newYork, timezone: "(GMT-05:00) EST5EDT" }).timeZone).toBe("EST5EDT");
    expect(facts({ ...newYork, timezone: "(GMT+05:30) Nowhere/At_All", utc_offset: 19_800 }).timeZone).toBeNull();
    expect(facts({ ...newYork, timezone: null, utc_offset: 7200 }).timeZone).toBe("Etc/GMT-2");
  });

  it("lasts its moving time, even where that is longer than the whole", () => {
    expect(facts({ moving_time: 1801 })).toMatchObject({ timerS: 1801, movingS: 1801, elapsedS: 1800 });
  });

  it("has power only where a device measured it", () => {
    const watts = { sport_type: "Ride", average_watts: 200, weighted_average_watts: 216, max_watts: 600, kilojoules: 360 };
    expect(facts({ ...watts, device_watts: false }).summary).toBeNull();
    expect(facts({ ...watts, device_watts: true }).summary?.power).toMatchObject({
      averageW: 200,
      normalizedW: 216,
      workKj: 360,
    });
  });

  it("wears shoes; a bike on a run is none", () => {
    expect(facts({ gear_id: "g1" }).gearName).toBe("gear g1");
    expect(facts({ gear_id: "b1" }).gearName).toBeNull();
    expect(facts({ gear_id: "b1", sport_type: "Ride" }).gearName).toBe("gear b1");
  });

  it("keeps what details said when a list comes again, and tells when they are to be asked for again", () => {
    const before = { ...facts({ distance: 5000 }), notes: "windy", calories: 300, trackPoints: 1800, device: "Watch" };
    expect(renewedFacts(before, facts({ distance: 5000 }))).toEqual(before);
    const renamed = renewedFacts(before, facts({ distance: 5000, name: "Better" }));
    expect([renamed.name, renamed.notes, isReshaped(before, renamed)]).toEqual(["Better", "windy", false]);
    expect(isReshaped(before, renewedFacts(before, facts({ distance: 4800 })))).toBe(true);
  });
});

describe("a page", () => {
  const item = { id: 1, name: "Run", sport_type: "Run", start_date: "2026-01-10T07:00:00Z", elapsed_time: 1800 };

  it("leaves aside what cannot be read and keeps the rest", () => {
    const page = readPage([item, { ...item, id: 2, elapsed_time: "long" }]);
    expect(page.activities.map(({ id }) => id)).toEqual(["1"]);
    expect(page.unreadable).toMatchObject([{ id: "2" }]);
    expect(page.unreadable[0]?.reason).toContain("elapsed_time");
  });

  it("sets aside an id that a number cannot hold, and keeps the rest", () => {
    const page = readPage([item, { ...item, id: 2 ** 60 }]);
    expect(page.activities.map(({ id }) => id)).toEqual(["1"]);
    expect(page.unreadable).toMatchObject([{ id: "1152921504606846976" }]);
  });

  it("is refused where nothing in it can be read, or something has no name", () => {
    expect(() => readPage([{ ...item, elapsed_time: "long" }])).toThrow("Nothing of it was used");
    expect(() => readPage([item, { ...item, id: null }])).toThrow("Nothing of it was used");
    expect(() => readPage([item, "rubbish"])).toThrow("Nothing of it was used");
  });
});

describe("streams", () => {
  const stream = (data: unknown[]) => ({ data, series_type: "time", original_size: data.length, resolution: "high" });

  it("are a track: by type or as a list, with holes and repeated seconds", () => {
    const byType = { time: stream([0, 1, 1, 3]), heartrate: stream([100, null, 140, 120]), watts: stream([1, 2]) };
    const list = Object.entries(byType).map(([type, one]) => ({ type, ...one }));
    for (const form of [byType, list]) {
      const track = trackOf(streamsSchema.parse(form));
      expect(track?.time).toEqual(Float64Array.of(0, 1, 3));
      expect(track?.channels).toEqual({ heartRate: Float64Array.of(100, Number.NaN, 120) });
    }
    expect(trackOf(streamsSchema.parse({ distance: stream([0, 10]) }))).toBeNull();
  });
});

describe.skipIf(!haveSharedFiles)("recorded answers", () => {
  const lists = [
    "client__all_athlete_activities.json",
    "client__athlete_activities.json",
    "client__athlete_activities_december_2018.json",
  ];

  it.each(lists)("of %s are all read, each as what it is", (file) => {
    const items = bodies(file).flat() as Item[];
    expect(items.length).toBeGreaterThan(5);
    const page = readPage(items);
    expect(page.unreadable).toEqual([]);
    expect(page.activities).toHaveLength(items.length);
    for (const [index, summary] of page.activities.entries()) {
      const item = items[index] as Item;
      const made = listedFacts(summary, GEAR);
      expect(made.startAt).toBe(new Date(item["start_date"] as string).toISOString());
      expect(made.timerS ?? 0).toBe(item["moving_time"]);
      expect(made.distanceM ?? 0).toBe(item["distance"]);
      // The clock of the zone that was found shows what Strava calls local time, which only pretends to be UTC.
      const shown = new Date(made.startAt).toLocaleString("sv", { timeZone: made.timeZone ?? "UTC" });
      expect(`${shown.replace(" ", "T")}Z`).toBe(item["start_date_local"]);
      if (item["sport_type"] === "Swim") expect(made).toMatchObject({ sport: "swimming", indoor: false });
    }
    const runs = page.activities.filter(({ sport_type }) => /Run$/.test(sport_type ?? ""));
    const treadmill = runs.filter((run) => listedFacts(run, GEAR).indoor);
    expect(treadmill.map(({ id }) => id)).toEqual(
      items.filter((one) => /Run$/.test(String(one["sport_type"])) && one["trainer"] === true).map(({ id }) => String(id)),
    );
  });

  it("of single activities are read with their laps, notes and gear", () => {
    const files = [
      "client__activity.json",
      "client__activity_ride.json",
      "client__create_activity.json",
      "client__update_activity.json",
    ];
    const details = [
      ...files.flatMap(bodies),
      read("elevate_detailed_activity.json"),
      read("stravalib_activity.3.json"),
      read("stravalib_activity-manual.3.json"),
    ];
    for (const one of details) {
      const detail = detailSchema.parse(one);
      const made = detailedFacts(detail, null, GEAR);
      expect(made.notes ?? "").not.toContain("\r");
      expect(made.notes ?? "").toBe((detail.description ?? "").replaceAll("\r\n", "\n").trim());
      expect(made.laps?.length ?? 1).toBe(Math.max(1, detail.laps?.length ?? 0));
    }
    expect(details).toHaveLength(7);
  });

  it("of streams give the summary that files get", () => {
    for (const file of listShared("fixtures/strava/recorded", /^elevate_activity_and_streams/)) {
      const { activity, streams } = JSON.parse(readShared(file).toString("utf8")) as {
        activity: unknown;
        streams: Record<string, unknown[]> | null;
      };
      const detail = detailSchema.parse(activity);
      // One of them was written down by hand.
      if (!streams) continue;
      const plain = Object.fromEntries(Object.entries(streams).map(([type, data]) => [type, { data }]));
      const track = trackOf(streamsSchema.parse(plain));
      const made = detailedFacts(detail, track, GEAR);
      expect(made.trackPoints).toBe(streams["time"]?.length);
      expect(made.timerS).toBe(detail.moving_time);
      expect((made.summary?.distanceM ?? 0) / (detail.distance ?? 1)).toBeCloseTo(1, 1);
    }
    const [recorded] = bodies("client__activity_streams.json");
    // Asked for nothing, Strava sends distance alone.
    expect(trackOf(streamsSchema.parse(recorded))).toBeNull();
    expect(trackOf(streamsSchema.parse(read("elevate_streams_array.json")))?.time).toHaveLength(78);
  });
});
