import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ENV_NAMES, parseEnv } from "./env";

const example = readFileSync(".env.example", "utf8");
const assignments = example.split("\n").filter((line) => /^[A-Z]/.test(line));

test(".env.example lists every variable, in the order of the contract, and no other", () => {
  expect(assignments.map((line) => line.split("=")[0])).toEqual(ENV_NAMES);
});

test("an unchanged copy of .env.example is a valid environment", () => {
  const copied = Object.fromEntries(assignments.map((line) => [line.split("=")[0] ?? "", line.slice(line.indexOf("=") + 1)]));
  expect(parseEnv(copied)).toEqual(parseEnv({}));
});
