import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { getRunSpec } from "@/app/api/_spec/runs";
import { handlerOf, makeKey } from "@/app/api/_spec/testing";
import { connect } from "@/db/connections";
import { testUser } from "@/db/testing";
import { as, makeRun } from "@/db/testing-nouns";
import { newId } from "@/lib/crypto";

describe("a run in the API", () => {
  it("says how it stands in the calendar, once there is one", async () => {
    const ada = await testUser();
    const run = await makeRun(ada);
    const headers = { authorization: `Bearer ${await makeKey(ada)}` };
    const calendar = async () => {
      const handler = await handlerOf(getRunSpec);
      const request = new NextRequest(`http://localhost/api/runs/${run.id}`, { headers });
      const answer = await handler(request, { params: Promise.resolve({ id: run.id }) });
      return ((await answer.json()) as { calendar: unknown }).calendar;
    };
    expect(await calendar()).toBeNull();
    await as(ada, (tx) => connect(tx, { provider: "google", scopes: [], externalId: newId(), externalName: "Ada" }));
    expect(await calendar()).toEqual({ status: "pending", eventId: null, error: null });
    await as(ada, (tx) =>
      tx.query(
        "insert into app.synced_runs (user_id, run_id, run_version, event_id, status, error) values ($1, $2, 0, 'abcde', 'failed', 'Words.')",
        [tx.userId, run.id],
      ),
    );
    expect(await calendar()).toEqual({ status: "failed", eventId: "abcde", error: "Words." });
    await as(ada, (tx) =>
      tx.query("update app.synced_runs set status = 'synced', error = null, run_version = 1 where user_id = $1", [tx.userId]),
    );
    expect(await calendar()).toEqual({ status: "synced", eventId: "abcde", error: null });
  });
});
