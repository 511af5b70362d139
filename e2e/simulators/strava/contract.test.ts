import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasShared, readShared, violations } from "@/e2e/simulators/openapi.fixture";
import { shapeDifferences } from "@/e2e/simulators/shape.fixture";
import { type StravaSimulator, startStrava } from "./start";

/** Bodies of a recorded conversation, one after the other. */
function recorded(name: string): unknown[] {
  const talk = readShared(`fixtures/strava/recorded/${name}.json`) as { response: { body: unknown } }[];
  return talk.map(({ response }) => response.body);
}

describe.skipIf(!hasShared)("answers as Strava's own document and recordings have them", () => {
  let strava: StravaSimulator;
  let token = "";
  const get = async (path: string) =>
    await (await fetch(`${strava.apiUrl}${path}`, { headers: { Authorization: `Bearer ${token}` } })).json();
  const spec = () => readShared("specs/strava/strava_openapi3.json");
  beforeAll(async () => {
    strava = await startStrava({ athletes: [{ activities: 600 }], limits: { overall: [9999, 9999], read: [9999, 9999] } });
    token = strava.control.grant().access_token;
  });
  afterAll(() => strava.stop());

  it("lists activities", async () => {
    const pages = [];
    for (const page of [1, 2, 3]) pages.push(await get(`/athlete/activities?per_page=200&page=${page}`));
    const found = pages.flatMap((page) => violations(spec(), "get", "/athlete/activities", page));
    // Kinds of sport younger than the document are there on purpose.
    expect(found.filter((line) => !/sport_type is "(Padel|Cricket)"/.test(line))).toEqual([]);
    expect(shapeDifferences(recorded("client__all_athlete_activities").flat(), pages.flat())).toEqual([]);
  });

  it("describes an activity, its laps and streams", async () => {
    const run = strava.control
      .activities()
      .find(
        (one) =>
          one.sport_type === "Run" &&
          one.has_heartrate &&
          one.start_latlng.length > 0 &&
          one.gear_id &&
          one.total_photo_count > 0,
      );
    const detail = await get(`/activities/${run?.id}`);
    expect(violations(spec(), "get", "/activities/{id}", detail)).toEqual([]);
    expect(shapeDifferences(recorded("client__activity")[0], detail)).toEqual([]);
    const laps = await get(`/activities/${run?.id}/laps`);
    expect(violations(spec(), "get", "/activities/{id}/laps", laps)).toEqual([]);
    const keys = "time,distance,latlng,altitude,velocity_smooth,heartrate,cadence,watts,temp,moving,grade_smooth";
    const streams = await get(`/activities/${run?.id}/streams?keys=${keys}&key_by_type=true`);
    expect(violations(spec(), "get", "/activities/{id}/streams", streams)).toEqual([]);
    expect(shapeDifferences(recorded("client__activity_streams")[0], streams)).toEqual([]);
  });

  it("describes athlete and gear", async () => {
    const athlete = await get("/athlete");
    expect(violations(spec(), "get", "/athlete", athlete)).toEqual([]);
    expect(shapeDifferences(recorded("client__athlete")[0], athlete).filter((line) => !line.startsWith("clubs[]"))).toEqual([]);
    const ids: string[] = [...strava.state.athletes.values()].flatMap(({ gear }) => [...gear.keys()]);
    const gear = [];
    for (const id of ids) gear.push(await get(`/gear/${id}`));
    expect(gear.flatMap((one) => violations(spec(), "get", "/gear/{id}", one))).toEqual([]);
    expect(shapeDifferences(recorded("client__gear"), gear)).toEqual([]);
  });

  it("answers at the token door", async () => {
    const { refresh_token } = strava.control.grant();
    const body = new URLSearchParams({
      client_id: "12345",
      client_secret: "strava-secret",
      grant_type: "refresh_token",
      refresh_token,
    });
    const tokens = await (await fetch(`${strava.oauthUrl}/token`, { method: "POST", body })).json();
    expect(shapeDifferences(recorded("oauth__token_refresh_token")[0], tokens)).toEqual([]);
  });
});
