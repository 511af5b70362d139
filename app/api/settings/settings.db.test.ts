import { beforeEach, describe, expect, it } from "vitest";
import { settingsSchema } from "@/app/api/_spec/settings";
import { api, makeKey } from "@/app/api/_spec/testing";
import { type TestUser, testUser } from "@/db/testing";

let user: TestUser;
let call: ReturnType<typeof api>;

beforeEach(async () => {
  user = await testUser({ name: "Ada", timeZone: "Europe/Berlin" });
  call = api(await makeKey(user));
});

describe("the API of settings", () => {
  it("shows and changes them, and refuses a stale version", async () => {
    const first = await call("GET", "/settings");
    expect(settingsSchema.parse(first.body)).toMatchObject({ name: "Ada", timeZone: "Europe/Berlin", units: "km", version: 1 });
    const changed = await call("PATCH", "/settings", { units: "mi", firstWeekday: 0, name: "Ada L.", version: 1 });
    expect(changed.body).toMatchObject({ units: "mi", firstWeekday: 0, name: "Ada L.", version: 2 });
    const stale = await call("PATCH", "/settings", { units: "km", version: 1 });
    expect([stale.status, stale.body["current"]]).toEqual([409, changed.body]);
    expect((await call("PATCH", "/settings", { units: "mi" })).body).toMatchObject({ version: 2 });
  });

  it.each([
    { timeZone: "Mars/Olympus" },
    { timeZone: "+02:00" },
    { units: "leagues" },
    { firstWeekday: 7 },
    { numberFormat: "not a locale" },
    { name: "" },
    { colour: "red" },
  ])("refuses %j", async (change) => {
    const answer = await call("PATCH", "/settings", change);
    expect(answer.status).toBe(422);
    expect(answer.body["errors"]).toMatchObject([{ path: Object.keys(change)[0] }]);
  });

  it("says in plain words what is wrong", async () => {
    const answer = await call("PATCH", "/settings", { firstWeekday: "Monday" });
    expect(answer.body["errors"]).toEqual([{ path: "firstWeekday", message: "Write a number." }]);
  });

  it("leaves how long the audit log is kept to the owner", async () => {
    expect((await call("PATCH", "/settings", { auditMonths: 12 })).status).toBe(403);
    const owner = api(await makeKey(await testUser({ role: "owner" })));
    expect((await owner("PATCH", "/settings", { auditMonths: 12 })).body).toMatchObject({ auditMonths: 12 });
  });

  it("keeps thresholds and zones by day", async () => {
    await call("POST", "/settings/ftp", { ftp: 240, validFrom: "2026-01-01" });
    await call("POST", "/settings/ftp", { ftp: 250, validFrom: "2026-06-01" });
    await call("POST", "/settings/ftp", { ftp: 245, validFrom: "2026-01-01" });
    expect((await call("GET", "/settings/ftp")).body["items"]).toEqual([
      { ftp: 250, validFrom: "2026-06-01" },
      { ftp: 245, validFrom: "2026-01-01" },
    ]);
    expect((await call("POST", "/settings/ftp", { ftp: 1000 })).status).toBe(422);
    expect((await call("PUT", "/settings/heart-rate-zones", { lowerBounds: [0, 150, 120] })).status).toBe(422);
    const zones = {
      validFrom: "2026-01-01",
      maxHeartRate: 190,
      restingHeartRate: 48,
      thresholdHeartRate: 168,
      lowerBounds: [0, 115, 140],
    };
    expect((await call("PUT", "/settings/heart-rate-zones", zones)).body).toEqual(zones);
    expect((await call("GET", "/settings/heart-rate-zones")).body["items"]).toEqual([zones]);
  });
});
