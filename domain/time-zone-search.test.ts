import { describe, expect, it } from "vitest";
import { findTimeZone, zoneLabel } from "./time-zone-search";

describe("a typed time zone", () => {
  it.each([
    ["Berlin", "Europe/Berlin"],
    ["  new york ", "America/New_York"],
    ["São Paulo", "America/Sao_Paulo"],
    ["Europe/Berlin", "Europe/Berlin"],
    ["europe/berlin", "Europe/Berlin"],
    ["America/New York", "America/New_York"],
    ["Buenos Aires (America/Argentina/Buenos_Aires)", "America/Argentina/Buenos_Aires"],
    ["utc", "UTC"],
  ])("%s is one zone", (text, zone) => {
    const found = findTimeZone(text);
    // Platforms list either of two names of a zone.
    expect("zone" in found && new Intl.DateTimeFormat("en", { timeZone: found.zone }).resolvedOptions().timeZone).toBe(
      new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone,
    );
  });

  it.each(["Kolkata", "Calcutta"])("%s is found under either of its names", (text) => {
    expect(findTimeZone(text)).toEqual({ zone: `Asia/${text}` });
  });

  it("is asked about where it may be several, and never guessed", () => {
    expect(findTimeZone("berl")).toEqual({ like: ["Berlin (Europe/Berlin)"] });
    const { like } = findTimeZone("san") as { like: string[] };
    expect(like.length).toBeGreaterThan(1);
    expect(like.length).toBeLessThanOrEqual(5);
  });

  it("is nothing where nothing is like it", () => {
    expect(findTimeZone("Atlantis")).toEqual({ like: [] });
    expect(findTimeZone("")).toEqual({ like: [] });
    expect(findTimeZone("+02:00")).toEqual({ like: [] });
  });
});

it("is found again by what it is shown as", () => {
  for (const zone of Intl.supportedValuesOf("timeZone")) expect(findTimeZone(zoneLabel(zone))).toEqual({ zone });
});
