import { describe, expect, it } from "vitest";
import { formOf, plainForm } from "./action";

describe("what an action is called with", () => {
  it("is an empty form where a program sent something else", () => {
    const form = new FormData();
    form.set("name", "Ada");
    expect(formOf({ ok: true }, form)).toBe(form);
    for (const sent of [[], ["a", "b"], [null, { name: "Ada" }], [5]]) expect([...formOf(...sent).keys()]).toEqual([]);
  });

  it("keeps fields by any name, and repeated ones as lists", () => {
    const form = new FormData();
    for (const [name, value] of [
      ["__proto__", "x"],
      ["scope", "read"],
      ["scope", "write"],
      ["$ACTION_ID_1", ""],
    ] as const)
      form.append(name, value);
    expect(Object.entries(plainForm(form))).toEqual([
      ["__proto__", "x"],
      ["scope", ["read", "write"]],
    ]);
  });
});
