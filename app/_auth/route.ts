import "server-only";
import type { NextRequest } from "next/server";
import { z } from "zod";
import type { Visitor } from "@/db/accounts";
import { type Actor, asUser, nobody, type Tx } from "@/db/client";
import type { Scope } from "@/domain/users";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { again } from "./again";
import { allowedInput, type Entry, recordFailure, recordSuccess } from "./audit";
import { check, queryOf, readJson } from "./body";
import { identify } from "./identify";
import { problem } from "./problem";
import { factsOfHeaders } from "./request";
import { actorOf } from "./visitor";

/** A call of the HTTP API as a fact: the door checks input by it and `/api/openapi.json` describes it by it. */
export type RouteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api`, with parameters in braces: `/runs/{id}`. */
  path: string;
  /** Name in the audit log: `runs.edit`. */
  name: string;
  summary: string;
  scope: Scope;
  params?: P;
  query?: Q;
  body?: B;
  /** The call takes files as multipart/form-data in parts named `file`; which ones, in words. */
  uploads?: string;
  /** What the answer looks like, for the description. */
  response?: z.ZodType;
  /** Status of success; 200 unless said. */
  status?: number;
  /** Statuses of refusals beside those that every call of this kind can answer with. */
  refusals?: readonly number[];
  /** Fields of the body that the audit log keeps. */
  allow?: readonly string[];
  resource?: string;
};

type Out<S> = S extends z.ZodType ? z.output<S> : undefined;

type Given<P, Q, B> = {
  visitor: Visitor;
  actor: Actor;
  params: Out<P>;
  query: Out<Q>;
  body: Out<B>;
  request: NextRequest;
};

type Context<P, Q, B> = Given<P, Q, B> & { tx: Tx };

/** What a handler answers: a value for JSON, or a Response of its own. `id` is the resource for the audit row. */
export type Answer = { body?: unknown; status?: number; id?: string; headers?: Record<string, string> } | Response;

type Options = {
  /** Decides 404 before the body is looked at: answers whether the addressed thing is there and the user's. */
  find?: (tx: Tx, params: Record<string, string>) => Promise<boolean>;
  /** What `find` looks for, in words. */
  what?: string;
};

/** A call that names no parameters takes none. */
const NO_QUERY = z.strictObject({});

const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** A route handler: authenticate, 404, parse, one transaction with its audit row (for writes), answer. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  spec: RouteSpec<P, Q, B>,
  handler: (context: Context<P, Q, B>) => Promise<Answer>,
  options: Options = {},
) {
  return serve(spec, options, (given, entry) =>
    again(() =>
      asUser(given.actor, async (tx) => {
        const result = await handler({ ...given, tx });
        if (WRITES.has(spec.method)) {
          const id = result instanceof Response ? null : result.id;
          const status = result instanceof Response ? result.status : (result.status ?? spec.status ?? 200);
          await recordSuccess(tx, { ...entry, resourceId: id ?? entry.resourceId }, status);
        }
        return result;
      }),
    ),
  );
}

/** A route handler that only reads, and opens its own transaction because it may not be the user's own rows that it reads. */
export function readingRoute<P extends z.ZodType, Q extends z.ZodType>(
  spec: RouteSpec<P, Q, z.ZodType> & { method: "GET"; body?: undefined },
  handler: (given: Given<P, Q, undefined>) => Promise<Answer>,
) {
  return serve(spec, {}, (given) => handler({ ...given, body: undefined }));
}

/**
 * A route handler whose work waits for others (providers), so that no transaction may be open all the while: it opens its own, and
 * writes `entry` with `recordSuccess` in the one that makes the change.
 */
export function workingRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  spec: RouteSpec<P, Q, B>,
  handler: (given: Given<P, Q, B>, entry: Entry) => Promise<Answer>,
  options: Options = {},
) {
  return serve(spec, options, handler);
}

/** What all route handlers have in common. Nothing else in the house turns a call of the API into a user. */
function serve<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  spec: RouteSpec<P, Q, B>,
  options: Options,
  work: (given: Given<P, Q, B>, entry: Entry) => Promise<Answer>,
) {
  return async (request: NextRequest, context: { params: Promise<Record<string, string>> }): Promise<Response> => {
    const started = performance.now();
    const facts = factsOfHeaders(request.headers);
    let actor = nobody(facts.requestId, facts.ip, facts.userAgent);
    // Addresses without a parameter have none to wait for.
    const rawParams = (await context.params) ?? {};
    const entry: Entry = {
      action: spec.name,
      resource: spec.resource ?? null,
      resourceId: rawParams["id"] ?? rawParams["provider"] ?? null,
      input: null,
      started,
    };
    const done = (response: Response) => {
      response.headers.set("x-request-id", facts.requestId);
      metrics().httpRequests.inc({ method: spec.method, route: spec.path, status: String(response.status) });
      metrics().httpDuration.observe({ route: spec.path }, (performance.now() - started) / 1000);
      return response;
    };
    try {
      const visitor = await identify(request, spec.scope);
      actor = actorOf(visitor, facts);
      const params = spec.params ? paramsOf(spec.params, rawParams, options.what) : undefined;
      if (options.find) {
        const find = options.find;
        if (!(await asUser(actor, (tx) => find(tx, rawParams))))
          throw new Failure("not_found", `There is no such ${options.what ?? "thing"}.`);
      }
      const query = check(spec.query ?? NO_QUERY, queryOf(request.nextUrl));
      const body = spec.body ? await readJson(request, spec.body) : undefined;
      entry.input = allowedInput(body, spec.allow ?? []);
      const given = { visitor, actor, params, query, body, request } as Given<P, Q, B>;
      const answer = await work(given, entry);
      return done(toResponse(answer, spec.status));
    } catch (error) {
      if (!(error instanceof Failure)) {
        log().error(
          { requestId: facts.requestId, route: spec.path, error: error instanceof Error ? error.stack : String(error) },
          "route failed",
        );
      }
      await recordFailure(actor, entry, error);
      return done(problem(error, facts.requestId));
    }
  };
}

function paramsOf<P extends z.ZodType>(schema: P, raw: Record<string, string>, what = "thing"): z.output<P> {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw new Failure("not_found", `There is no such ${what}.`);
  return parsed.data;
}

function toResponse(answer: Answer, status: number | undefined): Response {
  if (answer instanceof Response) return answer;
  const code = answer.status ?? status ?? 200;
  const headers = { "cache-control": "private, no-store", ...answer.headers };
  if (code === 204) return new Response(null, { status: code, headers });
  return Response.json(answer.body ?? {}, { status: code, headers });
}
