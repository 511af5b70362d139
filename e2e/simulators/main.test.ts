import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

it("serves all providers from a process of its own, which ends with its parent", async () => {
  const SIM_OPTIONS = JSON.stringify({ strava: { athletes: [{ activities: 3 }] }, hevy: { accounts: [{ workouts: 2 }] } });
  const child = spawn(process.execPath, ["--import", "tsx", "e2e/simulators/main.ts"], {
    cwd: root,
    env: { ...process.env, SIM_OPTIONS },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const { origins, env } = JSON.parse(String(line));
  const command = async (origin: string, body: unknown) =>
    (await (await fetch(`${origin}/__control`, { method: "POST", body: JSON.stringify(body) })).json()).result;
  expect(await command(origins.strava, { do: "activities" })).toHaveLength(3);
  expect(await command(origins.hevy, { do: "workouts" })).toHaveLength(2);
  const { access_token } = await command(origins.strava, { do: "grant" });
  const headers = { Authorization: `Bearer ${access_token}` };
  expect(await (await fetch(`${env.STRAVA_API_URL}/athlete/activities`, { headers })).json()).toHaveLength(3);
  child.stdin.end();
  expect(await once(child, "exit")).toEqual([0, null]);
});
