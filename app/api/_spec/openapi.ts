import { STATUS_CODES } from "node:http";
import { z } from "zod";
import type { WakatimeSpec } from "@/app/_auth/wakatime-door";
import { OPEN_CALLS, type OpenCall } from "./open";
import type { Spec } from "./spec";

type Json = Record<string, unknown>;

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    current: z.unknown().optional().describe("With 409 for a stale version: the thing as it is now."),
  })
  .meta({ id: "Problem" });

const problemAnswer = (status: number) => ({
  description: STATUS_CODES[status] ?? "Error",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

/** The named schemas that were met; each is described once, under `components`. */
class Named {
  readonly schemas: Json = {};

  /** A schema as JSON Schema; inputs as they are sent, answers as they arrive. */
  describe(schema: z.ZodType, io: "input" | "output"): Json {
    const {
      $schema: _,
      $defs,
      ...described
    } = z.toJSONSchema(schema, { io, unrepresentable: "any", target: "draft-2020-12" }) as Json;
    const found = JSON.parse(JSON.stringify({ ...described, $defs }).replaceAll("#/$defs/", "#/components/schemas/")) as Json;
    Object.assign(this.schemas, found["$defs"]);
    delete found["$defs"];
    const id = found["id"];
    if (typeof id !== "string") return found;
    this.schemas[id] = found;
    return { $ref: `#/components/schemas/${id}` };
  }
}

function parameters(named: Named, schema: z.ZodType | undefined, where: "path" | "query"): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = named.describe(schema, "input") as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: described,
  }));
}

function answer(named: Named, call: Pick<OpenCall, "response" | "status" | "type">): Json {
  const status = call.status ?? 200;
  const schema = call.response ? named.describe(call.response, "output") : undefined;
  const type = call.type ?? "application/json";
  const content = status === 204 ? {} : { content: { [type]: { schema: schema ?? (call.type ? { type: "string" } : {}) } } };
  return { [status]: { description: STATUS_CODES[status] ?? "OK", ...content } };
}

/** Which refusals a call of the doors can answer with. */
function refusals(spec: Spec): number[] {
  const body = spec.body || spec.uploads ? [400, 413, 415] : [];
  const room = spec.uploads ? [507] : [];
  const change = spec.method === "GET" ? [] : [409];
  return [401, 403, ...(spec.params ? [404] : []), ...change, ...body, 422, 503, ...room, ...(spec.refusals ?? [])];
}

function problems(statuses: readonly number[] = []): Json {
  return Object.fromEntries(statuses.map((status) => [status, problemAnswer(status)]));
}

function uploadBody(description: string): Json {
  const file = { type: "array", items: { type: "string", format: "binary" }, description };
  return {
    required: true,
    content: { "multipart/form-data": { schema: { type: "object", properties: { file }, required: ["file"] } } },
  };
}

function operation(named: Named, spec: Spec): Json {
  const body = spec.body && named.describe(spec.body, "input");
  return {
    operationId: spec.name,
    summary: spec.summary,
    tags: [spec.path.split("/")[1]],
    security: [{ key: [] }],
    "x-scope": spec.scope,
    parameters: [...parameters(named, spec.params, "path"), ...parameters(named, spec.query, "query")],
    ...(body
      ? { requestBody: { required: !spec.body?.safeParse({}).success, content: { "application/json": { schema: body } } } }
      : {}),
    ...(spec.uploads ? { requestBody: uploadBody(spec.uploads) } : {}),
    responses: { ...answer(named, spec), ...problems(refusals(spec)) },
  };
}

const wakatimeError = z
  .union([z.object({ error: z.string() }), z.object({ errors: z.record(z.string(), z.array(z.string())) })])
  .meta({ id: "WakatimeError" });

/** A call of WakaTime's clients: keys in their forms, errors in WakaTime's own. */
function wakatimeOperation(named: Named, spec: WakatimeSpec): Json {
  const refused = { content: { "application/json": { schema: named.describe(wakatimeError, "output") } } };
  const id = spec.path.includes("{id}") ? [{ name: "id", in: "path", required: true, schema: { type: "string" } }] : [];
  const statuses = [400, 401, 403, ...(id.length > 0 ? [404] : []), ...(spec.body ? [413] : []), 503];
  return {
    operationId: spec.name,
    summary: spec.summary,
    tags: ["wakatime"],
    security: [{ key: [] }, { basic: [] }, { query: [] }],
    "x-scope": spec.scope,
    parameters: [...id, ...parameters(named, spec.query, "query")],
    ...(spec.body
      ? { requestBody: { required: true, content: { "application/json": { schema: named.describe(spec.body, "input") } } } }
      : {}),
    responses: {
      ...answer(named, spec),
      ...Object.fromEntries(statuses.map((status) => [status, { description: STATUS_CODES[status] ?? "Error", ...refused }])),
    },
  };
}

/** The OpenAPI 3.1 description of the HTTP API, made from the same schemas that check the input. */
export function openApi(specs: readonly Spec[], wakatime: readonly WakatimeSpec[]): Json {
  const named = new Named();
  named.describe(problemSchema, "output");
  const paths: Record<string, Json> = {};
  const add = (path: string, method: string, described: Json) => {
    paths[path] = { ...paths[path], [method.toLowerCase()]: described };
  };
  for (const spec of specs) add(spec.path, spec.method, operation(named, spec));
  for (const spec of wakatime) add(spec.path, spec.method, wakatimeOperation(named, spec));
  for (const call of OPEN_CALLS) {
    const described = {
      summary: call.summary,
      tags: [call.path.split("/")[1]],
      security: [],
      parameters: parameters(named, call.params, "path"),
      responses: { ...answer(named, call), ...problems(call.refusals) },
    };
    add(call.path, call.method, described);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Almanac",
      version: "1",
      description: "Your runs, rides and days. Metres, seconds, m/s, W, kJ, bpm; instants in UTC.",
    },
    servers: [{ url: "/api" }],
    paths,
    components: {
      schemas: named.schemas,
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key, made under Settings, API keys." },
        basic: {
          type: "http",
          scheme: "basic",
          description: "The same as a name without a password: base64(KEY) or base64(KEY:).",
        },
        query: { type: "apiKey", in: "query", name: "api_key" },
      },
    },
  };
}
