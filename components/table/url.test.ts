import { describe, expect, it } from "vitest";
import { carried, pageHref, readColumns, sortHref, urlState, withParams } from "./url";

const at = (query: string) => ({ path: "/list", query });

describe("the address of a list", () => {
  it("drops what was left empty and keeps what is given twice", () => {
    expect(urlState("/list", { q: "", type: ["a", "b"], page: "2", from: undefined }).query).toBe("type=a&type=b&page=2");
  });

  it("goes back to the first page when anything but the page changes", () => {
    expect(withParams(at("q=x&page=7&next=abc"), { type: "a" })).toBe("/list?q=x&type=a");
    expect(withParams(at("q=x"), { q: null })).toBe("/list");
  });

  it("keeps the filter when the page changes, and gives the first page no number", () => {
    expect(pageHref(at("q=x&page=7"), 8)).toBe("/list?q=x&page=8");
    expect(pageHref(at("q=x&page=2"), 1)).toBe("/list?q=x");
  });

  it("escapes what people type", () => {
    expect(withParams(at(""), { q: "5 & 10 km" })).toBe("/list?q=5+%26+10+km");
  });
});

describe("sorting by a column", () => {
  const date = { key: "date", first: "desc" as const };

  it("starts with the column's own direction and turns it at the next click", () => {
    expect(sortHref(at(""), date, undefined)).toBe("/list?sort=date&order=desc");
    expect(sortHref(at(""), date, { key: "date", order: "desc" })).toBe("/list?sort=date&order=asc");
    expect(sortHref(at(""), date, { key: "date", order: "asc" })).toBe("/list?sort=date&order=desc");
    expect(sortHref(at(""), { key: "name" }, { key: "date", order: "asc" })).toBe("/list?sort=name&order=asc");
  });
});

describe("a form's hidden parameters", () => {
  it("carries the others, but neither its own nor the page", () => {
    expect(carried(at("sort=date&q=x&page=3&empty="), ["q"])).toEqual([["sort", "date"]]);
  });
});

describe("the columns asked for", () => {
  const choices = ["date", "name", "distance"].map((key) => ({ key }));

  it("reads a list with commas and repeated parameters alike, in the table's order", () => {
    expect(readColumns("distance,date", choices, ["name"])).toEqual(["date", "distance"]);
    expect(readColumns(["distance", "date"], choices, ["name"])).toEqual(["date", "distance"]);
  });

  it("falls back to the defaults when nothing known is asked for", () => {
    expect(readColumns("drop table", choices, ["name"])).toEqual(["name"]);
    expect(readColumns(undefined, choices, ["name"])).toEqual(["name"]);
  });
});
