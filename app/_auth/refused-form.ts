import "server-only";
import { nobody } from "@/db/client";
import type { Failure } from "@/lib/errors";
import { recordFailure } from "./audit";
import { factsOfHeaders } from "./request";

/** Writes down a form that was refused before it reached its action, so nobody knows whose or which it was. Never throws. */
export async function recordRefusedForm(headers: Headers, path: string, refusal: Failure): Promise<void> {
  const { requestId, ip, userAgent } = factsOfHeaders(headers);
  const entry = {
    action: "forms.send",
    resource: "page",
    resourceId: path.slice(0, 200),
    input: null,
    started: performance.now(),
  };
  await recordFailure(nobody(requestId, ip, userAgent), entry, refusal);
}
