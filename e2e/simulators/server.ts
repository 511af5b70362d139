import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type Answer, json } from "./answer";
import { type Clock, createClock } from "./clock";
import { answerOf, createFaults, type Fault, type Faults, type Refusals, spoil } from "./faults";
import { type Call, isObject, jsonOf, readCall } from "./request";
import { createRequestLog, type LoggedRequest, type RequestLog } from "./request-log";

export type Handler = (call: Call) => Answer | Promise<Answer>;
/** Method, path with `:names`, and who answers. */
export type Route = [method: string, path: string, handler: Handler];
/** A command takes one object of arguments; over HTTP that object comes as JSON beside `do`. */
export type Commands = Record<string, (args: never) => unknown>;

/** What every simulator has: its clock, its faults, its latency and its log. */
export type Workings = { clock: Clock; faults: Faults; requests: RequestLog; latencyMs: number };
export type StartOptions = { port?: number; host?: string; now?: number; latencyMs?: number };
export type Served = { origin: string; stop(): Promise<void> };

export function createWorkings(options: StartOptions): Workings {
  const clock = createClock(options.now);
  return { clock, faults: createFaults(clock), requests: createRequestLog(), latencyMs: options.latencyMs ?? 0 };
}

/** The commands every simulator understands. */
export function commonCommands(workings: Workings) {
  return {
    fault: (fault: Fault) => workings.faults.set(fault),
    clearFaults: () => workings.faults.clear(),
    /** Answers what the fault `held` keeps waiting. */
    release: () => workings.faults.release(),
    /** Puts the simulator's clock forward. */
    advance: ({ seconds }: { seconds: number }) => workings.clock.advance(seconds * 1000),
    latency({ ms }: { ms: number }) {
      workings.latencyMs = ms;
    },
    clearRequests: () => workings.requests.clear(),
  };
}

/** Serves the routes with latency and faults, and the doors `POST /__control` and `GET /__requests` for a test in another process. */
export async function serve(
  workings: Workings,
  routes: Route[],
  commands: Commands,
  refusals: Refusals,
  options: StartOptions,
): Promise<Served> {
  const find = compileRoutes(routes);
  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) send(response, json(500, { simulatorError: String(error) }));
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    if (call.path === "/__control") return send(response, await command(commands, call));
    if (call.path === "/__requests") return send(response, json(200, describeRequests(workings.requests)));
    const route = find(call);
    const { method, path, query } = call;
    const entry = workings.requests.begin({
      at: workings.clock.now(),
      method,
      path,
      query: query.toString(),
      route: route?.path ?? path,
    });
    response.once("close", () => workings.requests.end(entry, response.headersSent ? response.statusCode : undefined));
    await respond(call, route?.handler, response);
  }

  async function respond(call: Call, handler: Handler | undefined, response: ServerResponse): Promise<void> {
    if (workings.latencyMs > 0) await wait(workings.latencyMs);
    const fault = workings.faults.take(call);
    if (fault?.fault === "hang") return;
    if (fault?.fault === "close_socket") return void response.destroy();
    if (fault?.fault === "slow") await wait(fault.ms ?? 3000);
    if (fault?.fault === "held") await workings.faults.released();
    const instead = fault && answerOf(fault, call, refusals);
    const answer = instead ?? (handler ? await handler(call) : json(404, { message: "Not Found" }));
    if (fault?.fault === "after_answer_drop") return void response.destroy();
    if (fault?.fault === "cut_body") return half(response, answer, () => response.destroy());
    if (fault?.fault === "hang_midway") return half(response, answer, () => undefined);
    send(response, fault && !instead ? spoil(fault, answer) : answer);
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, options.host ?? "127.0.0.1", resolve);
  });
  return { origin: `http://${options.host ?? "127.0.0.1"}:${portOf(server.address())}`, stop: () => close(server) };
}

function compileRoutes(routes: Route[]) {
  const compiled = routes.map(([method, path, handler]) => {
    const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
    return { method, path, handler, names, pattern: new RegExp(`^${path.replaceAll(/:\w+/g, "([^/]+)")}$`) };
  });
  return (call: Call) => {
    for (const route of compiled) {
      const match = route.method === call.method ? route.pattern.exec(call.path) : null;
      if (!match) continue;
      call.params = Object.fromEntries(route.names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")]));
      return route;
    }
    return undefined;
  };
}

/** One command, or several under `all` one after another. */
async function command(commands: Commands, call: Call): Promise<Answer> {
  const body = jsonOf(call);
  const asked: unknown[] = Array.isArray(body?.["all"]) ? body["all"] : [body];
  try {
    const results: unknown[] = [];
    for (const one of asked) {
      const { do: name, ...given } = isObject(one) ? one : {};
      const run = commands[String(name)];
      if (!run) return json(400, { error: `No command ${String(name)}. There are: ${Object.keys(commands).join(", ")}` });
      // The arguments come from our own tests; a wrong one shows as an error of the command.
      results.push((await run(given as never)) ?? null);
    }
    return json(200, { result: Array.isArray(body?.["all"]) ? results : results[0] });
  } catch (error) {
    return json(400, { error: String(error) });
  }
}

function describeRequests(requests: RequestLog): {
  total: number;
  counts: Record<string, number>;
  maxInFlight: number;
  list: LoggedRequest[];
} {
  return { total: requests.count(), counts: requests.counts(), maxInFlight: requests.maxInFlight(), list: requests.list() };
}

function send(response: ServerResponse, answer: Answer): void {
  const length = answer.status === 204 ? {} : { "Content-Length": String(Buffer.byteLength(answer.body)) };
  response.writeHead(answer.status, { ...answer.headers, ...length });
  response.end(answer.status === 204 ? undefined : answer.body);
}

function half(response: ServerResponse, answer: Answer, then: () => void): void {
  response.writeHead(answer.status, { ...answer.headers, "Content-Length": String(Buffer.byteLength(answer.body) + 10) });
  response.write(answer.body.slice(0, answer.body.length / 2), then);
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === "string") throw new Error("The simulator has no port.");
  return address.port;
}

function close(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
