import { route } from "@/app/_auth/route";
import { listConnectionsSpec } from "@/app/api/_spec/connections";
import { refused } from "@/app/api/_spec/refused";
import { listConnections } from "@/db/connections";
import { connectionResource } from "./resource";

export const GET = route(listConnectionsSpec, async ({ tx }) => ({
  body: { items: (await listConnections(tx)).map(connectionResource) },
}));

export const { POST, PUT, PATCH, DELETE } = refused("GET");

export const dynamic = "force-dynamic";
