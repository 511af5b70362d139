import { describe, expect, it } from "vitest";
import { escapePattern } from "./dialog";
import { currentHref } from "./nav-item";
import { queryOf, softLinkTarget } from "./soft-target";

const here = "https://almanac.test/runs?page=2";
const link = (href: string, attributes: string[] = [], target = "") => ({
  href,
  target,
  hasAttribute: (name: string) => attributes.includes(name),
});

describe("links that load softly", () => {
  it("are those to pages of our own", () => {
    expect(softLinkTarget(link("https://almanac.test/rides?a=1#top"), here)).toBe("/rides?a=1#top");
  });

  it("are not those elsewhere, to files, to other windows, or within the page", () => {
    expect(softLinkTarget(link("https://example.org/runs"), here)).toBeNull();
    expect(softLinkTarget(link("mailto:a@example.org"), here)).toBeNull();
    expect(softLinkTarget(link("javascript:alert(1)"), here)).toBeNull();
    expect(softLinkTarget(link("https://almanac.test/api/runs?format=csv"), here)).toBeNull();
    expect(softLinkTarget(link("https://almanac.test/rides", ["download"]), here)).toBeNull();
    expect(softLinkTarget(link("https://almanac.test/rides", ["data-hard"]), here)).toBeNull();
    expect(softLinkTarget(link("https://almanac.test/rides", [], "_blank"), here)).toBeNull();
    expect(softLinkTarget(link("https://almanac.test/runs?page=2#content"), here)).toBeNull();
  });
});

it("leaves empty fields of a form out of the address", () => {
  expect(
    queryOf([
      ["q", ""],
      ["type", "Outdoor Run"],
      ["columns", "a"],
      ["columns", "b"],
    ]),
  ).toBe("?type=Outdoor+Run&columns=a&columns=b");
  expect(queryOf([["q", ""]])).toBe("");
});

it("marks the nearest place above a page, and the root only on itself", () => {
  const places = ["/", "/rides", "/rides/records", "/runs"];
  expect(currentHref("/rides/records", places)).toBe("/rides/records");
  expect(currentHref("/rides/17/live", places)).toBe("/rides");
  expect(currentHref("/", places)).toBe("/");
  expect(currentHref("/runsets", places)).toBeUndefined();
});

it("asks for a name by a pattern that only the name itself matches", () => {
  for (const name of ["C++ (old) & new", "a.b", "50% [x]", "Ada"]) {
    const pattern = new RegExp(`^(?:${escapePattern(name)})$`, "v");
    expect(pattern.test(name)).toBe(true);
    expect(pattern.test(`${name}x`)).toBe(false);
  }
  expect(new RegExp(`^(?:${escapePattern("a.b")})$`, "v").test("axb")).toBe(false);
});
