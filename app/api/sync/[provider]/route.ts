import { workingRoute } from "@/app/_auth/route";
import { syncNow } from "@/app/_auth/sync-now";
import { syncSpec } from "@/app/api/_spec/connections";
import { refused } from "@/app/api/_spec/refused";
import { findConnection } from "@/db/connections";
import { isProvider } from "@/domain/connections";

export const POST = workingRoute(
  syncSpec,
  async ({ actor, params, query }, entry) => {
    const outcome = await syncNow(actor, params.provider, query.full_sync === "true", "api", entry);
    const { asked: _, ...counts } = outcome.counts;
    return { body: { ...counts, lastSyncedAt: outcome.lastSyncedAt, resumesAt: outcome.resumesAt } };
  },
  {
    find: async (tx, params) => {
      const provider = params["provider"] ?? "";
      return isProvider(provider) && (await findConnection(tx, provider)) !== null;
    },
    what: "connection",
  },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");

export const dynamic = "force-dynamic";
