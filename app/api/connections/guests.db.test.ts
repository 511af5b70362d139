import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { sealSession } from "@/app/_auth/cookie";
import { ownerQuery, testUser, webQuery } from "@/db/testing";
import { type Liar, startLiar } from "@/integrations/liar.fixture";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import { PUT } from "./[provider]/route";

let liar: Liar;
beforeAll(async () => {
  liar = await startLiar();
  liar.says = () => ({ body: JSON.stringify({ data: { id: newId(), name: "Ada" } }) });
  vi.stubEnv("HEVY_API_URL", liar.origin);
});
afterAll(() => liar.stop());

it.each([
  ["guest", 403, 0],
  ["member", 200, 1],
] as const)("a %s who puts a key gets %i", async (role, status, connections) => {
  const user = await testUser({ role });
  const secret = newSecret();
  await webQuery("select door.create_session($1, $2, $3, 60, null, 'test')", [newId(), sha256(secret), user.id]);
  const headers = {
    cookie: `next-auth.session-token=${await sealSession(secret)}`,
    "sec-fetch-site": "same-origin",
    "content-type": "application/json",
  };
  const body = JSON.stringify({ apiKey: "a-key-of-hevys" });
  liar.asked.length = 0;
  const request = new NextRequest("http://localhost/api/connections/hevy", { method: "PUT", headers, body });
  const answer = await PUT(request, { params: Promise.resolve({ provider: "hevy" }) });
  expect(answer.status).toBe(status);
  // Whoever only looks around makes us ask nobody.
  expect(liar.asked.length).toBe(connections);
  const rows = await ownerQuery("select 1 from app.integrations where user_id = $1", [user.id]);
  expect(rows.length).toBe(connections);
});
