import "server-only";
import type { Visitor } from "@/db/accounts";
import { asUser, nobody } from "@/db/client";
import { listConnections } from "@/db/connections";
import { recordAction } from "@/db/user-actions";
import { forgetExchangesOf } from "@/integrations/token-journal";
import { Failure } from "@/lib/errors";
import { removeUploads } from "@/lib/uploads";
import { again } from "./again";
import { endConnection } from "./connections";
import type { RequestFacts } from "./request";
import { actorOf } from "./visitor";

/**
 * Takes an account away with everything that is its own, uploaded files and its rows of the audit log included; that it happened stays there, without
 * saying whose it was. @throws Failure "conflict" for the owner while others have accounts
 */
export async function eraseAccount(facts: RequestFacts, visitor: Visitor): Promise<void> {
  const started = performance.now();
  const goodbyes = await again(() =>
    asUser(actorOf(visitor, facts), async (tx) => {
      // Requests that are still writing end first, and none begins to: what they leave behind in histories would belong to nobody.
      await tx.query("select from app.users where user_id = $1 for update", [tx.userId]);
      const ended = [];
      for (const { provider } of await listConnections(tx)) ended.push(await endConnection(tx, provider));
      const [row] = await tx.query<{ done: boolean }>("select door.own_account_delete() as done", []);
      if (row?.done) return ended;
      throw new Failure("conflict", "Others have accounts here, so the owner’s stays. They have to delete theirs first.");
    }),
  );
  // What the person let us do elsewhere ends as well.
  await Promise.all(goodbyes.map((tell) => tell()));
  await removeUploads(visitor.userId);
  forgetExchangesOf(visitor.userId);
  const durationMs = performance.now() - started;
  const entry = { action: "accounts.delete", resource: "account", outcome: "success" as const, input: { role: visitor.role } };
  await asUser(nobody(facts.requestId, facts.ip, facts.userAgent), (tx) =>
    recordAction(tx, { ...entry, status: 200, durationMs }),
  );
}
