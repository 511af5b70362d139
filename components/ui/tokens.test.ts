import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { apart, contrast, type Oklch, visions } from "./colour-testing";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const areas = ["runs", "rides", "strength", "coding", "planning", "mood"];

function token(name: string, theme: "light" | "dark"): Oklch {
  const pair = new RegExp(`--${name}: light-dark\\(oklch\\(([^)]+)\\), oklch\\(([^)]+)\\)\\)`).exec(css);
  const numbers = (pair?.[theme === "light" ? 1 : 2] ?? "").split(" ").map(Number);
  if (numbers.length !== 3 || numbers.some(Number.isNaN)) throw new Error(`no colour --${name}`);
  return [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0];
}

describe.each(["light", "dark"] as const)("the %s palette", (theme) => {
  const grounds = ["paper", "sheet", "hover"].map((name) => token(name, theme));

  it("has body text at AAA on every ground", () => {
    for (const ground of grounds) expect(contrast(token("ink", theme), ground)).toBeGreaterThanOrEqual(7);
  });

  it.each(["soft", "accent", "good", "warn", "bad", ...areas.map((area) => `area-${area}`)])(
    "has %s at AA on every ground",
    (name) => {
      for (const ground of grounds) expect(contrast(token(name, theme), ground)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it("has the edges of controls at 3:1", () => {
    for (const ground of grounds.slice(0, 2)) expect(contrast(token("line-strong", theme), ground)).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(visions))("keeps the six areas apart for %s vision", (vision) => {
    for (const [index, area] of areas.entries()) {
      for (const other of areas.slice(0, index)) {
        const distance = apart(token(`area-${area}`, theme), token(`area-${other}`, theme), vision);
        expect(distance, `${area} and ${other}`).toBeGreaterThanOrEqual(0.07);
      }
    }
  });
});
