import { expect, it } from "vitest";
import { parseEnv } from "@/lib/env";
import { simulatorEnv, startSimulators } from "./start-all";

it("tells the application where every provider is, in words it accepts", async () => {
  const simulators = await startSimulators();
  const env = simulatorEnv(simulators);
  expect(parseEnv(env)).toMatchObject({ STRAVA_API_URL: simulators.strava.apiUrl, GOOGLE_ISSUER: simulators.google.issuer });
  const addresses = Object.entries(env).filter(([name]) => /_(URL|ISSUER)$/.test(name));
  expect(addresses).toHaveLength(10);
  for (const [name, address] of addresses) {
    // None of them may leave this machine.
    expect(new URL(address).hostname, name).toBe("127.0.0.1");
  }
  await Promise.all(Object.values(simulators).map((one) => one.stop()));
});
