import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StravaSimulator } from "@/e2e/simulators/strava/start";
import { aStrava, connected, stored, sync } from "./connected.fixture";

let strava: StravaSimulator;
beforeAll(async () => {
  strava = await aStrava();
});
afterAll(() => strava.stop());

const idOf = (id: number) => `strava_${id}`;

describe("a full sync", () => {
  it("brings every activity once, runs as runs and all else as workouts", async () => {
    const person = await connected(strava, { activities: 450 });
    const { counts, state, reason } = await sync(person);
    expect([state, reason]).toEqual(["done", null]);
    const there = strava.control.activities({ athleteId: person.athleteId });
    expect(counts).toMatchObject({ fetched: 450, inserted: 450, updated: 0, failed: 0 });
    const rows = await stored(person);
    expect([...rows.keys()].sort()).toEqual(there.map(({ id }) => idOf(id)).sort());
    for (const activity of there) {
      expect(rows.get(idOf(activity.id))).toMatchObject({ name: activity.name, duration_s: activity.moving_time });
    }
  });
});
