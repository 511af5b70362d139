import { describe, expect, it } from "vitest";
import { nameOfParam, nameOfPart, nameParam, namePart } from "./coding-names";

const NAMES = [
  "",
  "~",
  "~~",
  "~s",
  "acme",
  "acme/web",
  "a/b\\c",
  ".",
  "..",
  "three.js",
  "100 %",
  "%2F",
  "C++",
  "Größe",
  "日本",
  " x ",
  "?#&=",
];

describe("names in addresses", () => {
  it.each(NAMES)("%j comes back as it was, from a path and from a query", (name) => {
    expect(nameOfPart(decodeURIComponent(encodeURIComponent(namePart(name))))).toBe(name);
    expect(nameOfParam(nameParam(name))).toBe(name);
  });

  it("are never empty, and hold nothing that a proxy folds away or takes for a file", () => {
    for (const name of NAMES) {
      expect(namePart(name)).toMatch(/^[^/\\.%]+$/);
      expect(nameParam(name)).not.toBe("");
    }
    expect(new Set(NAMES.map(namePart)).size).toBe(NAMES.length);
    expect(new Set(NAMES.map(nameParam)).size).toBe(NAMES.length);
  });

  it("stay readable where they can", () => {
    expect(namePart("acme-web")).toBe("acme-web");
    expect(nameParam("three.js")).toBe("three.js");
  });
});
