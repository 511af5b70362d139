import type { NextRequest } from "next/server";
import { problem } from "@/app/_auth/problem";
import { factsOfHeaders } from "@/app/_auth/request";
import { Failure } from "@/lib/errors";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];
type Handler = (request: NextRequest) => Response;

/**
 * Handlers that answer 405 with a problem document, for all the methods that an address does not have. A route file exports those that
 * it lacks: `export const { PUT, PATCH } = refused("GET", "POST", "DELETE")`.
 */
export function refused(...allowed: Method[]): Record<Method, Handler> {
  const allow = allowed.join(", ");
  const handler: Handler = (request) => {
    const { requestId } = factsOfHeaders(request.headers);
    const answer = problem(new Failure("not_allowed", `This address takes ${allow}.`), requestId);
    answer.headers.set("allow", allow);
    return answer;
  };
  return { GET: handler, POST: handler, PUT: handler, PATCH: handler, DELETE: handler };
}
