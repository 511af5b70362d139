import { describe, expect, it } from "vitest";
import { agentsTime } from "./coding-sums";

const item = (dimension: string | null, name: string, us: number) => ({ dimension, name, us });

describe("the time of AI agents on a day", () => {
  it("is that of all agents where editors tell of them, and counts none of it twice", () => {
    const items = [item(null, "", 100), item("agent", "", 60), item("agent", "Claude Code", 30), item("agent", "AI agent", 10)];
    expect(agentsTime([...items, item("category", "ai coding", 35), item("category", "coding", 65)])).toBe(40);
  });

  it("is that of its category where a source tells of no agents", () => {
    expect(agentsTime([item(null, "", 100), item("category", "coding", 75), item("category", "ai coding", 25)])).toBe(25);
    expect(agentsTime([item(null, "", 100), item("project", "ai coding", 100)])).toBe(0);
  });
});
