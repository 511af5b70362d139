import { expect, it } from "vitest";
import { excerptOf, searchTerms } from "./reflections";

it("takes a search apart", () => {
  expect(searchTerms('long run "in the rain" -knee')).toEqual([
    { words: "long", phrase: false, not: false },
    { words: "run", phrase: false, not: false },
    { words: "in the rain", phrase: true, not: false },
    { words: "knee", phrase: false, not: true },
  ]);
  expect(searchTerms(`- " & ! '' "..."`)).toEqual([]);
  expect(searchTerms("🚲 -🌧️").map(({ words, not }) => [words, not])).toEqual([
    ["🚲", false],
    ["🌧️", true],
  ]);
});

const marked = (text: string, q: string) =>
  excerptOf(text, searchTerms(q))
    .map((piece) => (piece.found ? `[${piece.text}]` : piece.text))
    .join("");

it("shows what was found, and what stands around it", () => {
  expect(marked("Long run in the rain, rainy day", "rain")).toBe("Long run in the [rain], [rainy] day");
  expect(marked("It was in  the Rain; terrain", '"in the rain" -snow')).toBe("It was [in  the Rain]; terrain");
  expect(marked("a.b (c) *", "a.b (c) * \\")).toBe("[a.b] [(c)] *");
  expect(marked("Läuft", "läu")).toBe("[Läuft]");
  expect(marked("Läuft am Weiher; Straße", "lauf strasse")).toBe("[Läuft] am Weiher; [Straße]");
  expect(marked("Cafe\u0301 und Café", "CAFÉ")).toBe("[Cafe\u0301] und [Café]");
  expect(marked("Mother-in-law", "in-law")).toBe("Mother-[in-law]");
  expect(marked("By 🚲 home", "🚲")).toBe("By [🚲] home");
  const long = `${"word ".repeat(60)}needle ${"word ".repeat(60)}`;
  const found = marked(long, "needle");
  expect(found).toMatch(/^… word( word)* \[needle\] (word )*word …$/);
  expect(found.length).toBeLessThan(190);
  expect(marked(long, "other").length).toBeLessThan(170);
  expect(marked("x".repeat(500), "x").length).toBeLessThan(510);
  expect(marked("", "x")).toBe("");
  expect(marked("Of well-being, mine", "well-being")).toBe("Of [well-being], mine");
  expect(marked("Of well-being, mine", '"well-being" -x -"a-b"')).toBe("Of [well-being], mine");
  // Every character that could mean something to a pattern means itself.
  for (const sign of Array.from({ length: 95 }, (_, i) => String.fromCodePoint(32 + i)))
    expect(marked(`a${sign}b`, `a${sign}b`).replaceAll(/[[\]]/g, ""), sign).toBe(`a${sign}b`.replaceAll(/[[\]]/g, ""));
});
