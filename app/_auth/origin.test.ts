import { describe, expect, it } from "vitest";
import { fromOwnPages, ownPath } from "./origin";

describe("requests from our own pages", () => {
  it("believes the browser's own word on where a request comes from", () => {
    expect(fromOwnPages(new Headers({ "sec-fetch-site": "same-origin" }))).toBe(true);
    for (const site of ["cross-site", "same-site", "none"]) {
      expect(fromOwnPages(new Headers({ "sec-fetch-site": site, origin: "http://localhost:3000" }))).toBe(false);
    }
  });

  it("compares the origin where the browser says nothing else, and refuses silence", () => {
    expect(fromOwnPages(new Headers({ origin: "http://almanac.lan:3000", host: "almanac.lan:3000" }))).toBe(true);
    expect(fromOwnPages(new Headers({ origin: "http://evil.example", host: "almanac.lan:3000" }))).toBe(false);
    expect(fromOwnPages(new Headers({ origin: "null", host: "almanac.lan:3000" }))).toBe(false);
    expect(fromOwnPages(new Headers({ host: "almanac.lan:3000" }))).toBe(false);
  });
});

describe("the way back after signing in", () => {
  it("keeps a path of ours with its query", () => {
    expect(ownPath("/runs?from=2026-01-01&sort=distance")).toBe("/runs?from=2026-01-01&sort=distance");
  });

  it.each([
    "//evil.example/runs",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "/./..//evil.example",
    "/api/export",
    "/sign-in?from=/runs",
    "",
    undefined,
    7,
  ])("leads home instead of to %j", (from) => {
    expect(ownPath(from)).toBe("/");
  });
});
