import { describe, expect, it } from "vitest";
import { csvLine } from "./csv";
import { dayField, idField, instantField, noteField, pageFields, queryNumber, textField } from "./fields";
import { readRunFilter, runFilterSchema } from "./run-filter";

const refuses = (schema: { safeParse(value: unknown): { success: boolean } }, values: unknown[]) => {
  for (const value of values) expect([value, schema.safeParse(value).success]).toEqual([value, false]);
};

describe("fields", () => {
  it("let no text through that the database refuses", () => {
    refuses(textField(10), ["", "   ", "a\0b", "\ud800", "a\udc00", "x".repeat(11), 5, null]);
    expect(textField(10).parse("  run 🏃 ")).toBe("run 🏃");
    expect(noteField(10).parse("  ")).toBeNull();
    refuses(noteField(10), ["\0", "\udbff"]);
  });

  it("know real days and instants only", () => {
    refuses(dayField, ["2026-02-29", "2026-13-01", "0000-01-01", "20260101", "2026-1-1", "10000-01-01"]);
    refuses(instantField, [
      "2026-02-30T00:00:00Z",
      "2026-01-01",
      "1899-12-31T23:59:59Z",
      "2200-01-01T00:00:00Z",
      "2026-01-01T00:00:00",
    ]);
    expect(instantField.parse("2026-01-01T01:00:00.5+01:00")).toEqual(new Date("2026-01-01T00:00:00.500Z"));
  });

  it("take ids and numbers only as Almanac writes them", () => {
    refuses(idField, ["", "a/b", "a b", "a\0", "é", "x".repeat(201)]);
    refuses(queryNumber(0, 100), ["", "1e2", "NaN", "Infinity", "-1", "101", " 1"]);
    refuses(pageFields.limit, ["0", "501", "-1", "1.5", "99999999999"]);
    expect(pageFields.limit.parse(undefined)).toBe(50);
  });
});

describe("the filter of runs", () => {
  it("refuses unknown and repeated parameters in the API and overlooks them in a page's address", () => {
    refuses(runFilterSchema, [{ form: "2026-01-01" }, { from: ["2026-01-01", "2026-01-02"] }, { type: "Walk" }]);
    const read = readRunFilter({
      from: ["2026-01-01", "2026-02-01"],
      type: "Walk",
      limit: "9999",
      q: " dog ",
      next: "bm8",
      columns: "a,b",
    });
    expect(read).toEqual({ from: "2026-02-01", q: "dog", limit: 50, sort: "startAt", order: "desc", deleted: false });
  });
});

describe("a line of CSV", () => {
  it("quotes what needs it and runs no formula", () => {
    expect(csvLine(["a,b", 'say "hi"', null, 1.5, "=SUM(A1)", "-5 min", "two\nlines"])).toBe(
      `"a,b","say ""hi""",,1.5,'=SUM(A1),'-5 min,"two\nlines"\r\n`,
    );
  });
});
