import { afterEach, describe, expect, it } from "vitest";
import { type StravaOptions, type StravaSimulator, startStrava } from "./start";

const running: StravaSimulator[] = [];
const start = async (options: StravaOptions = {}) => {
  const strava = await startStrava(options);
  running.push(strava);
  return strava;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

const get = (strava: StravaSimulator, path: string, token: string) =>
  fetch(`${strava.apiUrl}${path}`, { headers: { Authorization: `Bearer ${token}` } });
const form = (url: string, fields: Record<string, string>) => fetch(url, { method: "POST", body: new URLSearchParams(fields) });
const client = { client_id: "12345", client_secret: "strava-secret" };
const refresh = (strava: StravaSimulator, refresh_token: string) =>
  form(`${strava.oauthUrl}/token`, { ...client, grant_type: "refresh_token", refresh_token });

const asked = {
  client_id: "12345",
  redirect_uri: "http://localhost:3000/api/connect/strava/callback",
  response_type: "code",
  scope: "read,activity:read_all,profile:read_all",
  state: "s1",
};

describe("tokens", () => {
  it("shows a page with a box for each scope and grants only what is ticked", async () => {
    const strava = await start();
    const page = await (await fetch(`${strava.oauthUrl}/authorize?${new URLSearchParams(asked)}`)).text();
    expect(page.match(/type="checkbox"/g)).toHaveLength(3);
    expect(page).toContain(">Authorize</button>");
    const { scope: _, ...hidden } = asked;
    const answer = await fetch(`${strava.oauthUrl}/accept_application`, {
      method: "POST",
      body: new URLSearchParams({ ...hidden, scope: "read", decision: "authorize" }),
      redirect: "manual",
    });
    const back = new URL(answer.headers.get("location") ?? "");
    expect(back.searchParams.get("scope")).toBe("read");
    expect(back.searchParams.get("state")).toBe("s1");
    const code = back.searchParams.get("code") ?? "";
    const tokens = await (await form(`${strava.oauthUrl}/token`, { ...client, grant_type: "authorization_code", code })).json();
    expect(tokens).toMatchObject({ token_type: "Bearer", expires_in: 21_600, athlete: { resource_state: 2 } });
    const refused = await get(strava, "/athlete/activities", tokens.access_token);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({
      errors: [{ resource: "AccessToken", field: "activity:read_permission", code: "missing" }],
    });
    const again = await form(`${strava.oauthUrl}/token`, { ...client, grant_type: "authorization_code", code });
    expect(await again.json()).toMatchObject({ errors: [{ resource: "AuthorizationCode", code: "invalid" }] });
  });

  it("goes back with access_denied after Cancel, and refuses another host", async () => {
    const strava = await start();
    const post = (fields: Record<string, string>) =>
      fetch(`${strava.oauthUrl}/accept_application`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
    const answer = await post({ ...asked, decision: "cancel" });
    expect(new URL(answer.headers.get("location") ?? "").searchParams.get("error")).toBe("access_denied");
    const elsewhere = await fetch(
      `${strava.oauthUrl}/authorize?${new URLSearchParams({ ...asked, redirect_uri: "https://evil.example/" })}`,
    );
    expect(elsewhere.status).toBe(400);
  });

  it("gives the same access token back while more than an hour is left, then a new pair that kills the old refresh token", async () => {
    const strava = await start();
    const first = strava.control.grant();
    const same = await (await refresh(strava, first.refresh_token)).json();
    expect(same).toMatchObject({ access_token: first.access_token, refresh_token: first.refresh_token });
    expect(same).not.toHaveProperty("athlete");
    strava.control.advance({ seconds: 5.5 * 3600 });
    const second = await (await refresh(strava, first.refresh_token)).json();
    expect(second.access_token).not.toBe(first.access_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await get(strava, "/athlete", first.access_token)).status).toBe(200);
    const dead = await refresh(strava, first.refresh_token);
    expect(dead.status).toBe(400);
    expect(await dead.json()).toMatchObject({ errors: [{ resource: "RefreshToken", field: "refresh_token", code: "invalid" }] });
    strava.control.advance({ seconds: 6 * 3600 + 1 });
    expect(await (await get(strava, "/athlete", second.access_token)).json()).toMatchObject({
      errors: [{ field: "access_token" }],
    });
    expect(strava.control.issued()).toEqual({ exchanged: 0, refreshed: 1, unchanged: 1 });
  });

  it("kills the whole pair at revocation, whichever half is sent, and announces it", async () => {
    const strava = await start();
    const pair = strava.control.grant();
    const answer = await fetch(`${strava.oauthUrl}/revoke`, {
      method: "POST",
      headers: { Authorization: `Basic ${btoa("12345:strava-secret")}` },
      body: new URLSearchParams({ token: pair.refresh_token }),
    });
    expect(answer.status).toBe(200);
    expect((await get(strava, "/athlete", pair.access_token)).status).toBe(401);
    expect(strava.state.events).toMatchObject([{ object_type: "athlete", updates: { authorized: "false" } }]);
    const old = strava.control.grant();
    const gone = await fetch(`${strava.oauthUrl}/deauthorize`, {
      method: "POST",
      headers: { Authorization: `Bearer ${old.access_token}` },
    });
    expect(await gone.json()).toEqual({ access_token: old.access_token });
    expect(gone.headers.get("x-readratelimit-usage")).toBe(",");
    expect((await refresh(strava, old.refresh_token)).status).toBe(400);
  });
});

describe("activities", () => {
  it("pages newest first with short pages in between, each activity once, and ends with an empty page", async () => {
    const strava = await start({ athletes: [{ activities: 450 }], shortPages: [2] });
    const { access_token } = strava.control.grant();
    const pages: { id: number; start_date: string }[][] = [];
    do pages.push(await (await get(strava, `/athlete/activities?per_page=200&page=${pages.length + 1}`, access_token)).json());
    while (pages.at(-1)?.length);
    expect(pages.map((page) => page.length)).toEqual([200, 193, 57, 0]);
    const all = pages.flat();
    expect(new Set(all.map(({ id }) => id)).size).toBe(450);
    expect(all.map(({ start_date }) => start_date)).toEqual(
      all
        .map(({ start_date }) => start_date)
        .sort()
        .reverse(),
    );
  });

  it("is oldest first after an instant, and refuses one to come", async () => {
    const strava = await start({ athletes: [{ activities: 50 }] });
    const { access_token } = strava.control.grant();
    const [, , third] = strava.control.activities();
    const after = Date.parse(third?.start_date ?? "") / 1000;
    const found = await (await get(strava, `/athlete/activities?after=${after}`, access_token)).json();
    expect(found.map(({ id }: { id: number }) => id)).toEqual(
      strava.control
        .activities()
        .slice(0, 2)
        .reverse()
        .map(({ id }) => id),
    );
    const future = await get(strava, `/athlete/activities?after=${Date.now()}`, access_token);
    expect(await future.json()).toMatchObject({ errors: [{ resource: "Application", field: "after", code: "future" }] });
    expect((await get(strava, "/athlete/activities?per_page=201", access_token)).status).toBe(400);
  });

  it("hides a private activity from a narrow token, which hears of it as deleted", async () => {
    const strava = await start();
    const narrow = strava.control.grant({ scope: ["read", "activity:read"] });
    const { id } = strava.control.addActivity({ name: "Secret", private: false, visibility: "everyone" });
    expect((await get(strava, `/activities/${id}`, narrow.access_token)).status).toBe(200);
    strava.control.editActivity({ id, private: true });
    expect((await get(strava, `/activities/${id}`, narrow.access_token)).status).toBe(404);
    strava.control.grant();
    strava.control.editActivity({ id, private: false });
    expect(strava.state.events.map(({ aspect_type, updates }) => [aspect_type, updates])).toEqual([
      ["create", {}],
      ["delete", {}],
      ["update", { private: "false" }],
    ]);
  });

  it("serves streams as an array or by type, only those asked for, and none of a manual activity", async () => {
    const strava = await start();
    const { access_token } = strava.control.grant();
    const { id, distance } = strava.control.addActivity({ seed: 3, manual: false });
    const answer = await get(strava, `/activities/${id}/streams?keys=time`, access_token);
    expect(answer.headers.has("x-ratelimit-usage")).toBe(false);
    const list = await answer.json();
    expect(list.map(({ type }: { type: string }) => type)).toEqual(["time", "distance"]);
    expect(list[1].data.at(-1)).toBe(distance);
    const byType = await (await get(strava, `/activities/${id}/streams?keys=time,moving&key_by_type=true`, access_token)).json();
    expect(Object.keys(byType)).toEqual(["time", "distance", "moving"]);
    expect(byType.time.data).toHaveLength(byType.moving.original_size);
    const manual = strava.control.addActivity({ manual: true });
    expect((await get(strava, `/activities/${manual.id}/streams?keys=time`, access_token)).status).toBe(404);
  });

  it("keeps retired gear out of the athlete but not out of its own address, until it is deleted", async () => {
    const strava = await start();
    const { access_token } = strava.control.grant();
    strava.control.setGear({ id: "g9", name: "Old", retired: true, distance: 1609.344 });
    const athlete = await (await get(strava, "/athlete", access_token)).json();
    expect(athlete.shoes.map(({ id }: { id: string }) => id)).not.toContain("g9");
    expect(await (await get(strava, "/gear/g9", access_token)).json()).toMatchObject({ retired: true, converted_distance: 1 });
    strava.control.deleteGear({ id: "g9" });
    expect((await get(strava, "/gear/g9", access_token)).status).toBe(404);
  });

  it("makes the same activities for the same seed, and other ones for another", async () => {
    const now = Date.UTC(2026, 5, 1);
    const of = async (seed: number) => (await start({ now, athletes: [{ activities: 300, seed }] })).control.activities();
    const [one, same, other] = [await of(4), await of(4), await of(5)];
    expect(JSON.stringify(one) === JSON.stringify(same)).toBe(true);
    expect(JSON.stringify(one) === JSON.stringify(other)).toBe(false);
  });
});

describe("limits", () => {
  it("refuses reads before the overall limit, counts the refused ones, and starts anew at the quarter hour", async () => {
    const now = Date.UTC(2026, 5, 1, 10, 7);
    const strava = await start({ now, limits: { overall: [5, 100], read: [2, 50] } });
    const { access_token } = strava.control.grant();
    const answers = [];
    for (let i = 0; i < 3; i += 1) answers.push(await get(strava, "/athlete", access_token));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]?.headers.get("x-readratelimit-usage")).toBe("3,3");
    expect(answers[2]?.headers.get("x-ratelimit-limit")).toBe("5,100");
    strava.control.advance({ seconds: 8 * 60 });
    const next = await get(strava, "/athlete", access_token);
    expect(next.status).toBe(200);
    expect(next.headers.get("x-readratelimit-usage")).toBe("1,4");
    strava.control.exhaust({ window: "day", kind: "overall" });
    expect((await get(strava, "/athlete", access_token)).status).toBe(429);
    strava.control.advance({ seconds: 86_400 });
    const { access_token: fresh } = strava.control.grant();
    expect((await get(strava, "/athlete", fresh)).status).toBe(200);
  });

  it("connects no more athletes than the application may have", async () => {
    const strava = await start({ athleteLimit: 0 });
    const fields = { ...asked, scope: "read", decision: "authorize" };
    const answer = await fetch(`${strava.oauthUrl}/accept_application`, {
      method: "POST",
      body: new URLSearchParams(fields),
      redirect: "manual",
    });
    const code = new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
    const refused = await form(`${strava.oauthUrl}/token`, { ...client, grant_type: "authorization_code", code });
    expect([refused.status, (await refused.json()).message]).toEqual([403, "Limit of connected athletes exceeded"]);
  });

  it("forbids everything once the application has lapsed", async () => {
    const strava = await start({ inactive: true });
    const answer = await get(strava, "/athlete", strava.control.grant().access_token);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ errors: [{ resource: "Application", field: "Status", code: "Inactive" }] });
  });
});
