import { describe, expect, it } from "vitest";
import { decideWays } from "./ways-in";

describe("ways in", () => {
  it("lets the first person own it, and after that nobody in by default", () => {
    expect(decideWays("first", undefined, false)).toEqual({ hasOwner: false, signUp: "owner", guests: true });
    expect(decideWays("first", undefined, true)).toEqual({ hasOwner: true, signUp: "none", guests: false });
  });
  it("follows what is set", () => {
    expect(decideWays("open", true, true)).toMatchObject({ signUp: "member", guests: true });
    expect(decideWays("open", false, false)).toMatchObject({ signUp: "owner", guests: false });
    expect(decideWays("closed", undefined, false)).toMatchObject({ signUp: "none" });
    expect(decideWays("closed", undefined, true)).toMatchObject({ signUp: "none" });
  });
});
