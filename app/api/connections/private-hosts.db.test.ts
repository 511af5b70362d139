import { expect, it } from "vitest";
import { api, makeKey } from "@/app/api/_spec/testing";
import { testUser } from "@/db/testing";
import { startWakaTime } from "@/e2e/simulators/wakatime/start";

it("no address that a person types leads into a private network where that is not allowed", async () => {
  const inside = await startWakaTime();
  try {
    const call = api(await makeKey(await testUser()));
    const { port } = new URL(inside.origin);
    for (const host of ["127.0.0.1", "localhost", "[::ffff:7f00:1]", "2130706433", "0x7f.1"]) {
      const body = { apiKey: [...inside.state.people.values()][0]?.apiKey, serverAddress: `http://${host}:${port}` };
      const answer = await call("PUT", "/connections/wakatime", body);
      expect([host, answer.status]).toEqual([host, 422]);
      expect(answer.body["errors"]).toMatchObject([
        { path: "serverAddress", message: expect.stringContaining("private network") },
      ]);
    }
    expect(inside.requests.count()).toBe(0);
  } finally {
    await inside.stop();
  }
});
