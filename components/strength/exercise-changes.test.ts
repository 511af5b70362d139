import { describe, expect, it } from "vitest";
import { applyChange } from "./exercise-changes";
import { type ExerciseTexts, readTexts, writeTexts } from "./exercise-texts";

const set = (id: string, weight: string, rpe = "") => ({
  id,
  kind: "normal",
  weight,
  reps: "5",
  distance: "",
  time: "",
  rpe,
});
const squat: ExerciseTexts = {
  id: "0",
  title: "Squat",
  notes: "deep\nslow",
  measures: ["weight", "reps", "rpe"],
  sets: [set("0", "100"), set("1", "102,5", "9")],
};
const row: ExerciseTexts = {
  id: "1",
  title: "Rowing",
  notes: "",
  measures: ["distance", "time", "rpe"],
  sets: [{ ...set("0", ""), reps: "", distance: "2", time: "8:00" }],
};
const titles = (exercises: readonly ExerciseTexts[]) => exercises.map(({ title, id }) => title || id);

describe("exercises as controls", () => {
  it("are read as they were written, in their order", () => {
    expect(readTexts(writeTexts([row, squat]))).toEqual([row, squat]);
    expect(readTexts({ ...writeTexts([squat]), "x0.s0.colour": "red", xyz: "1", "measured.0": "colour" })).toEqual([squat]);
  });
});

describe("a button of the form", () => {
  it("adds a set like the last one, but for how hard it was, under a name of its own", () => {
    const { exercises, focus } = applyChange([squat, row], "add-set 0");
    expect(exercises[0]?.sets.at(-1)).toEqual({ ...set("n0", "102,5"), rpe: "" });
    expect(focus).toBe("x0.sn0.weight");
    expect(applyChange(exercises, "add-set 0").exercises[0]?.sets.at(-1)?.id).toBe("n1");
    expect(applyChange(exercises, "add-set 1").focus).toBe("x1.sn0.distance");
  });

  it("takes a set or an exercise away, and leads to what is beside it", () => {
    expect(applyChange([squat], "remove-set 0 0").exercises[0]?.sets.map(({ id }) => id)).toEqual(["1"]);
    expect(applyChange([squat, row], "remove 0")).toEqual({ exercises: [row], focus: "x1.title" });
    expect(applyChange([row], "remove 1")).toEqual({ exercises: [], focus: "add" });
  });

  it("moves an exercise by one, keeps to the button where it can, and stops at the ends", () => {
    const three = [squat, row, { ...row, id: "2", title: "Plank" }];
    const up = applyChange(three, "up 2");
    expect([titles(up.exercises), up.focus]).toEqual([["Squat", "Plank", "Rowing"], "up 2"]);
    const top = applyChange(up.exercises, "up 2");
    expect([titles(top.exercises), top.focus]).toEqual([["Plank", "Squat", "Rowing"], "down 2"]);
    expect(titles(applyChange(top.exercises, "up 2").exercises)).toEqual(["Plank", "Squat", "Rowing"]);
    const down = applyChange(three, "down 0");
    expect([titles(down.exercises), down.focus]).toEqual([["Rowing", "Squat", "Plank"], "down 0"]);
    expect(applyChange(down.exercises, "down 0").focus).toBe("up 0");
  });

  it("adds an exercise to be named, and changes nothing where it asks for what is not there", () => {
    const { exercises, focus } = applyChange([squat], "add");
    expect([titles(exercises), focus]).toEqual([["Squat", "n0"], "xn0.title"]);
    for (const odd of ["up 7", "remove", "add-set n5", "shout 0", "", "remove-set 0 9"]) {
      expect(applyChange([squat], odd).exercises).toEqual([squat]);
    }
  });
});
