import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getRun } from "@/db/runs";
import { unretireShoe } from "@/db/shoe-edits";
import { bestTrack, listSources } from "@/db/source-list";
import { ago, type Connected, idOf, stravaSite } from "./strava-site.fixture";

let site: Awaited<ReturnType<typeof stravaSite>>;
beforeAll(async () => {
  site = await stravaSite();
});
afterAll(() => site.close());

describe("details", () => {
  it("bring laps, notes, calories and the track, and a later list leaves them alone", async () => {
    const person = await site.connected();
    const run = site.addRun(person, {
      description: "First\r\nSecond",
      has_heartrate: true,
      average_heartrate: 150,
      max_heartrate: 170,
    });
    await site.sync(person);
    const look = () =>
      site.as(person, async (tx) => ({
        run: await getRun(tx, idOf(run)),
        sources: await listSources(tx, { runId: idOf(run) }),
        track: await bestTrack(tx, { runId: idOf(run) }),
      }));
    const first = await look();
    expect(first.run).toMatchObject({ notes: "First\nSecond", durationS: 3000, distanceM: 10_000, elapsedS: 3100 });
    expect(first.sources[0]?.facts).toMatchObject({ device: "Garmin Forerunner 965", timerS: 3000 });
    expect(first.sources[0]?.facts.laps).toHaveLength(2);
    expect(first.sources[0]?.facts.summary?.bestEfforts.length).toBeGreaterThan(2);
    expect(first.track?.track.time.length).toBe(first.sources[0]?.trackPoints);
    expect(first.track?.track.channels.heartRate).toBeDefined();
    const { counts } = await site.sync(person, { full: true });
    expect(counts).toMatchObject({ updated: 0, unchanged: 1 });
    expect((await look()).run.version).toBe(first.run.version);
    site.strava.control.editActivity({ athleteId: person.athleteId, id: run.id, name: "Renamed" });
    expect(await site.asked(() => site.sync(person), "streams")).toBe(0);
    expect(await look()).toMatchObject({
      run: { name: "Renamed", notes: "First\nSecond" },
      sources: [{ trackPoints: first.sources[0]?.trackPoints }],
    });
    site.strava.control.editActivity({
      athleteId: person.athleteId,
      id: run.id,
      elapsed_time: 2500,
      moving_time: 2400,
      distance: 8000,
    });
    expect(await site.asked(() => site.sync(person), "streams")).toBe(1);
    expect((await look()).sources[0]?.trackPoints).toBe(2501);
  });

  it("are done with what was written down by hand, which has no samples", async () => {
    const person = await site.connected();
    site.addRun(person, { manual: true });
    await site.sync(person);
    expect(await site.asked(() => site.sync(person), "/activities/")).toBe(0);
  });

  it("of one that fails wait by themselves; the others get theirs", async () => {
    const person = await site.connected();
    const [bad] = [
      site.addRun(person, { start_date: ago(1) }),
      site.addRun(person, { start_date: ago(2) }),
      site.addRun(person, { start_date: ago(3) }),
    ];
    site.strava.control.fault({ fault: "bad_json", path: `/activities/${bad?.id}` });
    const { state } = await site.sync(person);
    site.strava.control.clearFaults();
    expect(state).toBe("done");
    const rows = await site.query<{ id: string; done: boolean; waits: string | null }>(
      `select s.id, s.detailed_at is not null as done, i.reason as waits from app.activity_sources s
        left join app.sync_items i on i.user_id = s.user_id and i.kind = 'details' and s.id = 'strava_' || i.item_id
        where s.user_id = $1 order by s.id`,
      [person.actor.userId],
    );
    expect(rows.map(({ done }) => done)).toEqual([false, true, true]);
    expect(rows[0]?.waits).toContain("not JSON");
  });
});

describe("a shoe", () => {
  const shoes = ({ actor }: Connected) =>
    site.query<{ id: string; name: string; retired: boolean; runs: number }>(
      `select s.id, s.name, s.retired_at is not null as retired,
          (select count(*)::integer from app.runs r where r.user_id = s.user_id and r.shoe_id = s.id) as runs
        from app.shoes s where s.user_id = $1 order by s.id`,
      [actor.userId],
    );
  const gearOf = ({ athleteId }: Connected) => [...(site.strava.state.athletes.get(athleteId)?.gear.keys() ?? [])];

  it("is made of gear by its name, retired once, and is no bike", async () => {
    const person = await site.connected();
    const [first, , retired, bike] = gearOf(person);
    site.addRun(person, { gear_id: first, start_date: ago(1) });
    const last = site.addRun(person, { gear_id: retired, start_date: ago(2) });
    site.addRun(person, { gear_id: retired, start_date: ago(3) });
    site.strava.control.addActivity({
      athleteId: person.athleteId,
      start_date: ago(4),
      sport_type: "Ride",
      type: "Ride",
      gear_id: bike ?? null,
    });
    await site.sync(person);
    expect(await shoes(person)).toEqual([
      { id: "adidas_supernova_st", name: "Adidas Supernova ST", retired: false, runs: 1 },
      { id: "brooks_ghost_9", name: "Brooks Ghost 9", retired: true, runs: 2 },
      { id: "saucony_guide_17", name: "Saucony Guide 17", retired: false, runs: 0 },
    ]);
    const [retirement] = await site.query<{ at: Date }>(
      "select retired_at as at from app.shoes where user_id = $1 and id = 'brooks_ghost_9'",
      [person.actor.userId],
    );
    expect(retirement?.at).toEqual(new Date(last.start_date));
    await site.as(person, (tx) => unretireShoe(tx, "brooks_ghost_9"));
    site.addRun(person, { gear_id: retired, start_date: ago(0.5) });
    await site.sync(person, { full: true });
    expect((await shoes(person))[1]).toMatchObject({ retired: false, runs: 3 });
  });

  it("stays one shoe under a new name, and two pairs of one model are two", async () => {
    const person = await site.connected();
    const [first, second] = gearOf(person);
    site.addRun(person, { gear_id: first, start_date: ago(5) });
    await site.sync(person);
    site.strava.control.setGear({ athleteId: person.athleteId, id: first ?? "", name: "Old faithful" });
    site.strava.control.setGear({ athleteId: person.athleteId, id: "g77", name: "Saucony Guide 17" });
    site.addRun(person, { gear_id: first, start_date: ago(4) });
    site.addRun(person, { gear_id: second, start_date: ago(3) });
    site.addRun(person, { gear_id: "g77", start_date: ago(2) });
    await site.sync(person);
    expect(await shoes(person)).toEqual([
      { id: "adidas_supernova_st", name: "Old faithful", retired: false, runs: 2 },
      { id: "saucony_guide_17", name: "Saucony Guide 17", retired: false, runs: 1 },
      { id: "saucony_guide_17_2", name: "Saucony Guide 17 (2)", retired: false, runs: 1 },
    ]);
  });

  it("that was deleted at Strava stops nothing", async () => {
    const person = await site.connected();
    site.addRun(person, { gear_id: "g404404" });
    const { state, counts } = await site.sync(person);
    expect([state, counts.inserted]).toEqual(["done", 1]);
    expect(await site.asked(() => site.sync(person, { full: true }), "/gear/")).toBe(0);
  });
});
