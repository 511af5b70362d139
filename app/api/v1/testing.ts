import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { NextRequest } from "next/server";
import config from "@/next.config";
import { POST as door } from "./[...path]/route";

/** For tests only: the door of WakaTime's clients behind a real HTTP server, under all addresses that lead to it. */
export type Client = {
  address: string;
  close(): Promise<void>;
};

/** Where a path leads by the rewrites of next.config.ts; null where it leads nowhere. */
async function leadsTo(path: string): Promise<string | null> {
  if (path.startsWith("/api/v1/")) return path.slice("/api/v1/".length);
  const rewrites = (await config.rewrites?.()) ?? [];
  for (const { source, destination } of Array.isArray(rewrites) ? rewrites : []) {
    const [prefix = "", rest] = source.split(":path*");
    if (rest === undefined ? path === source : path.startsWith(prefix)) {
      return destination.replace(":path*", path.slice(prefix.length)).slice("/api/v1/".length);
    }
  }
  return null;
}

/** Starts the server on a port of its own. */
export async function serveDoor(): Promise<Client> {
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const to = await leadsTo(url.pathname);
    const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
    const method = request.method ?? "GET";
    const path = to === null ? [] : to.split("/").map(decodeURIComponent);
    const answer =
      to === null
        ? new Response(null, { status: 404 })
        : await door(new NextRequest(url, { method, headers, ...body }), { params: Promise.resolve({ path }) });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

/** Recorded requests and answers lie beside the repository where it is developed, never in it. */
export const shared = new URL("../../../../shared/fixtures/wakatime/", import.meta.url);
export const hasShared = existsSync(shared);

/** A file of them as JSON. */
export function sharedJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, shared), "utf8"));
}

export type Asked = { key: string | null; headers?: Record<string, string>; method?: string; body?: unknown };

/** Asks as an editor does, with the key as `Basic base64(KEY)`; a body that is a text is sent as it is. */
export async function askDoor(address: string, path: string, { key, headers = {}, method, body }: Asked) {
  const authorization: Record<string, string> = key === null ? {} : { authorization: basic(key) };
  const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const answer = await fetch(`${address}${path}`, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: { "content-type": "application/json", ...authorization, ...headers },
    ...sent,
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: text.startsWith("{") ? JSON.parse(text) : {} };
}

/** Where a person's own calls are. */
export const own = "/api/v1/users/current";

export const UA = "wakatime/v1.90.0 (linux-6.1.0-x86_64) go1.22.1 vscode/1.101.2 vscode-wakatime/25.3.0";

/** A heartbeat as wakatime-cli sends it, at an instant in seconds. */
export const beat = (time: number, more: Record<string, unknown> = {}) => ({
  ...{ entity: "/p/main.go", type: "file", category: "coding", project: "demo", branch: "main", language: "Go" },
  ...{ time, user_agent: UA, ...more },
});
