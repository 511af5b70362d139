import "server-only";
import { STATUS_CODES } from "node:http";
import type { NextRequest } from "next/server";
import type { z } from "zod";
import { findApiKey, type Visitor } from "@/db/accounts";
import { type Actor, nobody } from "@/db/client";
import { sha256 } from "@/lib/crypto";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { recordFailure } from "./audit";
import { factsOfHeaders } from "./request";
import { actorOf } from "./visitor";
import { wakatimeKey } from "./wakatime-key";

/** A call that WakaTime's clients know, as a fact: what the door checks and `/api/openapi.json` describes. */
export type WakatimeSpec<Q extends z.ZodType = z.ZodType> = {
  method: "GET" | "POST";
  /** Below `/api`: `/v1/users/current/summaries`, with `{id}` where a name stands. */
  path: string;
  /** Name in the audit log. */
  name: string;
  summary: string;
  scope: "read" | "heartbeats";
  /**
   * Editors and browsers ask it for what they show beside the cursor: a key that may only send may ask it too; where this is a
   * function, only for the parameters and the instant that it says yes to.
   */
  editors?: true | ((asked: Readonly<Record<string, string>>, now: Date) => boolean);
  query?: Q;
  /** What is sent, in words; it is never refused as a whole for what is wrong in a part of it. */
  body?: z.ZodType;
  response: z.ZodType;
  status?: number;
};

/** What a call is given: who asks, the name in the address, the checked query. */
export type WakatimeGiven<Q extends z.ZodType = z.ZodType> = {
  visitor: Visitor;
  /** Of the key that they ask with. */
  keyHash: Buffer;
  actor: Actor;
  id: string;
  query: z.output<Q>;
  request: NextRequest;
  now: Date;
};

type Answer = Response | { status?: number; body: unknown };
export type WakatimeCall = { spec: WakatimeSpec; serve: (given: WakatimeGiven) => Promise<Answer> };

/** A call and what serves it. */
export function wakatimeCall<Q extends z.ZodType>(
  spec: WakatimeSpec<Q>,
  serve: (given: WakatimeGiven<Q>) => Promise<Answer>,
): WakatimeCall {
  return { spec, serve: (given) => serve(given as WakatimeGiven<Q>) };
}

/** Pages of anybody's may call with a key, as WakaTime lets them: no cookie of ours is looked at here. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "Authorization, Content-Type, Accept, X-Machine-Name, Timezone, X-Origin, X-Origin-Instance",
  "access-control-max-age": "86400",
};

/** Fields that were refused, as WakaTime names them. */
class WrongFields extends Failure {
  constructor(readonly errors: Record<string, string[]>) {
    super("malformed", "Some parameters are not as expected.");
  }
}

/**
 * Refuses a request for what is wrong in one of its parameters. @throws Failure "malformed", always
 */
export function refuseParameter(field: string, message: string): never {
  throw new WrongFields({ [field]: [message] });
}

const wanted = (spec: WakatimeSpec) => spec.path.split("/").slice(2);

/** The name in an address that fits a call (empty where it has none); null where it does not fit. */
function fits(spec: WakatimeSpec, parts: readonly string[]): { id: string } | null {
  const pattern = wanted(spec);
  if (pattern.length !== parts.length) return null;
  let id = "";
  for (const [index, part] of pattern.entries()) {
    if (part === "{id}") id = parts[index] ?? "";
    // Whose it is gets looked at when it is known who asks.
    else if (part !== parts[index] && !(part === "current" && pattern[index - 1] === "users")) return null;
  }
  return { id };
}

function find(calls: readonly WakatimeCall[], method: string, parts: readonly string[]) {
  const found = calls.flatMap((call) => {
    const fit = fits(call.spec, parts);
    return fit ? [{ call, id: fit.id, named: call.spec.path.includes("{") }] : [];
  });
  if (found.length === 0)
    throw new Failure("not_found", "There is nothing at this address. /api/openapi.json lists all there is.");
  const [best] = found.filter(({ call }) => call.spec.method === method).sort((a, b) => Number(a.named) - Number(b.named));
  if (!best) throw new Failure("not_allowed", `This address takes ${found.map(({ call }) => call.spec.method).join(", ")}.`);
  return best;
}

/** The parameters of the address that say anything; of one that occurs twice the last counts. Forms send empty ones for what is not wished. */
const parametersOf = (request: NextRequest): Record<string, string> =>
  Object.fromEntries([...request.nextUrl.searchParams].filter(([, value]) => value !== ""));

