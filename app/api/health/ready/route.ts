import { refused } from "@/app/api/_spec/refused";
import { readiness } from "@/db/health";

/** Whether the database answers and the schema is current. Says what is missing, and no more. */
export async function GET(): Promise<Response> {
  const { ready, reason } = await readiness();
  return Response.json(ready ? { status: "ready" } : { status: "not ready", reason }, {
    status: ready ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}

export const { POST, PUT, PATCH, DELETE } = refused("GET");

export const dynamic = "force-dynamic";
