import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { between, holds, untied, wordsOf } from "./left-words";
import { readQuickAdd } from "./natural-dates";

const ON = { today: "2026-11-21", firstWeekday: 1 };

describe("words that are left in the title", () => {
  it.each([
    ["Read chapter p1 tomorrow", ["p1"], { title: "Read chapter p1", dueDate: "2026-11-22", priority: 0 }],
    ["Read chapter tomorrow p1", ["p1"], { title: "Read chapter p1", dueDate: "2026-11-22", priority: 0 }],
    ["Read chapter p1 tomorrow", ["tomorrow"], { title: "Read chapter tomorrow", dueDate: null, priority: 3 }],
    ["Watch The Day After Tomorrow", ["tomorrow"], { title: "Watch The Day After Tomorrow", dueDate: null, priority: 0 }],
    ["Every Monday call Ada", ["every monday"], { title: "Every Monday call Ada", dueDate: null, priority: 0 }],
    ["Print !2 posters", ["!2"], { title: "Print !2 posters", dueDate: null, priority: 0 }],
    ["Today  is   the day", ["today"], { title: "Today is the day", dueDate: null, priority: 0 }],
  ])("%s without %j", (line, left, expected) => {
    expect(readQuickAdd(line, ON, left)).toMatchObject(expected);
  });

  it("a repeat that is left is no day either, and its goal neither", () => {
    expect(readQuickAdd("Sow #peas every monday", ON, ["every monday", "#peas"])).toMatchObject({
      ...{ title: "Sow #peas every monday", repeat: null, dueDate: null, goals: [], found: [] },
    });
  });

  it("leaves everything, whatever was found, where all of it is left", () => {
    const words = fc.constantFrom(
      "call",
      "tomorrow",
      "p1",
      "!2",
      "#peas",
      "every",
      "monday",
      "fri",
      "in",
      "3",
      "days",
      "the",
      "on",
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (list) => {
        const line = list.join(" ");
        const left: string[] = [];
        // Each press takes one piece away; in the end nothing is understood and the title is the line.
        for (let read = readQuickAdd(line, ON); read.found[0]; read = readQuickAdd(line, ON, left)) left.push(read.found[0].text);
        expect(readQuickAdd(line, ON, left).title).toBe(line);
      }),
    );
  });

  it("ties a phrase wherever it stands, and gives its words back as they were", () => {
    const words = wordsOf("Next week is next  WEEK", ["next week"]);
    expect(words).toHaveLength(3);
    expect(words.map(untied)).toEqual(["Next week", "is", "next WEEK"]);
    expect(between(words, () => ["was"]).map(untied)).toEqual(["Next week", "was", "next WEEK"]);
    expect(holds("It is next week", "next week")).toBe(true);
    expect(holds("It is next weekend", "next week")).toBe(false);
  });
});
