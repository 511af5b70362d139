import { asUser } from "@/db/client";
import { latestArrival } from "@/db/coding-arrivals";
import { requireUser } from "../../../../_auth/visitor";
import { latestHeartbeat } from "../latest-heartbeat";

/** What the set-up page asks while it waits for an editor. */
export async function GET(): Promise<Response> {
  const { visitor, actor } = await requireUser();
  const now = new Date();
  const arrival = await asUser(actor, (tx) => latestArrival(tx, now));
  return Response.json({ latest: latestHeartbeat(arrival, now, visitor) }, { headers: { "cache-control": "private, no-store" } });
}
