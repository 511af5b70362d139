import { expect, it } from "vitest";
import { z } from "zod";
import { plainWords } from "./plain-words";

const words = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: plainWords }).error?.issues.map((issue) => issue.message);

it("says what to write instead of what a program expected", () => {
  expect(words(z.object({ name: z.string() }), {})).toEqual(["This is missing."]);
  expect(words(z.string(), 5)).toEqual(["Write a text."]);
  expect(words(z.int(), 1.5)).toEqual(["Write a whole number."]);
  expect(words(z.string().max(1000), "x".repeat(1001))).toEqual(["At most 1,000 characters."]);
  expect(words(z.string().min(1), "")).toEqual(["At least 1 character."]);
  expect(words(z.number().min(20).max(260), 261)).toEqual(["At most 260."]);
  expect(words(z.number().gt(0), 0)).toEqual(["More than 0."]);
  expect(words(z.array(z.string()).min(2), [])).toEqual(["At least 2 entries."]);
  expect(words(z.enum(["km", "mi"]), "furlongs")).toEqual(["Write one of km, mi."]);
});

it("leaves a schema its own words", () => {
  expect(words(z.string().min(10, "Use at least 10 characters."), "short")).toEqual(["Use at least 10 characters."]);
});
