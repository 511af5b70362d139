import { refused } from "@/app/api/_spec/refused";

/** Whether the server answers at all. */
export async function GET(): Promise<Response> {
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}

export const { POST, PUT, PATCH, DELETE } = refused("GET");

export const dynamic = "force-dynamic";
