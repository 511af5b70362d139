import { describe, expect, it } from "vitest";
import { lineOf } from "./words";

const id = "0198a000-0000-7000-8000-000000000001";
const line = (kind: string, title: string | null = null, data: Record<string, unknown> | null = null) =>
  lineOf({ kind, subjectId: id, title, data }, "en-GB");

describe("a line of the timeline", () => {
  it("says what became of what, and leads there", () => {
    expect(line("tasks.complete", "Paint the fence")).toMatchObject({
      what: "Paint the fence",
      verb: "done",
      noun: "task",
      area: "planning",
      href: `/tasks/${id}`,
    });
  });

  it("does not lead to what was deleted, nor from many to one", () => {
    expect(line("goals.delete", "Read").href).toBeUndefined();
    expect(line("tasks.postpone", null, { count: 12 })).toMatchObject({ what: "12 tasks", href: undefined });
  });

  it("calls a reflection by its day", () => {
    expect(line("reflections.update", "2026-11-20")).toMatchObject({ what: "20 Nov 2026", href: "/reflections/2026-11-20" });
  });

  it("has a word for what it does not know, and takes no word of the language for a noun", () => {
    expect(line("constructor.frobnicate")).toMatchObject({ what: "constructor", verb: "frobnicate", noun: "constructor" });
    expect(line("tasks.create", "").what).toBe("task");
  });
});
