import { expect, it } from "vitest";
import { dueInFull } from "./due-words";

it("says a due date in words, and its date", () => {
  const said = (date: string) => dueInFull(date, "2026-11-21", "en-GB");
  expect(said("2026-11-21")).toBe("Today, 21 Nov 2026");
  expect(said("2026-11-22")).toBe("Tomorrow, 22 Nov 2026");
  expect(said("2026-11-27")).toBe("Friday, 27 Nov 2026");
  expect(said("2026-11-28")).toBe("Saturday, 28 Nov 2026");
  expect(said("2026-11-20")).toBe("Yesterday, 20 Nov 2026");
});
