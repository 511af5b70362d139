import { NextRequest } from "next/server";
import { expect, it } from "vitest";
import { ownerQuery } from "@/db/testing";
import { newId } from "@/lib/crypto";
import { GET, PUT } from "./[job]/route";

const ask = (requestId: string, authorization: string) =>
  new NextRequest("http://localhost:3000/api/cron/purge", { headers: { authorization, "x-request-id": requestId } });

it("refuses who does not know the secret, and writes it down without what was tried", async () => {
  const requestId = newId();
  const answer = await GET(ask(requestId, "Bearer guessed-secret"), { params: Promise.resolve({ job: "purge" }) });
  expect(answer.status).toBe(401);
  const rows = await ownerQuery("select * from app.user_actions where request_id = $1", [requestId]);
  expect(rows).toMatchObject([{ action: "jobs.run", resource_id: "purge", outcome: "refused", status: 401 }]);
  expect(JSON.stringify(rows)).not.toContain("guessed-secret");
});

it("says which methods it takes", async () => {
  const answer = PUT(ask(newId(), ""));
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, POST"]);
});
