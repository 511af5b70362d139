import { describe, expect, it } from "vitest";
import { type BoardDay, dayWords, nextWord, said } from "./habit-line";

const nothing: BoardDay = { date: "2026-11-20", state: "none", value: null, auto: false, rest: false };
const yes = { target: null, unit: "", atMost: false };
const water = { target: 8, unit: "glasses", atMost: false };
const coffee = { target: 2, unit: "", atMost: true };

describe("a day of a habit", () => {
  it("is done by a press, and taken back by the next", () => {
    expect(nextWord(nothing)).toBe("done");
    const done = said(nothing, "done", yes);
    expect(done).toMatchObject({ state: "done", auto: false });
    expect(nextWord(done)).toBe("clear");
    expect(said(done, "clear", yes)).toEqual(nothing);
  });

  it("contradicts a fact by hand, as taking back would bring the fact's word again", () => {
    const ticked: BoardDay = { ...nothing, state: "done", value: 1, auto: true };
    expect(nextWord(ticked)).toBe("0");
    expect(said(ticked, "0", yes)).toMatchObject({ state: "not", auto: false });
  });

  it("is done after a skip or a no", () => {
    expect(nextWord(said(nothing, "skip", yes))).toBe("done");
    expect(nextWord(said(nothing, "0", yes))).toBe("done");
  });

  it("judges numbers by what is asked for", () => {
    expect(said(nothing, "8", water).state).toBe("done");
    expect(said(nothing, "7.5", water).state).toBe("short");
    expect(said(nothing, "0", water).state).toBe("not");
    expect(said(nothing, "done", water).value).toBe(8);
    expect(said(nothing, "2", coffee).state).toBe("done");
    expect(said(nothing, "0", coffee).state).toBe("done");
    expect(said(nothing, "3", coffee).state).toBe("short");
  });

  it("says what is known", () => {
    expect(dayWords(nothing, yes)).toBe("nothing known");
    expect(dayWords({ ...nothing, rest: true }, yes)).toBe("not asked for");
    expect(dayWords(said(nothing, "skip", yes), yes)).toBe("skipped");
    expect(dayWords(said(nothing, "6", water), water)).toBe("6 of 8 glasses");
    expect(dayWords(said(nothing, "0", yes), yes)).toBe("not done");
    expect(dayWords({ ...nothing, state: "done", value: 1, auto: true }, yes)).toBe("done, by what you did");
  });
});
