import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { findSession } from "@/db/accounts";
import { connect } from "@/db/connections";
import { ownerQuery, type TestUser, testUser, webQuery } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { journalPath, keepExchange } from "@/integrations/token-journal";
import { storeTokens } from "@/integrations/tokens";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";
import { endConnection } from "./connections";
import { eraseAccount } from "./erase";

const folder = mkdtempSync(join(tmpdir(), "almanac-erase-"));
vi.stubEnv("ALMANAC_DATA_DIR", folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A person with two connections, for both of which an answer of the provider's was kept that nobody has fetched. */
async function connected(): Promise<TestUser> {
  const user = await testUser();
  for (const provider of ["strava", "google"] as const) {
    await as(user, async (tx) => {
      await connect(tx, { provider, scopes: [], externalId: newId(), externalName: null });
      await storeTokens(tx, provider, { accessToken: "a", refreshToken: "r", tokenType: null, expiresAt: null });
    });
    keepExchange(journalPath(user.id, provider, 1), { status: 200, text: "{}" }, env().TOKEN_ENCRYPTION_KEYS ?? [], "r");
  }
  return user;
}

const kept = ({ id }: TestUser) => ["strava", "google"].map((provider) => existsSync(journalPath(id, provider, 1)));

it("an account that is erased leaves no tokens on disk, and nobody else's go with it", async () => {
  const [ada, bob] = [await connected(), await connected()];
  const secret = newSecret();
  await webQuery("select door.create_session($1, $2, $3, 60, null, 'test')", [newId(), sha256(secret), ada.id]);
  const visitor = await findSession(sha256(secret));
  if (!visitor) throw new Error("there is no session");
  await eraseAccount({ requestId: newId(), ip: null, userAgent: "test" }, visitor);
  expect(await ownerQuery("select 1 from door.accounts where user_id = $1", [ada.id])).toEqual([]);
  expect([kept(ada), kept(bob)]).toEqual([
    [false, false],
    [true, true],
  ]);
});

it("a connection that is ended leaves none of its own", async () => {
  const ada = await connected();
  vi.stubEnv("STRAVA_CLIENT_ID", "");
  const tell = await as(ada, (tx) => endConnection(tx, "strava"));
  expect(kept(ada)).toEqual([true, true]);
  await tell();
  expect(kept(ada)).toEqual([false, true]);
});
