import { describe, expect, it } from "vitest";
import { goalTag, isTagOf, tagWish, takeTag } from "./goal-tags";
import { readQuickAdd } from "./natural-dates";

const GOALS = ["Garden", "Run 10 km, slowly!", "Grow peas", "Café für alle", "🚲"];
const offered = (line: string, caret = line.length) => tagWish(line, caret, GOALS)?.titles ?? null;

describe("a goal's name behind #", () => {
  it("is read whole by quick add and means its goal", () => {
    for (const title of GOALS.slice(0, -1)) {
      const { goals, title: rest } = readQuickAdd(`Dig #${goalTag(title)}`, { today: "2026-11-21", firstWeekday: 1 });
      expect(rest).toBe("Dig");
      expect(goals.map((name) => isTagOf(name, title))).toEqual([true]);
    }
    expect(goalTag("Run 10 km, slowly!")).toBe("Run-10-km-slowly");
  });

  it("means no goal without letters, and none of another name", () => {
    expect(goalTag("🚲")).toBe("");
    expect(isTagOf("-", "🚲")).toBe(false);
    expect(isTagOf("gard", "Garden")).toBe(false);
    expect(isTagOf("run_10_KM_slowly", "Run 10 km, slowly!")).toBe(true);
  });

  it("is offered while it is typed: by its beginning first, then by its words", () => {
    expect(offered("Dig #g")).toEqual(["Garden", "Grow peas"]);
    expect(offered("Dig #pea")).toEqual(["Grow peas"]);
    expect(offered("Dig #CAF")).toEqual(["Café für alle"]);
    expect(offered("Dig #")).toEqual(["Garden", "Run 10 km, slowly!", "Grow peas", "Café für alle"]);
    expect(tagWish("Dig #g", 6, ["Garden", "garden", "Grow peas"])?.titles).toEqual(["Garden", "Grow peas"]);
    expect(offered("Dig #g deeper", 6)).toEqual(["Garden", "Grow peas"]);
  });

  it("is not offered elsewhere, and no more once it is whole", () => {
    for (const line of ["Dig", "Dig g", "C#g", "Dig #garden", "Dig #g ", "Dig #nobody"]) expect(offered(line)).toBeNull();
    expect(offered("Dig #g", 4)).toBeNull();
  });

  it("takes the place of what was typed of it", () => {
    const line = "Dig #run tomorrow";
    const wish = tagWish(line, 8, GOALS);
    expect(wish).not.toBeNull();
    if (wish) expect(takeTag(line, wish, wish.titles[0] ?? "")).toEqual({ line: "Dig #Run-10-km-slowly tomorrow", caret: 22 });
  });
});
