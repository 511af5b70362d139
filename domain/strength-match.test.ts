import { describe, expect, it } from "vitest";
import type { Sport } from "./activity";
import { pairSessions, type RecordedSpan, type Span } from "./strength-match";

const at = (id: string, start: string, minutes: number): Span => ({
  ...{ id, startAt: new Date(start), elapsedS: minutes * 60, localDate: start.slice(0, 10) },
});
const recorded = (id: string, start: string, minutes: number, sport: Sport = "strength"): RecordedSpan => ({
  ...at(id, start, minutes),
  ...{ sport, distanceM: null },
});
const pairs = (sessions: Span[], activities: RecordedSpan[], apart: string[] = []) =>
  pairSessions(sessions, activities, new Set(apart)).map(({ session, activity }) => `${session} ${activity}`);

describe("sessions and activities of one hour", () => {
  const push = at("push", "2026-11-02T18:00:00Z", 60);

  it("share four fifths of the shorter one's time", () => {
    expect(pairs([push], [recorded("a", "2026-11-02T18:11:00Z", 60)])).toEqual(["push a"]);
    expect(pairs([push], [recorded("a", "2026-11-02T18:13:00Z", 60)])).toEqual([]);
  });

  it("last about as long: what is twice as long is left to the person", () => {
    expect(pairs([push], [recorded("a", "2026-11-02T17:30:00Z", 119)])).toEqual(["push a"]);
    expect(pairs([push], [recorded("a", "2026-11-02T17:30:00Z", 121)])).toEqual([]);
  });

  it("take the closest, one each, whatever the order, and across midnight", () => {
    const pull = at("pull", "2026-11-02T23:30:00Z", 60);
    const near = recorded("near", "2026-11-03T00:01:00Z", 30);
    const nearer = recorded("nearer", "2026-11-02T23:31:00Z", 58);
    expect(pairs([pull, push], [near, nearer])).toEqual(["pull nearer"]);
    expect(pairs([pull, push], [nearer, near, recorded("a", "2026-11-02T18:00:30Z", 61)])).toEqual(["pull nearer", "push a"]);
  });

  it("are not those that a person has separated", () => {
    expect(pairs([push], [recorded("a", "2026-11-02T18:00:00Z", 60)], ["push a"])).toEqual([]);
  });
});
