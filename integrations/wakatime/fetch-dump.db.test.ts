import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { connect, getConnection } from "@/db/connections";
import { testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { type Liar, startLiar } from "@/integrations/liar.fixture";
import { newId } from "@/lib/crypto";
import { fetchDump } from "./fetch-dump";

const folder = mkdtempSync(join(tmpdir(), "almanac-dumps-"));
let inside: Liar;
beforeAll(async () => {
  inside = await startLiar();
  inside.says = () => ({ body: "what is kept inside" });
  vi.stubEnv("ALMANAC_DATA_DIR", folder);
  vi.stubEnv("WAKATIME_API_URL", `${inside.origin}/api/v1`);
});
afterAll(async () => {
  await inside.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function fetchFrom(serverAddress: string | null, address: string) {
  const user = await testUser();
  await as(user, (tx) => connect(tx, { provider: "wakatime", scopes: [], externalId: "x", externalName: null, serverAddress }));
  const connection = await as(user, (tx) => getConnection(tx, "wakatime"));
  inside.asked.length = 0;
  return fetchDump(connection, address, user.id, newId());
}

it("a dump is fetched from the server that is set up here, wherever that is", async () => {
  expect(await fetchFrom(null, `${inside.origin}/dump.json`)).toEqual({ bytes: 19 });
});

it("an address that a person typed leads into no private network by its dumps either, though they lie at the same name", async () => {
  await expect(fetchFrom(inside.origin, `${inside.origin}/dump.json`)).rejects.toThrow("private network");
  expect(inside.asked).toEqual([]);
});
