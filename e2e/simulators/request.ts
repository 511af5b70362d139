import type { IncomingMessage } from "node:http";

/** A request that has been read to its end. */
export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: string;
  /** The values of the route's `:names`, decoded. */
  params: Record<string, string>;
};

export async function readCall(request: IncomingMessage): Promise<Call> {
  const url = new URL(request.url ?? "/", "http://simulator");
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(parts).toString("utf8"),
    params: {},
  };
}

/** The fields of a form body; some providers take them from the query as well. */
export function formOf(call: Call): URLSearchParams {
  return new URLSearchParams(call.body);
}

/** An object, or undefined when the body is none. */
export function jsonOf(call: Call): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(call.body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function bearerOf(call: Call): string | undefined {
  return /^Bearer (\S+)$/i.exec(call.headers.authorization ?? "")?.[1];
}

/** Name and password of HTTP Basic, or undefined. */
export function basicOf(call: Call): { name: string; password: string } | undefined {
  const encoded = /^Basic (\S+)$/i.exec(call.headers.authorization ?? "")?.[1];
  if (!encoded) return undefined;
  const [name = "", password = ""] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return { name: decodeURIComponent(name), password: decodeURIComponent(password) };
}
