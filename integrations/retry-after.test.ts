import { describe, expect, it } from "vitest";
import { retryAfter } from "./retry-after";

const NOW = new Date("2026-11-21T08:00:00Z");
const said = (text: string | null) =>
  retryAfter(new Headers(text === null ? {} : { "retry-after": text }), NOW)?.toISOString() ?? null;

describe("what an answer says of another try", () => {
  it.each([
    ["90", "2026-11-21T08:01:30.000Z"],
    ["0.5", "2026-11-21T08:00:00.500Z"],
    ["Sat, 21 Nov 2026 08:00:30 GMT", "2026-11-21T08:00:30.000Z"],
  ])("%s is taken at its word", (text, at) => expect(said(text)).toBe(at));

  it.each(["86401", "99999999999", "999999999999999", "Wed, 21 Oct 2099 07:28:00 GMT"])("%s is a day at most", (text) =>
    expect(said(text)).toBe("2026-11-22T08:00:00.000Z"),
  );

  it.each([
    null,
    "",
    "0",
    "-5",
    "1e300",
    "Infinity",
    "NaN",
    "soon",
    "2026-11-21",
    "Wed, 21 Oct 2015 07:28:00 GMT",
    "Fri, 99 Foo GMT",
  ])("%s says nothing", (text) => expect(said(text)).toBeNull());
});
