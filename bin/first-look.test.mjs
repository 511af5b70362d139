import { describe, expect, it } from "vitest";
import { firstLook } from "./first-look.mjs";

const look = (url, { method = "GET", headers = {} } = {}) => {
  const request = { url, method, headers };
  return { refused: firstLook(request), request };
};

describe("the first look at a request", () => {
  it.each([
    ["/runs?q=100%", "/runs?q=100%"],
    ["/runs/caf%C3%A9", "/runs/caf%C3%A9"],
    ["/runs/%E0%A4%A", "/runs/%25E0%25A4%25A"],
    ["/%?a=%20b", "/%25?a=%20b"],
    ["/api/runs/%ff", "/api/runs/%25ff"],
    ["http://almanac.example/runs?page=2", "/runs?page=2"],
  ])("makes of %s an address that can be read", (url, readable) => {
    const { refused, request } = look(url);
    expect(refused).toBeNull();
    expect(request.url).toBe(readable);
  });

  it("refuses what is no path and methods that nobody answers", () => {
    expect(look("*", { method: "OPTIONS" }).refused?.status).toBe(400);
    expect(look("almanac.example:443").refused?.status).toBe(400);
    for (const method of ["TRACE", "CONNECT", "PROPFIND"]) expect(look("/", { method }).refused?.status).toBe(405);
  });

  it("gives every request an id, its own if that is one", () => {
    const id = "5e0f7c1a-8f3f-4b53-9d43-9d2f6c8f1b11";
    expect(look("/", { headers: { "x-request-id": id } }).request.headers["x-request-id"]).toBe(id);
    const made = look("/", { headers: { "x-request-id": "<script>" } }).request.headers["x-request-id"];
    expect(made).toMatch(/^[0-9a-f-]{36}$/);
  });
});
