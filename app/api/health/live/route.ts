/** Whether the server answers at all. */
export async function GET(): Promise<Response> {
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}

export const dynamic = "force-dynamic";
