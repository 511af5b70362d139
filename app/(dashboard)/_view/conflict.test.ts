import { describe, expect, it } from "vitest";
import { conflict, touched } from "./conflict";

const FIELDS = ["name", "notes", "distance"] as const;
const of = { what: "run", fields: FIELDS, labelOf: (field: string) => field.toUpperCase(), current: {} };
const shown = { name: "Run", notes: "", distance: "10.00" };

describe("what a person changed", () => {
  it("is not the browser's line ends or space around a text", () => {
    expect(touched(FIELDS, { ...shown, notes: "a\r\nb " }, { ...shown, notes: "a\nb" })).toEqual([]);
  });
});

describe("a conflict", () => {
  it("shows both values where both changed, and tells what else changed", () => {
    const now = { ...shown, distance: "10.20", name: "Long run" };
    const failure = conflict({ ...of, typed: { ...shown, distance: "10.10" }, shown, now });
    expect(failure.kind).toBe("conflict");
    expect(failure.extra.fields).toHaveLength(1);
    expect(failure.extra.fields?.[0]?.path).toBe("distance");
    expect(failure.extra.fields?.[0]?.message).toMatch(/10\.20.*10\.00/);
    expect(failure.message).toContain("NAME is now “Long run”");
  });

  it("asks nothing where both wrote the same", () => {
    const both = { ...shown, distance: "10.20" };
    expect(conflict({ ...of, typed: both, shown, now: both }).extra.fields).toEqual([]);
  });
});
