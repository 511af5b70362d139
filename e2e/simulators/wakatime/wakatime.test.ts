import { afterEach, describe, expect, it } from "vitest";
import { hasShared, readShared } from "@/e2e/simulators/openapi.fixture";
import { shapeDifferences } from "@/e2e/simulators/shape.fixture";
import { startWakaTime, type WakaTimeOptions, type WakaTimeSimulator } from "./start";

const running: WakaTimeSimulator[] = [];
const start = async (options: WakaTimeOptions = {}) => {
  const wakatime = await startWakaTime(options);
  running.push(wakatime);
  return wakatime;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

const redirect_uri = "http://127.0.0.1:3000/api/connect/wakatime/callback";
const client = { client_id: "waka-client", client_secret: "waka_sec_test" };
const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url, { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual" });
const asJson = { Accept: "application/json" };
const user = (wakatime: WakaTimeSimulator, authorization: string) =>
  fetch(`${wakatime.apiUrl}/users/current`, { headers: { Authorization: authorization }, redirect: "manual" });

async function agree(wakatime: WakaTimeSimulator): Promise<string> {
  const asked = { client_id: "waka-client", redirect_uri, response_type: "code", scope: "email,read_stats", state: "s1" };
  const page = await (await fetch(`${wakatime.oauthUrl}/authorize?${new URLSearchParams(asked)}`)).text();
  expect(page).toContain(">Authorize</button>");
  const answer = await post(`${wakatime.origin}/oauth/consent`, { ...asked, decision: "authorize" });
  const back = new URL(answer.headers.get("location") ?? "");
  expect(back.searchParams.get("state")).toBe("s1");
  return back.searchParams.get("code") ?? "";
}

describe("tokens", () => {
  it("come as a form unless JSON is asked for, with the expiry in text", async () => {
    const wakatime = await start();
    const fields = { ...client, grant_type: "authorization_code", redirect_uri };
    const plain = await post(`${wakatime.oauthUrl}/token`, { ...fields, code: await agree(wakatime) });
    expect(plain.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
    const form = new URLSearchParams(await plain.text());
    expect(form.get("access_token")).toMatch(/^waka_tok_/);
    expect(form.get("scope")).toBe("email read_stats");
    expect(form.get("expires_at")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const json = await post(`${wakatime.oauthUrl}/token`, { ...fields, code: await agree(wakatime) }, asJson);
    expect(await json.json()).toMatchObject({ expires_in: 31_536_000, scope: "email,read_stats", token_type: "bearer" });
    const elsewhere = await post(`${wakatime.oauthUrl}/token`, {
      ...fields,
      code: await agree(wakatime),
      redirect_uri: `${redirect_uri}2`,
    });
    expect(elsewhere.status).toBe(400);
  });

  it("are replaced as a pair, and end at revocation, also twice", async () => {
    const wakatime = await start();
    const first = wakatime.control.grant();
    const refresh = (refresh_token: string) =>
      post(`${wakatime.oauthUrl}/token`, { ...client, grant_type: "refresh_token", refresh_token, redirect_uri }, asJson);
    const second = await (await refresh(first.refresh_token)).json();
    expect((await refresh(first.refresh_token)).status).toBe(400);
    expect((await user(wakatime, `Bearer ${first.access_token}`)).status).toBe(401);
    expect((await user(wakatime, `Bearer ${second.access_token}`)).status).toBe(200);
    for (const _ of [1, 2])
      expect((await post(`${wakatime.oauthUrl}/revoke`, { ...client, token: second.access_token })).status).toBe(200);
    expect((await user(wakatime, `Bearer ${second.access_token}`)).status).toBe(401);
  });

  it("are ten an hour, and eight live at once", async () => {
    const wakatime = await start();
    const made = Array.from({ length: 9 }, () => wakatime.control.grant().access_token);
    expect((await user(wakatime, `Bearer ${made[0]}`)).status).toBe(401);
    expect((await user(wakatime, `Bearer ${made[1]}`)).status).toBe(200);
    wakatime.control.grant();
    expect(() => wakatime.control.grant()).toThrow("Too many requests");
    wakatime.control.advance({ seconds: 3601 });
    expect(wakatime.control.grant().access_token).toMatch(/^waka_tok_/);
  });
});

describe("reads", () => {
  it("take a key by Basic with and without a colon, and hide the address without its scope", async () => {
    const wakatime = await start();
    const [person] = wakatime.state.people.values();
    for (const text of [person?.apiKey, `${person?.apiKey}:`]) {
      const answer = await user(wakatime, `Basic ${btoa(text ?? "")}`);
      expect((await answer.json()).data.email).toBe(person?.email);
    }
    const { access_token } = wakatime.control.grant({ scope: ["read_stats"] });
    expect((await (await user(wakatime, `Bearer ${access_token}`)).json()).data).toMatchObject({ email: null, username: null });
  });

  it("are refused when there are too many, with 429 or a redirect", async () => {
    const wakatime = await start({ perFiveMinutes: 1 });
    const { access_token } = wakatime.control.grant();
    expect((await user(wakatime, `Bearer ${access_token}`)).status).toBe(200);
    expect((await user(wakatime, `Bearer ${access_token}`)).status).toBe(429);
    wakatime.control.set({ limitedBy: "302" });
    expect((await user(wakatime, `Bearer ${access_token}`)).status).toBe(302);
    wakatime.control.advance({ seconds: 301 });
    expect((await user(wakatime, `Bearer ${access_token}`)).status).toBe(200);
  });
});

describe.skipIf(!hasShared)("answers as the samples have them", () => {
  it("token and user", async () => {
    const wakatime = await start();
    const tokens = wakatime.control.grant();
    expect(shapeDifferences(readShared("fixtures/wakatime/constructed__token_json.json"), tokens)).toEqual([]);
    const body = await (await user(wakatime, `Bearer ${tokens.access_token}`)).json();
    const differences = shapeDifferences(readShared("fixtures/wakatime/constructed__users_current.json"), body);
    // The sample was made without the scope for the address.
    expect(differences.filter((line) => line !== "data.email is string, recorded null")).toEqual([]);
  });
});
