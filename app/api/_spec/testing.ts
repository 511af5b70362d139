import { NextRequest } from "next/server";
import type { TestUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { newId, sha256 } from "@/lib/crypto";
import { SPECS } from ".";
import type { Spec } from "./spec";

/** For tests only: calls the route handlers as a program with an API key does, without a server in between. */
export type Answered = { status: number; headers: Headers; text: string; body: Record<string, unknown> };

type Handler = (request: NextRequest, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Makes an API key with all scopes. */
export async function makeKey(
  user: Pick<TestUser, "id">,
  scopes = ["read", "write", "telemetry", "heartbeats"],
): Promise<string> {
  const key = newId();
  await as(user, (tx) =>
    tx.query("select door.own_key_create($1, $2, $3, $4, $5, null)", [newId(), sha256(key), "test", key.slice(-4), scopes]),
  );
  return key;
}

/** The handler of a call: the export of its route file that is named like the method. */
export async function handlerOf(spec: Spec): Promise<Handler> {
  const folder = spec.path.replaceAll("{", "[").replaceAll("}", "]");
  const module: Record<string, unknown> = await import(/* @vite-ignore */ `../${folder.slice(1)}/route.ts`);
  const handler = module[spec.method];
  if (typeof handler !== "function") throw new Error(`${spec.path} has no ${spec.method}`);
  return handler as Handler;
}

/** Matches an address like `/runs/abc` with a path like `/runs/{id}`; the more literal path wins. */
function match(method: string, pathname: string): { spec: Spec; params: Record<string, string> } {
  const candidates = SPECS.filter((spec) => spec.method === method).sort(
    (a, b) => a.path.split("{").length - b.path.split("{").length,
  );
  for (const spec of candidates) {
    const names = [...spec.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? "");
    const values = new RegExp(`^${spec.path.replaceAll(/\{\w+\}/g, "([^/]+)")}$`).exec(pathname)?.slice(1);
    if (values) return { spec, params: Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(values[i] ?? "")])) };
  }
  throw new Error(`no call ${method} ${pathname}`);
}

/** Calls the API: `api(key)("PATCH", "/runs/abc", { changes: { name: "x" } })`. A body that is a text is sent as it is. */
export function api(key: string) {
  return async (method: Spec["method"], address: string, body?: unknown): Promise<Answered> => {
    const url = new URL(`http://localhost/api${address}`);
    const { spec, params } = match(method, url.pathname.slice("/api".length));
    const handler = await handlerOf(spec);
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const sent = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
    const request = new NextRequest(url, { method, headers, ...(sent === undefined ? {} : { body: sent }) });
    const response = await handler(request, { params: Promise.resolve(params) });
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json") && text !== "";
    return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : {} };
  };
}