/** Whose key it is. @throws Failure "unauthenticated" | "forbidden" */
async function identify(request: NextRequest, { scope, editors }: WakatimeSpec): Promise<{ visitor: Visitor; keyHash: Buffer }> {
  const key = wakatimeKey(request.headers.get("authorization"), request.nextUrl.searchParams);
  const keyHash = sha256(key ?? "");
  const visitor = key ? await findApiKey(keyHash) : null;
  if (!visitor) throw new Failure("unauthenticated", "Unauthorized. Send an API key of this Almanac.");
  if (visitor.scopes?.includes(scope)) return { visitor, keyHash };
  const shown = typeof editors === "function" ? editors(parametersOf(request), new Date()) : editors;
  if (shown && visitor.scopes?.includes("heartbeats")) return { visitor, keyHash };
  const lack = `This API key lacks the scope "${scope}".`;
  // Editors know only 401 for a key that is of no use to them.
  throw new Failure(scope === "heartbeats" ? "unauthenticated" : "forbidden", `Unauthorized. ${lack}`);
}

function checkOwner(visitor: Visitor, user: string | undefined): void {
  const own = ["current", visitor.userId, visitor.name.toLowerCase()];
  if (user !== undefined && !own.includes(user.toLowerCase())) {
    throw new Failure("unauthenticated", "Unauthorized. This API key is another person's.");
  }
}

/** The parameters as a call wants them; names that it does not know are ignored. */
function queryOf(spec: WakatimeSpec, request: NextRequest): unknown {
  if (!spec.query) return {};
  const parsed = spec.query.safeParse(parametersOf(request));
  if (parsed.success) return parsed.data;
  const errors: Record<string, string[]> = {};
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? "");
    errors[field] = [...(errors[field] ?? []), remedyOf(issue)];
  }
  throw new WrongFields(errors);
}

/** What to send instead. Every parameter is a text, so that one of another type is one that is missing. */
function remedyOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return "This field is required.";
  if (issue.code === "invalid_value") return `Must be one of ${issue.values.join(", ")}.`;
  return issue.message;
}

/** A refusal in WakaTime's own form. */
function refusal(error: unknown): Response {
  const expected = error instanceof Failure;
  const status = expected ? error.status : 500;
  const body =
    error instanceof WrongFields
      ? { errors: error.errors }
      : { error: expected ? error.message : `${STATUS_CODES[500]}. Nothing was stored; send it again later.` };
  const answer = Response.json(body, { status });
  if (expected && error.extra.retryAfterS !== undefined) answer.headers.set("retry-after", String(error.extra.retryAfterS));
  if (status === 401) answer.headers.set("www-authenticate", "Bearer");
  return answer;
}

/**
 * The door of everything under `/api/v1`: keys in the forms of WakaTime's clients and nothing else (a browser's session is not
 * accepted), errors in WakaTime's form. Refusals are in the audit log, successes are not: an editor calls every other minute.
 */
export function wakatimeDoor(calls: readonly WakatimeCall[]) {
  return async (request: NextRequest, context: { params: Promise<{ path?: string[] }> }): Promise<Response> => {
    const started = performance.now();
    const facts = factsOfHeaders(request.headers);
    let actor = nobody(facts.requestId, facts.ip, facts.userAgent);
    let spec: WakatimeSpec | null = null;
    const done = (response: Response) => {
      const headers = { ...CORS, "cache-control": "private, no-store", "x-request-id": facts.requestId };
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
      const route = spec?.path ?? "/v1";
      metrics().httpRequests.inc({ method: request.method, route, status: String(response.status) });
      metrics().httpDuration.observe({ route }, (performance.now() - started) / 1000);
      return response;
    };
    try {
      const parts = (await context.params).path ?? [];
      if (request.method === "OPTIONS") return done(new Response(null, { status: 204 }));
      const { call, id } = find(calls, request.method === "HEAD" ? "GET" : request.method, parts);
      spec = call.spec;
      const { visitor, keyHash } = await identify(request, spec);
      actor = actorOf(visitor, facts);
      if (parts[0] === "users") checkOwner(visitor, parts[1]);
      const query = queryOf(spec, request);
      const answer = await call.serve({ visitor, keyHash, actor, id, query, request, now: new Date() });
      return done(
        answer instanceof Response ? answer : Response.json(answer.body, { status: answer.status ?? spec.status ?? 200 }),
      );
    } catch (error) {
      if (!(error instanceof Failure)) {
        const text = error instanceof Error ? error.stack : String(error);
        log().error({ requestId: facts.requestId, route: spec?.path, error: text }, "route failed");
      }
      const entry = { action: spec?.name ?? "wakatime", resource: "coding", resourceId: null, input: null, started };
      if (spec) await recordFailure(actor, entry, error);
      return done(refusal(error));
    }
  };
}
