import { type NextFetchEvent, NextRequest } from "next/server";
import { expect, it } from "vitest";
import { ownerQuery } from "@/db/testing";
import { newId } from "@/lib/crypto";
import { proxy } from "@/proxy";

/** A form as it arrives, and what is left in the audit log when all has been done. */
async function post(path: string, headers: Record<string, string>) {
  const requestId = newId();
  const later: Promise<unknown>[] = [];
  const event = { waitUntil: (work: Promise<unknown>) => void later.push(work) } satisfies Pick<NextFetchEvent, "waitUntil">;
  const request = new NextRequest(`http://almanac.lan${path}`, {
    method: "POST",
    headers: { host: "almanac.lan", "x-request-id": requestId, ...headers },
  });
  const answer = proxy(request, event);
  await Promise.all(later);
  const rows = await ownerQuery("select * from app.user_actions where request_id = $1", [requestId]);
  return { status: answer.status, rows };
}

it("writes down a form that another site's page sent", async () => {
  const { status, rows } = await post("/settings/profile", { origin: "https://evil.example" });
  expect(status).toBe(403);
  expect(rows).toMatchObject([
    {
      action: "forms.send",
      resource_id: "/settings/profile",
      outcome: "refused",
      status: 403,
      error: expect.stringContaining("own page"),
    },
  ]);
});

it("leaves a form of our own to its door", async () => {
  const { status, rows } = await post("/sign-in", { origin: "http://almanac.lan" });
  expect(status).toBe(200);
  expect(rows).toEqual([]);
});
