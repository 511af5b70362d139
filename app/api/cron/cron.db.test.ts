import { NextRequest } from "next/server";
import { expect, it } from "vitest";
import { ownerQuery } from "@/db/testing";
import { newId } from "@/lib/crypto";
import { GET, PUT } from "./[job]/route";
import { JOBS } from "./jobs";

const JOB = { params: Promise.resolve({ job: "create-partitions" }) };

const ask = (requestId: string, authorization: string, method = "GET") =>
  new NextRequest("http://localhost:3000/api/cron/create-partitions", {
    method,
    headers: { authorization, "x-request-id": requestId },
  });

const rowsOf = (requestId: string) => ownerQuery("select * from app.user_actions where request_id = $1", [requestId]);

it("refuses who does not know the secret, and writes it down without what was tried", async () => {
  const requestId = newId();
  const answer = await GET(ask(requestId, "Bearer guessed-secret"), JOB);
  expect(answer.status).toBe(401);
  const rows = await rowsOf(requestId);
  expect(rows).toMatchObject([{ action: "jobs.run", resource_id: "create-partitions", outcome: "refused", status: 401 }]);
  expect(JSON.stringify(rows)).not.toContain("guessed-secret");
});

it("writes down what was done for whom knows it", async () => {
  const requestId = newId();
  const answer = await GET(ask(requestId, `Bearer ${process.env["CRON_SECRET"]}`), JOB);
  expect(answer.status).toBe(200);
  const input = await answer.json();
  expect(await rowsOf(requestId)).toMatchObject([
    { action: "jobs.run", resource_id: "create-partitions", outcome: "success", status: 200, input },
  ]);
});

it("says which methods it takes, and writes down that others were tried", async () => {
  const requestId = newId();
  const answer = await PUT(ask(requestId, "", "PUT"), JOB);
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, POST"]);
  expect(await rowsOf(requestId)).toMatchObject([{ action: "jobs.run", outcome: "refused", status: 405 }]);
});

it("knows every job that outside schedules are told of, and no other", async () => {
  const told =
    "sync digests refresh-weekly-summary create-partitions prune-partitions analyze snapshots aggregates close-rides jobs purge";
  expect(Object.keys(JOBS).sort()).toEqual(told.split(" ").sort());
  const job = { params: Promise.resolve({ job: "close-rides" }) };
  const answer = await GET(ask(newId(), `Bearer ${process.env["CRON_SECRET"]}`), job);
  expect([answer.status, await answer.json()]).toEqual([200, { closed: 0 }]);
});
