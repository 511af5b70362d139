import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { connect, setConnectionState } from "@/db/connections";
import { testUser } from "@/db/testing";
import { as, personActor } from "@/db/testing-nouns";
import { ConnectionNotices } from "./connection-notices";
import { loadToday } from "./load-today";

it("says on Today which connection does not work, why, and where to mend it; nothing where all is well", async () => {
  const user = await testUser();
  const other = await testUser();
  const today = async (whose = user) => {
    const { connections } = await loadToday(personActor(whose), "2026-11-21", { firstWeekday: 1, units: "km" });
    return renderToString(<ConnectionNotices connections={connections} />);
  };
  await as(user, async (tx) => {
    await connect(tx, { provider: "strava", scopes: ["read"], externalId: "1", externalName: "One" });
    await connect(tx, { provider: "hevy", scopes: [], externalId: null, externalName: null });
  });
  expect(await today()).toBe("");
  await as(user, (tx) => setConnectionState(tx, "strava", "needs_reconnect", "Strava took the permission back."));
  const html = await today();
  expect(html).toContain("Strava needs to be connected again");
  expect(html).toContain("Strava took the permission back.");
  expect(html).toContain('href="/settings/connections#strava"');
  expect(html).not.toContain("Hevy");
  expect(await today(other)).toBe("");
  await as(user, (tx) => setConnectionState(tx, "strava", "ok", null));
  expect(await today()).toBe("");
});
