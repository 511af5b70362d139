import { readdirSync } from "node:fs";
import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { SPECS, WAKATIME_SPECS } from "./_spec";
import { handlerOf } from "./_spec/testing";
import { GET as nothingHere } from "./[[...path]]/route";
import { GET } from "./openapi.json/route";

type Operation = {
  responses: Record<string, unknown>;
  parameters?: { name: string; in: string; required: boolean }[];
  requestBody?: unknown;
};
type Description = {
  openapi: string;
  servers: unknown;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties?: Record<string, unknown> }> };
};

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Endings of addresses that a folder cannot be called by. */
const ENDINGS: Record<string, string[]> = {
  "/calendar/{token}": [".ics"],
  "/badge/{token}": [".json", ".svg"],
  "/dumps/{token}": [".json"],
};

async function described(): Promise<Description> {
  const answer = GET(new NextRequest("http://localhost/api/openapi.json"));
  expect(answer.status).toBe(200);
  expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  return answer.json();
}

describe("the description of the API", () => {
  it("has every address that has a route file, with the methods that it takes", async () => {
    const { paths, openapi, servers } = await described();
    expect([openapi, servers]).toEqual(["3.1.0", [{ url: "/api" }]]);
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith("route.ts"),
    );
    const addresses = files
      .map((file) => `/${file.slice(0, -"/route.ts".length)}`)
      // Of the pages' own: signing in, pictures. Of nobody: what has no address.
      .filter((path) => !path.includes("[...") && path !== "/avatar");
    const written = addresses.flatMap((path) => {
      const named = path.replaceAll("[", "{").replaceAll("]", "}");
      return (ENDINGS[named] ?? [""]).map((ending) => named + ending);
    });
    // The door of WakaTime's clients has one file for all of them; wakatime.db.test.ts calls each.
    expect(
      Object.keys(paths)
        .filter((path) => !path.startsWith("/v1/"))
        .sort(),
    ).toEqual(written.sort());
  });

  it("describes each call of the doors with its parameters, body, answer and refusals", async () => {
    const { paths, components } = await described();
    for (const spec of SPECS) {
      const operation = paths[spec.path]?.[spec.method.toLowerCase()];
      expect(operation).toBeDefined();
      expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining([String(spec.status ?? 200), "401"]));
      const inPath = (operation?.parameters ?? [])
        .filter((parameter) => parameter.in === "path")
        .map((parameter) => parameter.name);
      expect(inPath).toEqual([...spec.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]));
      expect(operation?.requestBody !== undefined).toBe(spec.body !== undefined || spec.uploads !== undefined);
      await expect(handlerOf(spec)).resolves.toBeTypeOf("function");
    }
    expect(Object.keys(components.schemas["Run"]?.properties ?? {})).toEqual(
      expect.arrayContaining(["localDate", "editedFields", "provider"]),
    );
    const refs = [...JSON.stringify(paths).matchAll(/#\/components\/schemas\/(\w+)/g)].map((found) => found[1] ?? "");
    expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining([...new Set(refs)]));
    expect(JSON.stringify(paths)).not.toContain("#/$defs");
  });

  it("describes each call of WakaTime's clients, with errors in WakaTime's form and keys in all its forms", async () => {
    const { paths } = await described();
    for (const spec of WAKATIME_SPECS) {
      const operation = paths[spec.path]?.[spec.method.toLowerCase()];
      expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining([String(spec.status ?? 200), "400", "401"]));
      expect(JSON.stringify(operation?.responses)).not.toContain("problem+json");
      expect(operation).toMatchObject({ security: [{ key: [] }, { basic: [] }, { query: [] }] });
    }
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        "/v1/users/current/heartbeats",
        "/v1/users/current/heartbeats.bulk",
        "/v1/users/current/summaries",
      ]),
    );
  });

  it("tells of a full disk where files come in, and of providers that refuse where they are asked", async () => {
    const { paths } = await described();
    const calls = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => ({ call: `${method} ${path}`, responses })),
    );
    const answering = (status: string) => calls.filter(({ responses }) => status in responses).map(({ call }) => call);
    expect(answering("507").sort()).toEqual(["post /imports", "post /mmf/upload-csv"]);
    expect(answering("424").sort()).toEqual(["post /sync/{provider}", "put /connections/{provider}"]);
    expect(answering("503")).toEqual(
      expect.arrayContaining(["get /runs", "post /runs/{id}/merge", "post /runs/{id}/use-source"]),
    );
    expect(answering("409")).toEqual(expect.arrayContaining(["post /runs/{id}/merge", "post /runs/{id}/use-source"]));
  });

  it("leaves no method of an address without an answer", async () => {
    for (const path of new Set(SPECS.map((spec) => spec.path))) {
      for (const method of METHODS) {
        const spec = SPECS.find((known) => known.path === path && known.method === method);
        if (spec) continue;
        const any = SPECS.find((known) => known.path === path);
        if (!any) continue;
        const handler = await handlerOf({ ...any, method });
        const answer = await handler(new NextRequest("http://localhost/api", { method }), { params: Promise.resolve({}) });
        expect([path, method, answer.status, answer.headers.get("content-type")]).toEqual([
          path,
          method,
          405,
          "application/problem+json",
        ]);
        expect(answer.headers.get("allow")).toContain(any.method);
      }
    }
  });

  it("says where nothing is that nothing is there", async () => {
    const answer = nothingHere(new NextRequest("http://localhost/api/nowhere"));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
  });
});
