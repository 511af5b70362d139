import { recordSuccess } from "@/app/_auth/audit";
import { connectWithKey, endConnection, identifyKey } from "@/app/_auth/connections";
import { route, workingRoute } from "@/app/_auth/route";
import { deleteConnectionSpec, patchConnectionSpec, putConnectionSpec } from "@/app/api/_spec/connections";
import { refused } from "@/app/api/_spec/refused";
import { asUser } from "@/db/client";
import { findConnection, getConnection, setPolicy } from "@/db/connections";
import { eraseConnectionData } from "@/db/keep-policy";
import { canErase, isProvider } from "@/domain/connections";
import { connectionResource } from "../resource";

export const PUT = workingRoute(putConnectionSpec, async ({ actor, params, body }, entry) => {
  const { provider } = params;
  const keyed = await identifyKey(actor, provider, body.apiKey, body.serverAddress ?? null);
  const connection = await asUser(actor, async (tx) => {
    const made = await connectWithKey(tx, provider, body.apiKey, keyed);
    await recordSuccess(tx, entry, 200);
    return made;
  });
  return { body: connectionResource(connection) };
});

const existing = {
  find: async (tx: Parameters<typeof findConnection>[0], params: Record<string, string>) => {
    const provider = params["provider"] ?? "";
    return isProvider(provider) && (await findConnection(tx, provider)) !== null;
  },
  what: "connection",
};

export const PATCH = route(
  patchConnectionSpec,
  async ({ tx, params, body }) => {
    await setPolicy(tx, params.provider, body.policy, body.days ?? null);
    return { body: connectionResource(await getConnection(tx, params.provider)) };
  },
  existing,
);

export const DELETE = workingRoute(
  deleteConnectionSpec,
  async ({ actor, params, query }, entry) => {
    const tell = await asUser(actor, async (tx) => {
      if (query.data === "delete" && canErase(params.provider)) await eraseConnectionData(tx, params.provider, new Date());
      const goodbye = await endConnection(tx, params.provider);
      await recordSuccess(tx, entry, 204);
      return goodbye;
    });
    await tell();
    return { status: 204 };
  },
  existing,
);

export const { GET, POST } = refused("PUT", "PATCH", "DELETE");

export const dynamic = "force-dynamic";
