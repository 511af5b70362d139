import type { NextRequest } from "next/server";
import { factsOfHeaders } from "@/app/_auth/request";
import { SPECS, WAKATIME_SPECS } from "@/app/api/_spec";
import { openApi } from "@/app/api/_spec/openapi";
import { refused } from "@/app/api/_spec/refused";

let described: string | undefined;

/** What the API takes and answers; open to all. */
export function GET(request: NextRequest): Response {
  described ??= JSON.stringify(openApi(SPECS, WAKATIME_SPECS));
  const { requestId } = factsOfHeaders(request.headers);
  return new Response(described, { headers: { "content-type": "application/json", "x-request-id": requestId } });
}

export const { POST, PUT, PATCH, DELETE } = refused("GET");

export const dynamic = "force-dynamic";
